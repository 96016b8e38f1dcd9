"""Building the demo in an empty database: estates, people, cast, and four months of complaints up to now."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from heed.actions import founding
from heed.demo import duty, outward, today
from heed.demo.casting import Casting, weighted
from heed.demo.estates import ESTATES
from heed.demo.grounds import build, settle
from heed.demo.heeding import heeding
from heed.demo.play import Play
from heed.demo.scene import Album, Scene
from heed.demo.staff import Staff, appear
from heed.records.models import Department

DAYS = 120
MARK = "demo"
"""How the note of the first policy version begins, by which a demo's database is known."""

#: How much happens at each estate.
SHARES = {"CH": 46, "YG": 27, "LJ": 27}
#: When owners complain: the weight of each hour of the local day.
HOURS = (1, 0, 0, 0, 0, 1, 2, 6, 11, 13, 12, 9, 5, 6, 9, 10, 9, 8, 9, 8, 6, 5, 3, 2)
#: The same of each day of the week, Monday first.
WEEKDAYS = (13, 11, 10, 10, 11, 15, 14)


def make_demo(now: datetime, *, seed: int, size: int, report: Callable[[float], None] = lambda share: None) -> Play:
    """Build everything; about `size` complaints, of which today's matters are a fixed part.

    The same seed, size and now give the same demo; only what has to be secret differs.
    """
    starts_at = now - timedelta(days=DAYS)
    chance = Random(seed)  # noqa: S311  # a play, not a secret
    with transaction.atomic():
        founding.found_policy(starts_at, note=f"{MARK} seed={seed} size={size} until={now.isoformat()}")
        scenes = _scenes(chance, now.date())
    play = Play(starts_at, now, report)
    play.on_climbed = heeding(play, Random(seed))  # noqa: S311
    casting = Casting(play, scenes, seed)
    today.enter(casting)
    _months(casting, chance, now, max(0, size - today.SIZE))
    play.run()
    with transaction.atomic():
        duty.plan(scenes, starts_at, now)
    outward.reach(now)
    return play


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


def _months(casting: Casting, chance: Random, now: datetime, many: int) -> None:
    """Spread the complaints of the past months over days and hours, as they come; the last day is left to `today`."""
    by_code = {scene.code: scene for scene in casting.scenes}
    moments = []
    for _ in range(round(many / 1.07)):  # an outbreak or a repeat is more than one
        scene = by_code[weighted(chance, SHARES)]
        moments.append((_moment(scene, chance, now), scene))
    for at, scene in sorted(moments, key=lambda moment: moment[0]):
        casting.enter(scene, at)


def _moment(scene: Scene, chance: Random, now: datetime) -> datetime:
    while True:
        days = chance.randint(1, DAYS - 1)
        weekday = (scene.local(now) - timedelta(days=days)).weekday()
        if chance.random() * max(WEEKDAYS) <= WEEKDAYS[weekday]:
            break
    hour = weighted(chance, dict(enumerate(HOURS)))
    return scene.at_hour(now, hour + chance.random(), -days)
