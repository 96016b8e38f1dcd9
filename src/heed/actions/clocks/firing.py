"""What clocks do when they are due: warn, breach, escalate, close (R33, R56, R70, R72, R73, R93, C2, C7).

Some hundreds of clocks act in one short transaction: their events, breaches, broken promises, notices, moves and the
times of their next actions. A unique key of the events lets each fire only once; the locks on the clocks and on what
they belong to keep others from changing them meanwhile.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db import connection, transaction

from heed.actions.clocks.planning import ClockPlan, claim
from heed.actions.engine import apology_duty, clocks, outbox, sealing
from heed.actions.engine.apology_duty import BrokenPromise
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import make_same_move
from heed.actions.engine.outbox import Announcement, Listeners, RobotAudience
from heed.actions.engine.own_words import own_words
from heed.actions.registry import ACTIONS
from heed.process.alarms import Firing
from heed.process.words import N_, ClockEventKind, ClockKind
from heed.queries.actor import CLOCKWORK
from heed.queries.clocks.recipients import Recipients
from heed.queries.once import asked_once
from heed.queries.policies import policy_of
from heed.records.models import Clock, ClockEvent, Complaint, Notice

#: The reason of an escalation in the timeline, in the language of the project.
REASON = N_("The deadline of the clock “%(clock)s” has passed.")


@transaction.atomic
def fire(
    at: datetime | None, most: int, *, but: Collection[int] = (), only: Collection[int] | None = None
) -> list[ClockPlan]:
    """Let clocks that are due by the instant (now) do what they have to do, each once and in order.

    Returns what they did. At most so many, the longest due first; see `planning.claim` for which are left out.
    """
    plans = claim(at, most, but, only)
    if plans:
        record(plans)
        execute(plans)
        sealing.seal_many(sorted({plan.complaint.pk for plan in plans if plan.complaint is not None}))
    return plans


def record(plans: Sequence[ClockPlan]) -> None:
    """Record what the clocks do: the events, each breach at the limit itself, the broken promises and the duties to
    apologise for them (R72)."""
    ClockEvent.objects.bulk_create(
        ClockEvent(clock=plan.clock, at=plan.at, kind=firing.kind, rung=firing.rung, reason=firing.to)
        for plan in plans
        for firing in plan.due
    )
    for plan in plans:
        clock = plan.clock
        clock.next_action_at = plan.next_at
        if plan.breach is not None:
            clock.breached_at = plan.breach.at
        if plan.has(ClockEventKind.ESCALATED):
            clock.climbed_at = plan.at
    _store([plan.clock for plan in plans])
    if broken := list(_broken(plans)):
        apology_duty.break_promises(broken)
        _start_apologies(broken)


def _broken(plans: Sequence[ClockPlan]) -> Iterator[BrokenPromise]:
    for plan in plans:
        if plan.breach is not None and plan.clock.promise_id is not None and plan.complaint is not None:
            yield BrokenPromise(plan.clock.promise_id, plan.complaint, plan.breach.at)


def _store(changed: Sequence[Clock]) -> None:
    """Write what clocks record of their own doing, in plain SQL: an UPDATE of many rows by Django costs much more."""
    instant = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Clock._meta.db_table} SET next_action_at = %s, breached_at = %s, climbed_at = %s WHERE id = %s",  # noqa: S608
            [
                (instant(clock.next_action_at), instant(clock.breached_at), instant(clock.climbed_at), clock.pk)
                for clock in changed
            ],
        )


def _start_apologies(broken: Sequence[BrokenPromise]) -> None:
    """Start the clock of an apology for each of these promises that is owed one, unless one runs (R72)."""
    owed = apology_duty.record_all(broken)
    concerned = {one.complaint.pk for one in broken if one.promise_id in owed}
    running = Clock.objects.filter(complaint__in=concerned, kind=ClockKind.APOLOGY, stopped_at__isnull=True)
    have_one = set(running.values_list("complaint_id", flat=True)) if concerned else set()
    starting: dict[int, Clock] = {}
    for one in broken:
        if one.promise_id in owed and one.complaint.pk not in have_one:
            starting.setdefault(one.complaint.pk, _apology_clock(one.complaint, one.at))
    clocks.save_new(list(starting.values()))


def _apology_clock(complaint: Complaint, since: datetime) -> Clock:
    clock = Clock(
        kind=ClockKind.APOLOGY,
        complaint=complaint,
        round=complaint.round,
        level=complaint.level,
        policy_id=complaint.policy_id,
        calendar_id=complaint.project.calendar_id,
        started_at=since,
    )
    return clocks.with_times(clock)


def execute(plans: Sequence[ClockPlan]) -> None:
    """Climb the ladders, close after the silent days, and otherwise notify the people whom it concerns."""
    with outbox.together(), asked_once():
        climbed = _climb_ladders(plans)
        telling = [
            (plan, firing)
            for plan in plans
            for firing in plan.due
            if (plan.clock.pk, *firing.key) not in climbed and not _closed_as_silent(plan, firing)
        ]
        if telling:
            outbox.write(_notices(telling))


def _climb_ladders(plans: Sequence[ClockPlan]) -> set[tuple[int, ClockEventKind, int]]:
    """Make the moves of all steps on open complaints; return what was done: the clock, and the key of the firing."""
    ladders = [plan for plan in plans if plan.complaint is not None and plan.complaint.is_open]
    for steps in zip_longest(*(plan.steps for plan in ladders)):  # of each complaint one at a time
        _climb([(plan, step) for plan, step in zip(ladders, steps, strict=True) if step is not None])
    return {(plan.clock.pk, *step.key) for plan in ladders for step in plan.steps}


def _climb(steps: Sequence[tuple[ClockPlan, Firing]]) -> None:
    """Make the move `escalate` for each step: it writes the timeline and notifies the holders of the step's role."""
    given = [(plan.complaint, plan.at, _facts_of(plan, step)) for plan, step in steps if plan.complaint is not None]
    make_same_move("escalate", given)


