"""What a clock does when it is due: warn, breach, escalate, close (R33, R56, R70, R72, R73, R93, C2, C7).

Each clock has one short transaction for its events, the breach, the broken promise, the notices, the moves and the
time of the next action. A unique key of the events lets each fire only once; the lock on the subject of the clock keeps
others from changing it meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.actions.engine import apology_duty, clocks, outbox, sealing
from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, RobotAudience
from heed.actions.registry import ACTIONS
from heed.process.alarms import Firing, climbs, due_by
from heed.process.words import N_, ClockEventKind, ClockKind, Emotion, PromiseState
from heed.queries.actor import CLOCKWORK
from heed.queries.clocks.clock_state import course_of, firings_of
from heed.queries.clocks.recipients import recipients_of
from heed.queries.policies import policy_of, waking_hours_of
from heed.queries.rota.on_duty import holders_or_above
from heed.records.models import Clock, ClockEvent, Complaint, Notice, Project, Promise, Reception, Summons

#: The reason of an escalation in the timeline, in the language of the project.
REASON = N_("The deadline of the clock “%(clock)s” has passed.")


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """What one clock has to do at an instant, with its locked subject, and when it has to be checked next."""

    clock: Clock
    subject: Complaint | Reception | Summons
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


@transaction.atomic
def fire(clock_id: int, *, at: datetime | None = None) -> tuple[Firing, ...]:
    """Do everything that this clock has to do by the instant (now), each once and in order; return what was done.

    Returns nothing where the clock has stopped, is not due yet, or is locked by another transaction.
    """
    plan = plan_clock(clock_id, at)
    if plan is None:
        return ()
    record(plan)
    execute(plan)
    if plan.complaint is not None:
        sealing.seal(plan.complaint)
    return plan.due


def plan_clock(clock_id: int, at: datetime | None) -> ClockPlan | None:
    """Lock the clock and its subject, and return what is due; None where there is nothing to do."""
    ids = Clock.objects.filter(pk=clock_id).values_list("complaint_id", "reception_id", "summons_id").first()
    subject = _locked(ids or ())
    if subject is None:
        return None
    now = at or timezone.now()  # read after the locks, so that everything before this instant is recorded
    running = Clock.objects.select_for_update(no_key=True).filter(stopped_at__isnull=True, next_action_at__lte=now)
    clock = running.filter(pk=clock_id).first()
    if clock is None:
        return None
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    course = course_of(clock)
    firings = firings_of(clock, rule, course.pauses, now)
    if not climbs(ClockKind(clock.kind), agitated=getattr(subject, "emotion", "") == Emotion.AGITATED):
        firings = tuple(firing for firing in firings if firing.kind is not ClockEventKind.ESCALATED)
    waking = waking_hours_of(clock.policy_id)
    due, next_at = due_by(now, firings, course.fired, rule=rule, waking_hours=waking)
    at = (
        max(now, subject.moved_at) if isinstance(subject, Complaint) else now
    )  # the clock of another machine may be ahead
    return ClockPlan(clock, subject, at, due, next_at)


def _locked(ids: tuple[int | None, ...]) -> Complaint | Reception | Summons | None:
    """Return the subject of a clock, locked; None while another transaction has locked it."""
    models: tuple[type[Model], ...] = (Complaint, Reception, Summons)
    for model, pk in zip(models, ids, strict=False):
        if pk is not None:
            rows = model._default_manager.select_for_update(of=("self",), skip_locked=True, no_key=True)
            found = rows.select_related("project").filter(pk=pk).first()
            assert found is None or isinstance(found, Complaint | Reception | Summons)
            return found
    return None


def record(plan: ClockPlan) -> None:
    """Record what the clock does: the events, the breach at the limit itself, the broken promise and the duty to
    apologise for it (R72)."""
    clock = plan.clock
    breach = plan.has(ClockEventKind.BREACHED) if clock.kind != ClockKind.SILENCE else None
    if breach is not None and breach.rung:
        breach = None  # a further miss of a clock that repeats: the first breach stays (R56)
    ClockEvent.objects.bulk_create(
        ClockEvent(clock=clock, at=plan.at, kind=firing.kind, rung=firing.rung, reason=firing.to) for firing in plan.due
    )
    if breach is not None:
        clock.breached_at = breach.at
    clock.next_action_at = plan.next_at
    if plan.has(ClockEventKind.ESCALATED):
        clock.climbed_at = plan.at
    clock.save(update_fields=["breached_at", "next_action_at", "climbed_at"])
    if breach is not None and clock.promise_id is not None:
        Promise.objects.filter(pk=clock.promise_id, state=PromiseState.OPEN).update(
            state=PromiseState.BROKEN, broken_at=breach.at
        )
        assert plan.complaint is not None  # a promise belongs to a complaint
        _start_apology_clock(clock.promise_id, plan.complaint, breach.at)


def _start_apology_clock(promise_id: int, complaint: Complaint, since: datetime) -> None:
    """Start the clock of an apology that is due `since` the promise was broken, unless one runs (R72)."""
    running = complaint.clocks.filter(kind=ClockKind.APOLOGY, stopped_at__isnull=True)
    if not apology_duty.record(promise_id, complaint, since) or running.exists():
        return
    clock = Clock(
        kind=ClockKind.APOLOGY,
        complaint=complaint,
        round=complaint.round,
        level=complaint.level,
        policy_id=complaint.policy_id,
        calendar_id=complaint.project.calendar_id,
        started_at=since,
    )
    clocks.with_times(clock).save(force_insert=True)


def execute(plan: ClockPlan) -> None:
    """Escalate, close after the silent days, and otherwise notify the people whom it concerns."""
    notices: list[Notice] = []
    for firing in plan.due:
        if firing.kind is ClockEventKind.ESCALATED and plan.complaint is not None and plan.complaint.is_open:
            _escalate(plan, plan.complaint, firing)
        elif plan.complaint is None or not _close_if_silent(plan, plan.complaint, firing):
            notices += _notices(plan, firing)
    outbox.write(notices)


def _escalate(plan: ClockPlan, complaint: Complaint, firing: Firing) -> None:
    """Make the move `escalate`, which writes the timeline and notifies the holders of the rung's role."""
    kind = ClockKind(plan.clock.kind)
    with translation.override(complaint.project.language):
        reason = _(REASON) % {"clock": _(kind.label)}
    ACTIONS["escalate"](
        complaint, by=CLOCKWORK, at=plan.at, reason=reason, to=firing.to, clock=kind.value, rung=firing.rung
    )


