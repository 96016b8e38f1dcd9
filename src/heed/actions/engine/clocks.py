"""Starting and stopping the clocks of a complaint; their times are computed by `process.clocks`."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min, QuerySet

from heed.actions.engine import after_closing, apology_duty, closing
from heed.actions.engine.change import Change
from heed.actions.engine.due_times import agreed_due_at
from heed.actions.engine.retiming import end_waiting, is_paused, pause_or_resume
from heed.process.alarms import awaited_at, next_action_at, warns_at
from heed.process.clocks import Rule, Times, times
from heed.process.moves import (
    AFTER_CLOSING,
    BODY_CLOCKS,
    OF_RESULT,
    ROUND_CLOCKS,
    STAGE_CLOCKS,
    STOPPED_AT,
    WAITING_CLOCKS,
)
from heed.process.promise_guards import keeps_promise
from heed.process.visiting import calls_to_repeat
from heed.process.words import (
    ENDED,
    ApprovalState,
    ClockEventKind,
    ClockKind,
    ClockOutcome,
    PromiseState,
    Stage,
)
from heed.queries.clocks.clock_state import firings_of, times_of
from heed.queries.complaints.case_rows import running_clocks
from heed.queries.policies import current_version_id, hours_of, policy_of
from heed.records.models import Approval, Clock, Project, ProjectDemand, Promise, Reception, Summons
from heed.records.writing import insert_all

#: Clocks of an order: a move on an order affects only those of its own order.
OF_ORDERS = (ClockKind.ACCEPT, ClockKind.ARRIVAL, ClockKind.PART)
#: Clocks that warn some time before the time agreed, by the policy's terms of promises.
_WARNED_BEFORE = (ClockKind.PROMISE, ClockKind.VISIT, ClockKind.FRIENDLY_CALL, ClockKind.DEMAND, *BODY_CLOCKS)
#: Clocks that run on, or begin, where a complaint has ended.
AFTER_END = (*BODY_CLOCKS, *AFTER_CLOSING)


def move_clocks(change: Change) -> datetime | None:
    """Stop, drop and restart the clocks as the row, the stage and the round ask; those that start are `change.clocks`.

    Returns when the next of the clocks that run then is due (`awaited_at`); None for a complaint that has ended.
    """
    is_new = change.case.stage is None
    running = [] if is_new else running_clocks(change.complaint)
    _stop_by_row(change, running)
    _stop_by_stage(change, running)
    _stop(change, _of_kinds(running, WAITING_CLOCKS[change.in_danger], change), dropped=True)
    still = {clock.kind for clock in running if clock.stopped_at is None and not _of_order(ClockKind(clock.kind))}
    starting = [kind for kind in _starting(change) if kind not in still]
    if starting:
        calendar_id = change.complaint.project.calendar_id
        change.clocks = [_clock(change, kind, calendar_id) for kind in starting]
    end_waiting(change, running)
    return None if change.stage in ENDED else _nearest([*running, *change.clocks])


def _stop_by_row(change: Change, running: list[Clock]) -> None:
    """Stop the clocks that the row of the move names; that of a promise only where the move keeps it (R55)."""
    _stop(change, _of_kinds(running, change.move.drops, change), dropped=True)
    stops = set(change.move.stops + change.move.restarts) - calls_to_repeat(change.move, change.case, change.facts)
    if ClockKind.PROMISE in stops and not keeps_promise(change.move, change.case, change.facts):
        stops.discard(ClockKind.PROMISE)
        if change.case.out_of_reach:  # no reply can reach this owner: the promise is released
            _stop(change, _of_kinds(running, (ClockKind.PROMISE,), change), dropped=True)
    _stop(change, _of_kinds(running, stops, change))


def _stop_by_stage(change: Change, running: list[Clock]) -> None:
    """Stop the clocks of the stage and the round that are left, those that end at the stage reached, and all but those
    of a body where the complaint ends.

    A stage in which nothing can be paused resumes the clocks that are paused, as they could not be resumed later.
    """
    if _leaves_stage(change) and change.case.stage:
        _stop_of_left_stage(change, running, change.case.stage)
    if change.round > change.case.round:
        _stop(change, _of_kinds(running, OF_RESULT, change), dropped=True)
    _stop(change, _of_kinds(running, STOPPED_AT.get(change.stage, ()), change))
    if change.stage in ENDED:
        _stop(change, [clock for clock in running if clock.kind not in AFTER_END], dropped=True)
    for clock in filter(is_paused, running) if change.stage in (Stage.HANDLED, Stage.WATCHING) else ():
        pause_or_resume(clock, change.at, "", kind=ClockEventKind.RESUMED)


def _stop_of_left_stage(change: Change, running: list[Clock], left: Stage) -> None:
    """Stop the clocks of the stage that is left; opening a complaint again does not do what was due after closing."""
    kinds = AFTER_CLOSING if left is Stage.CLOSED else STAGE_CLOCKS.get(left, ())
    _stop(change, _of_kinds(running, kinds, change), dropped=left is Stage.CLOSED)


def _leaves_stage(change: Change) -> bool:
    return change.stage is not change.case.stage


def _nearest(clocks: Iterable[Clock]) -> datetime | None:
    running = (clock for clock in clocks if clock.stopped_at is None and clock.paused_at is None)
    due = (awaited_at(ClockKind(clock.kind), times_of(clock)) for clock in running)
    return min((at for at in due if at is not None), default=None)


def _starting(change: Change) -> list[ClockKind]:
    """The kinds of clocks that start with the move, each once; where the complaint ends only those of a body."""
    kinds = [*change.move.starts, *change.move.restarts]
    if _leaves_stage(change):
        kinds += STAGE_CLOCKS.get(change.stage, ())
    if change.round > change.case.round:
        kinds += ROUND_CLOCKS
    if _awaits_approval(change):
        kinds.append(ClockKind.APPROVAL)
    if _owes_apology(change):
        kinds.append(ClockKind.APOLOGY)
    kinds += change.clocks_of_danger
    return [kind for kind in dict.fromkeys(kinds) if _may_start(change, kind)]


def _awaits_approval(change: Change) -> bool:
    """Whether another request for approval is open after the move."""
    checked = ClockKind.APPROVAL in change.move.stops or change.case.stage in ENDED
    return checked and _open_requests(change).exists()


def _owes_apology(change: Change) -> bool:
    """Whether the move makes an apology due, or opens a complaint again for which one is due."""
    reopened = change.case.stage in ENDED and apology_duty.open_duties(change.complaint).exists()
    return change.apology_owed_since is not None or reopened


def _may_start(change: Change, kind: ClockKind) -> bool:
    """Whether a clock of this kind starts: some need a due time, the check a draw, the summary an effective complaint;
    all others need a complaint that is open."""
    if kind in BODY_CLOCKS or kind is ClockKind.FRIENDLY_CALL:
        return agreed_due_at(change, kind) is not None
    if kind in OF_RESULT:
        return True
    if kind in after_closing.STARTS:
        return after_closing.STARTS[kind](change)
    return change.stage not in ENDED and kind not in WAITING_CLOCKS[change.in_danger]


def _open_requests(change: Change) -> QuerySet[Approval]:
    return change.complaint.approvals.filter(state=ApprovalState.ASKED)


def _started_at(change: Change, kind: ClockKind) -> datetime:
    """Return when a clock that starts with this move begins to count: now, unless it belongs to something earlier.

    The silent days count from completion, whenever the visit is declined (R93); the time for an approval counts from
    the oldest open request; the time for an apology from the missed due time (R72).
    """
    if kind is ClockKind.SILENCE:
        return change.complaint.handled_at or change.at
    if kind is ClockKind.APOLOGY:
        return change.apology_owed_since or change.at
    if kind is not ClockKind.APPROVAL or change.case.stage in ENDED:
        return change.at
    return _open_requests(change).aggregate(first=Min("asked_at"))["first"] or change.at


def _of_order(kind: ClockKind) -> bool:
    return kind in OF_ORDERS


def _of_kinds(running: Iterable[Clock], kinds: Iterable[ClockKind], change: Change) -> list[Clock]:
    wanted = set(kinds)
    order_id = change.order.pk if change.order else None
    return [clock for clock in running if clock.kind in wanted and clock.order_id in (None, order_id)]


def save_new(clocks: list[Clock]) -> None:
    """Save the clocks that start with a move."""
    insert_all(clocks)


def _clock(change: Change, kind: ClockKind, calendar_id: int | None) -> Clock:
    """Return a clock of this kind for the complaint, its order or its promise, under its policy; not saved."""
    clock = Clock(
        kind=kind,
        complaint=change.complaint,
        order=change.order if _of_order(kind) else None,
        promise=change.promise if kind is ClockKind.PROMISE else None,
        round=change.round,
        level=change.columns.get("level", change.complaint.level),
        policy_id=change.complaint.policy_id,
        calendar_id=calendar_id,
        started_at=_started_at(change, kind),
        due_at=agreed_due_at(change, kind),
    )
    return with_times(clock)


def with_times(clock: Clock) -> Clock:
    """Set the times of a clock by its level, policy, calendar and start, and return it; not saved."""
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    due = times(rule, hours_of(clock.calendar_id, clock.policy_id), clock.started_at, due_at=clock.due_at)
    due = _warned_before(due, clock) if clock.due_at and clock.kind in _WARNED_BEFORE else due
    clock.target_at, clock.limit_at = due.target_at, due.limit_at
    clock.next_action_at = _first_action_at(clock, rule)
    return clock


def _warned_before(due: Times, clock: Clock) -> Times:
    """Return the times with the target some minutes before the limit, as a warning, if there are so many (R72)."""
    assert due.limit_at is not None
    warned_at = due.limit_at - timedelta(minutes=policy_of(clock.policy_id).promise.warn_minutes)
    return Times(warned_at, due.limit_at) if warned_at > clock.started_at else due


def start_without_complaint(
    kind: ClockKind, project: Project, at: datetime, *, reception: Reception | None = None,
    summons: Summons | None = None, demand: ProjectDemand | None = None,
) -> Clock:  # fmt: skip
    """Start and return a clock of a visitor, a call to a superior or a demand, under the policy in force."""
    policy_id, calendar_id = current_version_id(), project.calendar_id
    clock = Clock(
        kind=kind, reception=reception, summons=summons, policy_id=policy_id, calendar_id=calendar_id, started_at=at,
        demand=demand, due_at=demand.due_at if demand else None,
    )  # fmt: skip
    with_times(clock).save(force_insert=True)
    return clock


def _first_action_at(clock: Clock, rule: Rule) -> datetime | None:
    """Return when a new clock has to act first; only a ladder that begins before the limit has to be computed."""
    if any(rung.is_early for rung in rule.rungs):
        return next_action_at(firings_of(clock, rule, (), clock.started_at), ())
    warned_at = warns_at(ClockKind(clock.kind), times_of(clock))
    return min((at for at in (warned_at, clock.limit_at) if at is not None), default=None)


def _stop(change: Change, clocks: Iterable[Clock], *, dropped: bool = False) -> None:
    ending = [clock for clock in clocks if clock.stopped_at is None]
    closing.close(ending, change.at, dropped=dropped)
    for clock in ending:
        if clock.promise_id is not None:
            _end_promise(clock, clock.promise_id, change)


def stop(clock: Clock, at: datetime, *, dropped: bool = False) -> None:
    """Stop a running clock; a breach counts from the limit itself, whenever it is noticed."""
    closing.close([clock], at, dropped=dropped)


def _end_promise(clock: Clock, promise_id: int, change: Change) -> None:
    """End a promise with its clock: kept, broken, renegotiated by a new date, or released as not needed (R72)."""
    broken = clock.breached_at is not None
    if broken:
        state = PromiseState.BROKEN
    elif clock.outcome == ClockOutcome.MET:
        state = PromiseState.KEPT
    else:
        state = PromiseState.RENEGOTIATED if change.move.makes_promise else PromiseState.RELEASED
    Promise.objects.filter(pk=promise_id).update(
        state=state, ended_at=change.at, **({"broken_at": clock.breached_at} if broken else {})
    )
    if broken:
        apology_duty.start(promise_id, change, clock.breached_at)
