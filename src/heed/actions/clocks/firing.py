"""What a clock does when its time comes: the only writer of it (DESIGN 3; R33, R56, R70, R72, R73, R93, C2, C7).

One short transaction for one clock. Inside it everything or nothing: the events, the breach, the broken promise, the
notices, the moves, and the instant of the next action. The table of events holds each firing to once; the lock on what
the clock belongs to holds off whoever else would change it meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.actions.engine import apology_duty, clocks, outbox
from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, RobotAudience
from heed.actions.registry import ACTIONS
from heed.process.alarms import Firing, climbs, due_by
from heed.process.words import N_, ClockEventKind, ClockKind, Emotion, PromiseState
from heed.queries.actor import CLOCKWORK
from heed.queries.clocks.clock_state import course_of, firings_of
from heed.queries.clocks.recipients import concerned
from heed.queries.policies import policy_of, waking_hours_of
from heed.queries.rota.on_duty import holders_or_above
from heed.records.models import Clock, ClockEvent, Complaint, Notice, Project, Promise, Reception, Summons

#: Given to the timeline as the reason of an escalation, in the language of the project.
REASON = N_("The limit of the clock “%(clock)s” has passed.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one clock, whose subject is locked, does at an instant, and when it has to be looked at again."""

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
        """The first firing of this kind, if it is due."""
        return next((firing for firing in self.due if firing.kind is kind), None)


@transaction.atomic
def fire(clock_id: int, *, at: datetime | None = None) -> tuple[Firing, ...]:
    """Do all that this clock has to do by the instant (now), each once and in order; gives what was done.

    Nothing is done, and nothing given, where the clock has stopped, is not due yet, or is in other hands just now.
    """
    plan = planned(clock_id, at)
    if plan is None:
        return ()
    mark(plan)
    act(plan)
    return plan.due


def planned(clock_id: int, at: datetime | None) -> Plan | None:
    """Lock the clock and what it belongs to, and see what is due."""
    ids = Clock.objects.filter(pk=clock_id).values_list("complaint_id", "reception_id", "summons_id").first()
    subject = _locked(ids or ())
    if subject is None:
        return None
    now = at or timezone.now()  # after the locks: what happened before this instant is on record
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
    at = max(now, subject.moved_at) if isinstance(subject, Complaint) else now  # another machine's clock may be ahead
    return Plan(clock, subject, at, due, next_at)


def _locked(ids: tuple[int | None, ...]) -> Complaint | Reception | Summons | None:
    """What the clock belongs to, locked as its own actions lock it; None while another is at it."""
    models: tuple[type[Model], ...] = (Complaint, Reception, Summons)
    for model, pk in zip(models, ids, strict=False):
        if pk is not None:
            rows = model._default_manager.select_for_update(of=("self",), skip_locked=True, no_key=True)
            found = rows.select_related("project").filter(pk=pk).first()
            assert found is None or isinstance(found, Complaint | Reception | Summons)
            return found
    return None


def mark(plan: Plan) -> None:
    """Put on record that the clock has fired: the events, the breach at the limit itself, the promise broken,
    and with it the duty to apologise (R72)."""
    clock = plan.clock
    breach = plan.has(ClockEventKind.BREACHED) if clock.kind != ClockKind.SILENCE else None
    if breach is not None and breach.rung:
        breach = None  # another miss of a clock that had passed its limit before: the breach stands (R56)
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
        assert plan.complaint is not None  # nobody else is promised anything
        _start_duty(clock.promise_id, plan.complaint, breach.at)


def _start_duty(promise_id: int, complaint: Complaint, since: datetime) -> None:
    """The clock of an apology that is owed `since` the promise was broken, where none runs yet (R72)."""
    running = complaint.clocks.filter(kind=ClockKind.APOLOGY, stopped_at__isnull=True)
    if not apology_duty.arises(promise_id, complaint, since) or running.exists():
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
    clocks.timed(clock).save(force_insert=True)


def act(plan: Plan) -> None:
    """Tell those who can do something about it, move the matter up, and close what stayed silent."""
    notices: list[Notice] = []
    for firing in plan.due:
        if firing.kind is ClockEventKind.ESCALATED and plan.complaint is not None and plan.complaint.is_open:
            _escalate(plan, plan.complaint, firing)
        elif plan.complaint is None or not _closes(plan, plan.complaint, firing):
            notices += _notices(plan, firing)
    outbox.write(notices)


def _escalate(plan: Plan, complaint: Complaint, firing: Firing) -> None:
    """The move of the page, so that it stands in the timeline; the holders of the rung's role are told by it."""
    kind = ClockKind(plan.clock.kind)
    with translation.override(complaint.project.language):
        reason = _(REASON) % {"clock": _(kind.label)}
    ACTIONS["escalate"](
        complaint, by=CLOCKWORK, at=plan.at, reason=reason, to=firing.to, clock=kind.value, rung=firing.rung
    )


def _closes(plan: Plan, complaint: Complaint, firing: Firing) -> bool:
    """Whether this was the end of a silent week that closed the complaint (R93).

    What speaks against closing is found here, under the lock; then those concerned are told instead.
    """
    if plan.clock.kind != ClockKind.SILENCE or firing.kind is not ClockEventKind.BREACHED:
        return False
    try:
        ACTIONS["silence"](complaint, by=CLOCKWORK, at=plan.at)
    except Refused:
        return False
    return True


def _notices(plan: Plan, firing: Firing) -> list[Notice]:
    """The notices to the people whom it concerns, and to robots unless the complaint is about a person (C3)."""
    clock, complaint = plan.clock, plan.complaint
    if firing.kind is ClockEventKind.ESCALATED:
        readers = holders_or_above(firing.to, plan.project, at=plan.at)
    else:
        readers = concerned(clock, plan.subject, plan.at)
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


def _is_urgent(plan: Plan) -> bool:
    """Whether its notices ignore quiet hours: calls of a superior do, and what the policy counts day and night."""
    if plan.clock.kind == ClockKind.PAGE:
        return True
    policy = policy_of(plan.clock.policy_id)
    return plan.complaint is not None and outbox.ignores_quiet_hours(policy, plan.complaint.level)