def _facts_of(plan: ClockPlan, step: Firing) -> dict[str, Any]:
    kind = ClockKind(plan.clock.kind)
    reason = own_words(plan.project, REASON, clock=own_words(plan.project, kind.label))
    return {"reason": reason, "to": step.to, "clock": kind.value, "rung": step.rung}


def _closed_as_silent(plan: ClockPlan, firing: Firing) -> bool:
    """Close the complaint at the end of its silent days; return whether it was closed (R93).

    The rules are checked here, under the lock; where they do not allow it, the people concerned are notified.
    """
    if plan.complaint is None or plan.clock.kind != ClockKind.SILENCE or firing.kind is not ClockEventKind.BREACHED:
        return False
    try:
        ACTIONS["silence"](plan.complaint, by=CLOCKWORK, at=plan.at)
    except Refused:
        return False
    return True


def _notices(telling: Sequence[tuple[ClockPlan, Firing]]) -> list[Notice]:
    """The notices to the people whom it concerns, and to robots unless the complaint is about a person (C3)."""
    told: dict[int, ClockPlan] = {plan.clock.pk: plan for plan, _firing in telling}
    at = min(plan.at for plan in told.values())
    recipients = Recipients([(plan.clock, plan.subject) for plan in told.values()], at)
    listeners = Listeners()
    notices: list[Notice] = []
    for plan, firing in telling:
        if firing.kind is ClockEventKind.ESCALATED:
            readers = recipients.of_rung(firing.to, plan.project)
        else:
            readers = recipients.of(plan.clock)
        event = _announcement(plan, firing, about_staff=bool(recipients.accused_of(plan.clock)))
        notices += outbox.notices_of(event, readers, listeners=listeners)
    return notices


def _announcement(plan: ClockPlan, firing: Firing, *, about_staff: bool) -> Announcement:
    clock, complaint = plan.clock, plan.complaint
    urgent = _is_urgent(plan)
    robots = None
    if plan.project.has_robots and not about_staff:
        late = urgent or firing.kind is not ClockEventKind.WARNED
        robots = RobotAudience(clock.order.department_id if clock.order else None, late)
    return Announcement(
        key=f"clock-{clock.pk}-{firing.kind}-{firing.rung}",
        about=firing.kind,
        facts={"clock": clock.kind, "due_at": firing.at.isoformat(), "rung": firing.rung}
        | ({} if complaint else {"project": plan.project.name}),
        project=plan.project,
        at=plan.at,
        complaint=complaint,
        urgent=urgent,
        robots=robots,
    )


def _is_urgent(plan: ClockPlan) -> bool:
    """Whether its notices ignore quiet hours: calls of a superior do, and what the policy counts day and night."""
    if plan.clock.kind == ClockKind.PAGE:
        return True
    policy = policy_of(plan.clock.policy_id)
    return plan.complaint is not None and outbox.ignores_quiet_hours(policy, plan.complaint.level)