def _close_if_silent(plan: ClockPlan, complaint: Complaint, firing: Firing) -> bool:
    """Close the complaint at the end of its silent days; return whether it was closed (R93).

    The rules are checked here, under the lock; where they do not allow it, the people concerned are notified.
    """
    if plan.clock.kind != ClockKind.SILENCE or firing.kind is not ClockEventKind.BREACHED:
        return False
    try:
        ACTIONS["silence"](complaint, by=CLOCKWORK, at=plan.at)
    except Refused:
        return False
    return True


def _notices(plan: ClockPlan, firing: Firing) -> list[Notice]:
    """The notices to the people whom it concerns, and to robots unless the complaint is about a person (C3)."""
    clock, complaint = plan.clock, plan.complaint
    if firing.kind is ClockEventKind.ESCALATED:
        readers = holders_or_above(firing.to, plan.project, at=plan.at)
    else:
        readers = recipients_of(clock, plan.subject, plan.at)
    urgent = _is_urgent(plan)
    robots = None
    if plan.project.has_robots and not (complaint and complaint.accused.exists()):
        late = urgent or firing.kind is not ClockEventKind.WARNED
        robots = RobotAudience(clock.order.department_id if clock.order else None, late)
    event = Announcement(
        key=f"clock-{clock.pk}-{firing.kind}-{firing.rung}",
        about=firing.kind,
        facts={
            "number": complaint.number if complaint else "",
            "project": plan.project.name,
            "clock": clock.kind,
            "due_at": firing.at.isoformat(),
            "rung": firing.rung,
        },
        project=plan.project,
        at=plan.at,
        complaint=complaint,
        urgent=urgent,
        robots=robots,
    )
    return outbox.notices_of(event, readers)


def _is_urgent(plan: ClockPlan) -> bool:
    """Whether its notices ignore quiet hours: calls of a superior do, and what the policy counts day and night."""
    if plan.clock.kind == ClockKind.PAGE:
        return True
    policy = policy_of(plan.clock.policy_id)
    return plan.complaint is not None and outbox.ignores_quiet_hours(policy, plan.complaint.level)
