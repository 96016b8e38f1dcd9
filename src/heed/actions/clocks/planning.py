"""Claiming clocks that are due, with what each of them has to do: a few statements for some hundreds of clocks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Model, prefetch_related_objects
from django.utils import timezone

from heed.process.alarms import Firing, climbs, due_by
from heed.process.clock_history import Course
from heed.process.words import ClockEventKind, ClockKind, Emotion
from heed.queries.clocks.clock_state import courses_of, firings_of
from heed.queries.policies import policy_of, waking_hours_of
from heed.records.models import Clock, Complaint, Project, ProjectDemand, Reception, Summons

Subject = Complaint | Reception | Summons | ProjectDemand
#: What a clock may belong to: the column of the clock, the model, and what its recipients need of it.
_SUBJECTS: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("complaint_id", Complaint, ("project", "case_owner", "visitor")),
    ("reception_id", Reception, ("project", "account")),
    ("summons_id", Summons, ("project", "to", "asked_by")),
    ("demand_id", ProjectDemand, ("project",)),
)
MOST_MOVES = 100
"""Steps of ladders in one transaction: each takes about a millisecond, in which nobody else can write to SQLite."""
CLOSING = 5
"""The closing of a silent week, made by itself, counts as so many steps."""


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """What one clock has to do at an instant, with its locked subject, and when it has to be checked next."""

    clock: Clock
    subject: Subject
    at: datetime
    due: tuple[Firing, ...]
    next_at: datetime | None

    @property
    def complaint(self) -> Complaint | None:
        return self.subject if isinstance(self.subject, Complaint) else None

    @property
    def project(self) -> Project:
        return self.subject.project

    def has(self, kind: ClockEventKind) -> Firing | None:
        """Return the first due firing of this kind; None where there is none."""
        return next((firing for firing in self.due if firing.kind is kind), None)

    @property
    def steps(self) -> tuple[Firing, ...]:
        """The due steps of the ladder, in order."""
        return tuple(firing for firing in self.due if firing.kind is ClockEventKind.ESCALATED)

    @property
    def breach(self) -> Firing | None:
        """The first breach of the clock, if that is due. A silent week that is over is none; a further miss of a clock
        that repeats leaves the first breach as it is (R56)."""
        found = self.has(ClockEventKind.BREACHED) if self.clock.kind != ClockKind.SILENCE else None
        return None if found is None or found.rung else found

    @property
    def moves(self) -> int:
        """What the moves of the clock on its complaint take, in steps: those of its ladder, or the closing of a silent
        week."""
        if self.complaint is None or not self.complaint.is_open:
            return 0
        if self.clock.kind == ClockKind.SILENCE:
            return CLOSING * sum(firing.kind is ClockEventKind.BREACHED for firing in self.due)
        return len(self.steps)


def claim(
    at: datetime | None, most: int, but: Collection[int] = (), only: Collection[int] | None = None
) -> list[ClockPlan]:
    """Lock the clocks that are due, the longest due first, with their subjects, and return what each has to do.

    Clocks and subjects that another transaction has locked are left to it. Of a complaint on which a clock makes a
    move, the clocks after that one are left to the next claim, because the move may stop them. `but`: ids of clocks
    that are left out; `only`: ids of the clocks that are looked at.
    """
    due = Clock.objects.filter(stopped_at__isnull=True, next_action_at__lte=at or timezone.now())
    due = due if only is None else due.filter(pk__in=only)
    due = due.exclude(pk__in=but) if but else due
    locking = due.select_for_update(skip_locked=True, no_key=True)
    clocks = list(locking.order_by("next_action_at", "pk")[:most])
    subjects = _locked_subjects(clocks)
    now = at or timezone.now()  # read after the locks, so that everything before this instant is recorded
    courses = courses_of(clocks)
    plans = (_plan(clock, subjects[clock.pk], courses[clock.pk], now) for clock in clocks if clock.pk in subjects)
    return _up_to_moves(plans)


def _locked_subjects(clocks: Sequence[Clock]) -> dict[int, Subject]:
    """Return the locked subjects by the ids of their clocks, without those that another transaction has locked."""
    found: dict[int, Subject] = {}
    for column, model, related in _SUBJECTS:
        mine = {clock.pk: key for clock in clocks if clock.pk not in found and (key := getattr(clock, column))}
        if mine:
            found |= _locked(model, related, mine)
    return found


def _locked(model: type[Model], related: Iterable[str], wanted: Mapping[int, int]) -> dict[int, Subject]:
    rows = model._default_manager.select_for_update(skip_locked=True, no_key=True)
    subjects = {row.pk: cast("Subject", row) for row in rows.filter(pk__in=set(wanted.values()))}
    prefetch_related_objects(list(subjects.values()), *related)
    return {clock_id: subjects[key] for clock_id, key in wanted.items() if key in subjects}


def _plan(clock: Clock, subject: Subject, course: Course, now: datetime) -> ClockPlan:
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    firings = firings_of(clock, rule, course.pauses, now)
    if not climbs(ClockKind(clock.kind), agitated=getattr(subject, "emotion", "") == Emotion.AGITATED):
        firings = tuple(firing for firing in firings if firing.kind is not ClockEventKind.ESCALATED)
    due, next_at = due_by(now, firings, course.fired, rule=rule, waking_hours=waking_hours_of(clock.policy_id))
    # the clock of another machine may be ahead
    at = max(now, subject.moved_at) if isinstance(subject, Complaint) else now
    return ClockPlan(clock, subject, at, due, next_at)


def _up_to_moves(plans: Iterable[ClockPlan]) -> list[ClockPlan]:
    """Return the plans whose moves take up to so many steps, and of each complaint those up to its first move."""
    found: list[ClockPlan] = []
    moved: set[int] = set()
    moves = 0
    for plan in plans:
        if plan.complaint is not None and plan.complaint.pk in moved:
            continue
        if plan.moves:
            if moves and moves + plan.moves > MOST_MOVES:
                break
            moves += plan.moves
            moved.add(plan.subject.pk)
        found.append(plan)
    return found
