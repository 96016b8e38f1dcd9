"""Making the demo in an empty database: estates, residents, staff, and twelve months of complaints up to now.

The last four months are played; what has ended in them is copied into the months before.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from heed.actions.setup import founding
from heed.actions.setup.place_codes import make_place_codes
from heed.actions.tallies import counting
from heed.actions.warnings.watching import Watcher
from heed.clockwork.warned import warn
from heed.demo import (
    community,
    contractors,
    duty,
    gate,
    head_office,
    hotline,
    incident,
    library,
    notifications,
    old_lists,
    past,
    privacy,
    procedures,
    quality,
    reception_days,
    reporting,
    surveys,
    today,
)
from heed.demo.acknowledging import acknowledge_escalations
from heed.demo.casting import Casting, weighted
from heed.demo.estates import ESTATES
from heed.demo.grounds import build, settle
from heed.demo.play import Play, ReportProgress
from heed.demo.scene import Album, Scene
from heed.demo.staff import create_staff
from heed.process.words import Role
from heed.records.models import Department

#: Plays the stories of some estates.
PlayScenes = Callable[[Sequence[Scene], ReportProgress], None]
#: Has all estates played, in one process or in several.
RunScenes = Callable[[PlayScenes, Sequence[Scene], ReportProgress], None]
DAYS = 120
MARK = "demo"
"""The beginning of the first policy version's note, by which the database of a demo is recognised."""

#: How many complaints each estate has, of a hundred.
SHARES = {"CH": 26, "YG": 19, "LJ": 19, "YX": 8, "CW": 8, "DA": 7, "HT": 8, "CP": 5}
PER_STORY = 1.07
"""Complaints of one story: an outbreak or a repeat has more than one."""
#: When owners complain: the weight of each hour of the local day,
HOURS = (1, 0, 0, 0, 0, 1, 2, 6, 11, 13, 12, 9, 5, 6, 9, 10, 9, 8, 9, 8, 6, 5, 3, 2)
#: and of each day of the week, Monday first.
WEEKDAYS = (13, 11, 10, 10, 11, 15, 14)


def in_one_process(play: PlayScenes, scenes: Sequence[Scene], report: ReportProgress) -> None:
    """Play all estates together."""
    play(scenes, report)


def make_demo(
    now: datetime, *, seed: int, size: int, report: ReportProgress = lambda share: None, run: RunScenes = in_one_process
) -> None:
    """Play about `size` complaints, of which those of today are a fixed part, with their past and all around them.

    The same seed, size and now make the same demo with either `run`; only secrets differ.
    """
    starts_at = now - timedelta(days=DAYS)
    until = now.isoformat(timespec="minutes")
    with transaction.atomic():
        founding.ensure_policy(starts_at, note=f"{MARK} seed={seed} size={size} until={until}")
        scenes = _scenes(Random(seed), now.date())  # noqa: S311  # a play, not a secret
        copies = [past.planned(scene.code, size) for scene in scenes]
        past.reserve_ids(sum(copies))
    months = max(0, size - today.SIZE) / sum(SHARES.values())

    def play(some: Sequence[Scene], progress: ReportProgress) -> None:
        _play([(scene, months * SHARES[scene.code]) for scene in some], starts_at, now, seed, progress)

    run(play, scenes, report)
    first_id = 1
    for scene, many in zip(scenes, copies, strict=True):
        past.add_past(scene, now, many, seed, first_id)
        first_id += many
    with transaction.atomic():
        duty.plan(scenes, starts_at, now)
        gate.keep_watch(scenes[0], now)
        quality.judge_talks(scenes[0], now)
        head_office.describe(scenes, now)
        library.write(scenes, now)
        community.publish(scenes, now)
        procedures.write(scenes, now)
        surveys.ask(scenes, now, seed)
        old_lists.bring_in(scenes, starts_at.date(), seed)
    counting.start_anew()
    for _ in counting.count_all_changed(now):
        pass
    warn(Watcher(), now=now)
    reporting.report_months(scenes, now)
    notifications.set_up(now)
    with transaction.atomic():
        privacy.protect(scenes, now)
    community.open_board(now)


def _play(
    scenes: Sequence[tuple[Scene, float]], starts_at: datetime, now: datetime, seed: int, report: ReportProgress
) -> None:
    """Play the past months of these estates, each with so many complaints, and their today."""
    play = Play(starts_at, now, report)
    play.on_escalated = acknowledge_escalations(play, seed)
    for scene, complaints in scenes:
        casting = Casting(play, [scene], f"{seed}-{scene.code}")
        today.enter(casting)
        if scene.code == hotline.ESTATE:
            hotline.enter(play, scene, seed)
            incident.enter(play, scene, seed)
            reception_days.enter(play, scene, seed)
        past.enter_bad_days(casting, scene)
        _months(casting, scene, now, complaints)
    play.run()


def _scenes(chance: Random, on: date) -> list[Scene]:
    grounds = [build(estate) for estate in ESTATES]
    for ground in grounds:
        today.settle(ground, on)
        settle(ground, chance, on)
    staff = create_staff({ground.estate.code: ground.project for ground in grounds})
    contractors.hire(staff)
    album = Album(chance)
    scenes = []
    for ground in grounds:
        departments = {part.code: part for part in Department.objects.filter(project=ground.project)}
        scenes.append(Scene(ground, staff, album, departments))
        public = [spot.place for spots in ground.spots.values() for spot in spots]
        make_place_codes(public, by=staff.all(Role.DIRECTOR, ground.estate.code)[0])
    return scenes


def _months(casting: Casting, scene: Scene, now: datetime, many: float) -> None:
    """Spread so many complaints over the days and hours of the past months; those of the last day come from `today`."""
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
