"""Clocks that will be missed, by what such clocks took at the estate and what their case owners have to do (R148)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count

from heed.insight.warning.lateness import Lateness, lateness_of, load_of
from heed.process.calendar import Hours
from heed.process.words import ClockKind, ClockOutcome, WarningKind
from heed.queries.complaints.rows import only_open
from heed.queries.policies import hours_of, policy_of
from heed.queries.warnings.watched import Known, WarningCandidate, WatchedComplaint
from heed.records.models import Clock, Complaint

#: The clocks that are foreseen: those of hours and days, within which somebody can still do something.
FORESEEN = (ClockKind.ANSWER, ClockKind.FINISH, ClockKind.VISIT)
#: So many complaints that were closed last say how long such clocks take.
LAST_CLOSED = 80
#: How long what was read of an estate is used.
KEPT_FOR = timedelta(hours=1)


class EstatePace(NamedTuple):
    """What is known of an estate: the shares of their time that past clocks took, and the open cases of each owner."""

    read_at: datetime
    shares: dict[ClockKind, list[float]]
    open_cases: Counter[int]


class _Running(NamedTuple):
    """A running clock."""

    id: int
    complaint_id: int
    kind: str
    level: str
    policy_id: int
    calendar_id: int | None
    started_at: datetime
    limit_at: datetime


@dataclass
class Paces:
    """The paces of estates, each read at most once an hour: two queries."""

    known: dict[int, EstatePace] = field(default_factory=dict)

    def of(self, project: int, now: datetime) -> EstatePace:
        """Return the pace of an estate."""
        kept = self.known.get(project)
        if kept is None or abs(now - kept.read_at) > KEPT_FOR:
            kept = self.known[project] = EstatePace(now, _shares(project, now), _open_cases(project))
        return kept


def lates(
    watched: Collection[WatchedComplaint], known: Known, now: datetime, paces: Paces
) -> Iterator[WarningCandidate | tuple[int, datetime]]:
    """Give a warning for each clock that is at risk now, and else the complaint and when it will be; one query, and
    those of `Paces`."""
    by_id = {one.id: one for one in watched if one.is_open}
    running = Clock.objects.filter(
        complaint__in=by_id, kind__in=[kind.value for kind in FORESEEN], stopped_at__isnull=True,
        paused_at__isnull=True, limit_at__gt=now,
    )  # fmt: skip
    for row in running.order_by("pk").values(*_Running._fields):
        clock = _Running(**row)
        one = by_id[clock.complaint_id]
        subject = one.project_id, WarningKind.LATE, str(clock.id)
        pace = paces.of(one.project_id, now)
        load = load_of(pace.open_cases[one.case_owner_id], _of_others(pace.open_cases, one.case_owner_id))
        past = pace.shares.get(ClockKind(clock.kind), [])
        lateness = lateness_of(known.terms.late, 1.0, past, load, known.dismissed[subject])
        at = _instant_of(clock, lateness) if lateness is not None else None
        if lateness is None or at is None or at >= clock.limit_at:
            continue
        if at > now:
            yield one.id, at
            continue
        facts = {"clock": clock.kind, "due_at": clock.limit_at.isoformat(), "late": round(100 * lateness.usual),
                 "number": len(past), "load": round(load, 1), "percent": known.terms.late.percent}  # fmt: skip
        yield WarningCandidate(*subject, facts, frozenset([one.id]), one.id, owner_id=one.case_owner_id)


def _of_others(open_cases: Counter[int], own: int) -> list[int]:
    return [count for owner, count in open_cases.items() if owner != own]


def _hours(kind: str, level: str, policy_id: int, calendar_id: int | None) -> Hours:
    return policy_of(policy_id).rule(ClockKind(kind), level).calendar(hours_of(calendar_id, policy_id))


def _instant_of(clock: _Running, lateness: Lateness) -> datetime:
    hours = _hours(clock.kind, clock.level, clock.policy_id, clock.calendar_id)
    allowed = hours.minutes_between(clock.started_at, clock.limit_at)
    return hours.add(clock.started_at, lateness.from_minute * allowed)


def _shares(project: int, now: datetime) -> dict[ClockKind, list[float]]:
    closed = Complaint.objects.filter(project=project, closed_at__isnull=False, closed_at__lte=now)
    last = list(closed.order_by("-closed_at", "-pk").values_list("pk", flat=True)[:LAST_CLOSED])
    clocks = Clock.objects.filter(
        complaint__in=last, kind__in=[kind.value for kind in FORESEEN], stopped_at__isnull=False,
        limit_at__isnull=False,
    ).exclude(outcome=ClockOutcome.DROPPED.value)  # fmt: skip
    found: dict[ClockKind, list[float]] = defaultdict(list)
    columns = ("kind", "level", "policy_id", "calendar_id", "started_at", "limit_at", "stopped_at")
    for kind, level, policy, calendar, started_at, limit_at, stopped_at in clocks.values_list(*columns):
        hours = _hours(kind, level, policy, calendar)
        allowed = hours.minutes_between(started_at, limit_at)
        if allowed > 0:
            found[ClockKind(kind)].append(hours.minutes_between(started_at, stopped_at) / allowed)
    return dict(found)


def _open_cases(project: int) -> Counter[int]:
    rows = only_open(Complaint.objects.filter(project=project)).order_by().values_list("case_owner")
    return Counter(dict(rows.annotate(many=Count("pk"))))
