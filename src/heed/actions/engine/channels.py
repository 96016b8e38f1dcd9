"""The rows that go out of the house beside those of the inbox, in the same transaction (R48).

What somebody wishes stands with their account, and whether any robot listens with the project: both are at hand, so
that a notice which nobody wants elsewhere costs no query more, and one that robots want costs one.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from heed.process.case import Case
from heed.process.policy import Policy
from heed.process.preferences import Wishes
from heed.process.robots import CARRIERS
from heed.process.words import ClockKind
from heed.records.models import Notice, Project, Robot

ROBOT = "robot"
_FOR_PEOPLE = [kind.value for kind in CARRIERS.values()]


def to_people(inbox: Iterable[Notice], project: Project, *, urgent: bool) -> Iterator[Notice]:
    """For each row of an inbox one for each further way that its reader wishes. What is `urgent` never waits."""
    zone = ZoneInfo(project.timezone)
    for row in inbox:
        if row.account is None or not row.account.wishes:
            continue
        wishes = Wishes.of(row.account.wishes)
        for way in wishes.ways:
            yield _copy(
                row,
                key=f"{row.key}-{way.value}",
                account=row.account,
                channel=way.value,
                due_at=row.made_at if urgent else wishes.goes_out_at(row.made_at, zone),
                collected=wishes.collected and not urgent,
            )


def to_robots(like: Notice, stem: str, project: Project, *, department: int | None, late: bool) -> list[Notice]:
    """One row for each robot that listens there: those of a department hear of its orders, some only what is `late`."""
    if not project.has_robots:
        return []
    here = Q(project=project) | Q(project__isnull=True)
    hear = Robot.objects.filter(here, Q(department__isnull=True) | Q(department=department), is_active=True)
    hear = hear.exclude(kind__in=_FOR_PEOPLE)
    if not late:
        hear = hear.filter(only_late=False)
    return [
        _copy(like, key=f"{stem}-robot{pk}", robot_id=pk, channel=ROBOT, due_at=like.made_at)
        for pk in hear.order_by("pk").values_list("pk", flat=True)
    ]


def wakes(policy: Policy, level: str) -> bool:
    """Whether the policy lets a matter of this level disturb quiet hours: every minute of day and night counts."""
    return policy.level(level).round_the_clock


def rung_wakes(case: Case, level: str, clock: str, rung: int) -> bool:
    """Whether this step of a clock's ladder is one that does not wait for waking hours (DESIGN 3)."""
    rungs = case.policy.rule(ClockKind(clock), level).rungs
    return any(step.number == rung and not step.waking for step in rungs)


def _copy(row: Notice, *, key: str, channel: str, due_at: datetime, **more: object) -> Notice:
    return Notice(
        key=key, complaint=row.complaint, about=row.about, facts=row.facts, channel=channel, made_at=row.made_at,
        due_at=due_at, **more,
    )  # fmt: skip
