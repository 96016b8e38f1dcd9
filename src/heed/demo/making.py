"""Building the demo in an empty database: estates, people, cast, and four months of complaints up to now."""

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from django.db import transaction

from heed.actions import founding
from heed.demo import duty, outward, today
from heed.demo.casting import Casting, weighted
from heed.demo.estates import ESTATES
from heed.demo.grounds import build, settle
from heed.demo.heeding import heeding
from heed.demo.play import Company, Play, Report, in_turn
from heed.demo.scene import Album, Scene
from heed.demo.staff import Staff, appear
from heed.records.models import Department

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


def make_demo(
    now: datetime, *, seed: int, size: int, report: Report = lambda share: None, played: Company = in_turn
) -> None:
    """Build everything; about `size` complaints, of which today's matters are a fixed part.

    The same seed, size and now give the same demo, however its estates are `played`; only what is secret differs.
    """
    starts_at = now - timedelta(days=DAYS)
    with transaction.atomic():
        founding.found_policy(starts_at, note=f"{MARK} seed={seed} size={size} until={now.isoformat()}")
        scenes = _scenes(Random(seed), now.date())  # noqa: S311  # a play, not a secret
    months = max(0, size - today.SIZE) / sum(SHARES.values())
    played([partial(_play, scene, starts_at, now, seed, months * SHARES[scene.code]) for scene in scenes], report)
    with transaction.atomic():
        duty.plan(scenes, starts_at, now)
    outward.reach(now)


def _play(scene: Scene, starts_at: datetime, now: datetime, seed: int, many: float, report: Report) -> None:
    """All that happens at one estate: its months, with so `many` complaints, and its today."""
    play = Play(starts_at, now, report)
    casting = Casting(play, [scene], f"{seed}-{scene.code}")
    play.on_climbed = heeding(play, casting.chance())
    today.enter(casting)
    _months(casting, scene, now, many)
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
