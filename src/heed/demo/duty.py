"""The rota of the demo: duty day and night with one gap, swaps of shifts, and absences."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from heed.actions.rota import planning, swaps
from heed.actions.rota.swaps import Slot
from heed.actions.staff import leave
from heed.demo.scene import Scene
from heed.demo.staff import Staff
from heed.process.words import AbsenceReason, Role
from heed.records.models import Account
from heed.ui.ranges import shifts_in

DAY = timedelta(days=1)
#: The shifts of a week: estate and role; then username, weekdays (0 is Monday), hours.
WEEKS: tuple[tuple[str, Role, tuple[tuple[str, str, str], ...]], ...] = (
    ("CH", Role.RECEPTIONIST, (
        ("zhou", "01234", "08:00-16:00"), ("xu", "012", "12:00-20:00"), ("xu", "56", "08:00-20:00"),
    )),
    ("CH", Role.GUARD, (("sun", "0234", "20:00-08:00"), ("ma", "156", "20:00-08:00"), ("ma", "34", "16:00-20:00"))),
    ("CH", Role.DIRECTOR, (("lin", "01234", "08:30-18:00"),)),
    ("CH", Role.MANAGER, (("zhao", "01234", "09:00-18:00"),)),
    ("CH", Role.OPERATOR, (
        ("wang", "01235", "08:00-17:00"), ("liu", "12345", "08:00-17:00"), ("zhang", "0346", "14:00-22:00"),
    )),
    ("YG", Role.RECEPTIONIST, (
        ("li", "123", "08:00-20:00"), ("li", "56", "20:00-08:00"), ("pan", "0456", "08:00-20:00"),
    )),
    ("YG", Role.GUARD, (("chen", "01234", "20:00-08:00"),)),
    ("YG", Role.DIRECTOR, (("wu", "01234", "08:30-18:00"),)),
    ("LJ", Role.RECEPTIONIST, (
        ("wong", "012", "08:00-20:00"), ("wong", "56", "20:00-08:00"), ("karen", "3456", "08:00-20:00"),
    )),
    ("LJ", Role.GUARD, (("chan", "01234", "20:00-08:00"),)),
    ("LJ", Role.DIRECTOR, (("cheung", "01234", "09:00-18:00"),)),
)  # fmt: skip


def plan(scenes: Sequence[Scene], starts_at: datetime, now: datetime) -> None:
    """Plan the weeks from the beginning of the play, and a gap, swaps and absences around its last day."""
    by_code = {scene.code: scene for scene in scenes}
    people = scenes[0].staff.accounts
    for code, role, weeks in WEEKS:
        _every_week(by_code[code], role, weeks, starts_at)
    _gap(by_code["CH"], now)
    _swaps(by_code, people, now)
    _away(scenes[0].staff, now)


def _every_week(scene: Scene, role: Role, weeks: Sequence[tuple[str, str, str]], starts_at: datetime) -> None:
    people, week = scene.staff.accounts, dict[Account, list[tuple[int, int, int]]]()
    for name, weekdays, hours in weeks:
        shifts = [(int(weekday), *shift) for weekday in weekdays for shift in shifts_in(hours) or ()]
        week.setdefault(people[name], []).extend(shifts)
    project, since_on = scene.grounds.project, scene.local(starts_at).date()
    planning.plan_week(project, role, week, by=people["admin"], since_on=since_on, at=starts_at)


def _next(on: date, weekdays: str, least: int = 1) -> date:
    """The first of these weekdays that is at least so many days later."""
    return next(day for n in range(least, least + 7) if str((day := on + n * DAY).weekday()) in weekdays)


def _gap(scene: Scene, now: datetime) -> None:
    """A guard takes a night off, and no substitute is planned yet."""
    project, people, today = scene.grounds.project, scene.staff.accounts, scene.local(now).date()
    night = _next(today, "156", 3)
    planning.add_change(
        project, Role.GUARD, people["ma"], night, is_on=False, by=people["lin"], note="家中有事，调休", at=now
    )


def _swaps(by_code: dict[str, Scene], people: dict[str, Account], now: datetime) -> None:
    """One swap waits for Zhou's answer, one is agreed."""
    desk, day = Role.RECEPTIONIST, (8 * 60, 20 * 60)
    cuihu, yangguang = by_code["CH"], by_code["YG"]
    today = cuihu.local(now).date()
    give, back = Slot(_next(today, "5", 2), *day), Slot(_next(today, "34", 2), 8 * 60, 16 * 60)
    swaps.request_swap(
        cuihu.grounds.project, desk, give, by=people["xu"], of=people["zhou"], back=back,
        reason="周六孩子学校有活动", at=now - timedelta(minutes=40),
    )  # fmt: skip
    given = Slot(_next(today, "0", 2), *day)
    swap = swaps.request_swap(
        yangguang.grounds.project, desk, given, by=people["pan"], of=people["li"], reason="体检", at=now - DAY
    )
    swaps.agree(swap, by=people["li"], answer="可以，我来顶", at=now - timedelta(hours=5))


def _away(staff: Staff, now: datetime) -> None:
    """Liu is ill since half an hour ago, with open work; Song was on leave and is back."""
    people = staff.accounts
    hour = now.replace(minute=0, second=0, microsecond=0)
    leave.enter_leave(
        people["liu"], by=people["lin"], starts_at=now - timedelta(minutes=30), ends_at=hour + 2 * DAY,
        reason=AbsenceReason.SICK, stand_in=people["zhang"], at=now - timedelta(minutes=25),
    )  # fmt: skip
    leave.enter_leave(
        people["song"], by=people["wu"], starts_at=hour - 12 * DAY, ends_at=hour - 9 * DAY,
        reason=AbsenceReason.LEAVE, stand_in=people["li"], at=now - 13 * DAY,
    )  # fmt: skip
