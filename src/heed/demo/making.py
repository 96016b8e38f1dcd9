"""Building the demo in an empty database: estates, people, cast, and four months of complaints up to now."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from heed.actions.setup import founding
from heed.demo import duty, head_office, hotline, notifications, today
from heed.demo.acknowledging import heeding
from heed.demo.casting import Casting, weighted
from heed.demo.estates import ESTATES
from heed.demo.grounds import build, settle
from heed.demo.play import Play, Report
from heed.demo.scene import Album, Scene
from heed.demo.staff import Staff, appear
from heed.records.models import Department

#: Plays all that happens at some estates.
Playing = Callable[[Sequence[Scene], Report], None]
#: Lets it be played at all of them, in one play or in several.
Company = Callable[[Playing, Sequence[Scene], Report], None]
DAYS = 120
MARK = "demo"
"""How the note of the first policy version begins, by which a demo's database is known."""

#: How much happens at each estate.
SHARES = {"CH": 40, "YG": 30, "LJ": 30}
PER_STORY = 1.07
"""Complaints to a story: an outbreak or a repeat is more than one."""
#: When owners complain: the weight of each hour of the local day.
HOURS = (1, 0, 0, 0, 0, 1, 2, 6, 11, 13, 12, 9, 5, 6, 9, 10, 9, 8, 9, 8, 6, 5, 3, 2)
#: The same of each day of the week, Monday first.
WEEKDAYS = (13, 11, 10, 10, 11, 15, 14)


def together(play: Playing, scenes: Sequence[Scene], report: Report) -> None:
    """All estates in one play."""
    play(scenes, report)


def make_demo(
    now: datetime, *, seed: int, size: int, report: Report = lambda share: None, company: Company = together
) -> None:
    """Build everything; about `size` complaints, of which today's matters are a fixed part.

    The same seed, size and now give the same demo, whichever `company` plays it; only what is secret differs.
    """
    starts_at = now - timedelta(days=DAYS)
    until = now.isoformat(timespec="minutes")
    with transaction.atomic():
        founding.found_policy(starts_at, note=f"{MARK} seed={seed} size={size} until={until}")
        scenes = _scenes(Random(seed), now.date())  # noqa: S311  # a play, not a secret
    months = max(0, size - today.SIZE) / sum(SHARES.values())

    def play(some: Sequence[Scene], told: Report) -> None:
        _play([(scene, months * SHARES[scene.code]) for scene in some], starts_at, now, seed, told)

    company(play, scenes, report)
    with transaction.atomic():
        duty.plan(scenes, starts_at, now)
        head_office.describe(scenes, now)
    notifications.reach(now)


def _play(many: Sequence[tuple[Scene, float]], starts_at: datetime, now: datetime, seed: int, report: Report) -> None:
    """All that happens at these estates: their months, with so `many` complaints, and their today."""
    play = Play(starts_at, now, report)
    play.on_climbed = heeding(play, seed)
    for scene, complaints in many:
        casting = Casting(play, [scene], f"{seed}-{scene.code}")
        today.enter(casting)
        if scene.code == hotline.ESTATE:
            hotline.enter(play, scene, seed)
        _months(casting, scene, now, complaints)
    play.run()


def _scenes(chance: Random, on: date) -> list[Scene]:
    grounds = [build(estate) for estate in ESTATES]
    for ground in grounds:
        today.settle(ground, on)
        settle(ground, chance, on)
    staff: Staff = appear({ground.estate.code: ground.project for ground in grounds})
    album = Album(chance)
    found = []
    for ground in grounds:
        departments = {part.code: part for part in Department.objects.filter(project=ground.project)}
        found.append(Scene(ground, staff, album, departments))
    return found


def _months(casting: Casting, scene: Scene, now: datetime, many: float) -> None:
    """Spread the complaints of the past months over days and hours, as they come; the last day is left to `today`."""
    chance = casting.chance()
    for at in sorted(_moment(scene, chance, now) for _ in range(round(many / PER_STORY))):
        casting.enter(scene, at)


def _moment(scene: Scene, chance: Random, now: datetime) -> datetime:
    while True:
        days = chance.randint(1, DAYS - 1)
        weekday = (scene.local(now) - timedelta(days=days)).weekday()
        if chance.random() * max(WEEKDAYS) <= WEEKDAYS[weekday]:
            break
    hour = weighted(chance, dict(enumerate(HOURS)))
    return scene.at_hour(now, hour + chance.random(), -days)
