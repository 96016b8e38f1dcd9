"""The clocks of the complaints received in a span of time, as plain values for `insight.simulation`, in pages."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from heed.insight.simulation import DutyWeek, PastClock, PastStep
from heed.process.clocks import Times
from heed.process.roles import ANSWERS_TELEPHONE
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome
from heed.queries.rota.on_duty import shift_of
from heed.records.models import Assessment, Clock, ClockEvent, Complaint, EntryContent, RotaShift

#: So many complaints are read at once.
PAGE = 500
_STEPS = (ClockEventKind.PAUSED.value, ClockEventKind.RESUMED.value, ClockEventKind.RETIMED.value)
#: The silent days can only elapse: they are never missed (R93).
_LEFT_OUT = (ClockKind.SILENCE.value,)
#: The level of a complaint of which no other was recorded as it was taken in.
_USUAL = Complaint._meta.get_field("level").get_default()


@dataclass(frozen=True, slots=True)
class PastRow:
    """A clock of the past with the ids of its policy and calendar."""

    clock: PastClock
    policy_id: int
    calendar_id: int | None


@dataclass(frozen=True, slots=True)
class PlayedComplaint:
    """A complaint of the past: when and where it was received, and its clocks."""

    received_at: datetime
    project_id: int
    timezone: str
    clocks: tuple[PastRow, ...]


def received_between(projects: Collection[int] | None, since: datetime, until: datetime) -> QuerySet[Complaint]:
    """Return the complaints received from `since` on, before `until`; None: of every project."""
    found = Complaint.objects.filter(received_at__gte=since, received_at__lt=until)
    return found if projects is None else found.filter(project__in=projects)


def past_complaints(found: QuerySet[Complaint], page: int = PAGE) -> Iterator[list[PlayedComplaint]]:
    """Give them in the order in which they were received, a page at a time: five queries a page."""
    columns = ("pk", "received_at", "project_id")
    ordered = found.order_by("received_at", "pk").values(*columns, zone=F("project__timezone"))
    rows = list(ordered[:page])
    while rows:
        clocks = _clocks_of([row["pk"] for row in rows])
        yield [
            PlayedComplaint(row["received_at"], row["project_id"], row["zone"], tuple(clocks[row["pk"]]))
            for row in rows
        ]
        last = rows[-1]
        beyond = Q(received_at__gt=last["received_at"]) | Q(received_at=last["received_at"], pk__gt=last["pk"])
        rows = list(ordered.filter(beyond, received_at__gte=last["received_at"])[:page])


def duty_weeks(projects: Collection[int] | None) -> dict[int, DutyWeek]:
    """Return the weekly shifts of those who answer the telephone, by the project; only projects that have a rota."""
    found = RotaShift.objects.filter(role__in=[role.value for role in ANSWERS_TELEPHONE])
    shifts = defaultdict(list)
    for row in found if projects is None else found.filter(project__in=projects):
        shifts[row.project_id].append(shift_of(row))
    return {project: DutyWeek(tuple(held)) for project, held in shifts.items()}


def _clocks_of(complaints: Collection[int]) -> dict[int, list[PastRow]]:
    rows = list(Clock.objects.filter(complaint__in=complaints).exclude(kind__in=_LEFT_OUT).order_by("pk").values())
    changed = list(
        ClockEvent.objects.filter(clock__complaint__in=complaints, kind__in=_STEPS).order_by("at", "pk")
        .values_list("clock_id", "clock__complaint_id", "kind", "at")
    )  # fmt: skip
    levels = _Levels({complaint for _, complaint, kind, _ in changed if kind == ClockEventKind.RETIMED})
    steps: dict[int, list[PastStep]] = defaultdict(list)
    for clock, complaint, kind, at in changed:
        steps[clock].append(levels.step(ClockEventKind(kind), complaint, at))
    found: dict[int, list[PastRow]] = defaultdict(list)
    for row in rows:
        own = tuple(steps[row["id"]])
        was_retimed = any(step.kind is ClockEventKind.RETIMED for step in own)
        level = levels.before(row["complaint_id"], own) if was_retimed else row["level"]
        found[row["complaint_id"]].append(PastRow(_clock({**row}, level, own), row["policy_id"], row["calendar_id"]))
    return found


def _clock(row: dict[str, Any], level: str, steps: tuple[PastStep, ...]) -> PastClock:
    return PastClock(
        kind=ClockKind(row["kind"]),
        level=level,
        started_at=row["started_at"],
        due_at=row["due_at"],
        stopped_at=row["stopped_at"],
        outcome=ClockOutcome(row["outcome"]) if row["outcome"] else None,
        breached_at=row["breached_at"],
        recorded=Times(row["target_at"], row["limit_at"]),
        steps=steps,
    )


class _Levels:
    """The levels that complaints had in the course of time: as they were taken in, and by each assessment."""

    def __init__(self, complaints: Collection[int]) -> None:
        self._judged: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        if not complaints:
            self._first: dict[int, str] = {}
            return
        rows = Assessment.objects.filter(complaint__in=complaints).order_by("at", "pk")
        for complaint, at, level in rows.values_list("complaint_id", "at", "level"):
            self._judged[complaint].append((at, level))
        first = EntryContent.objects.filter(entry__complaint__in=complaints, entry__seq=1)
        given = first.values_list("entry__complaint_id", "facts")
        self._first = {complaint: str(facts.get("level") or _USUAL) for complaint, facts in given}

    def step(self, kind: ClockEventKind, complaint: int, at: datetime) -> PastStep:
        """What an event changed; the first assessment verifies a level that was only suggested (R70)."""
        if kind is not ClockEventKind.RETIMED:
            return PastStep(kind, at)
        judged = self._judged[complaint]
        level = next((level for judged_at, level in reversed(judged) if judged_at <= at), _USUAL)
        return PastStep(kind, at, level, verified=bool(judged) and judged[0][0] == at)

    def before(self, complaint: int, steps: tuple[PastStep, ...]) -> str:
        """The level that a clock had before the first of its steps that gave it another one."""
        at = next(step.at for step in steps if step.kind is ClockEventKind.RETIMED)
        earlier = [level for judged_at, level in self._judged[complaint] if judged_at < at]
        return earlier[-1] if earlier else self._first.get(complaint, _USUAL)
