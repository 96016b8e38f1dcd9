"""A complaint as the workflow needs it: plain values, read in a fixed number of queries."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from heed.process.case import Case, Participant
from heed.process.facts import ABOUT, CONTACT, COURSE, NAME, OUT_OF_REACH, UNIT, Fact
from heed.process.move import Move
from heed.process.moves import ROWS
from heed.process.policy import Policy
from heed.process.roles import OF_DEPARTMENT
from heed.process.words import (
    BEFORE_HANDLED,
    BODY_CHANNELS,
    ORDER_OPEN,
    ActorKind,
    ApprovalState,
    ApprovalSubject,
    Channel,
    ClockKind,
    CompensationState,
    OrderState,
    Party,
    Remit,
    Stage,
    VisitOutcome,
)
from heed.process.workflow import is_open_to
from heed.queries.access import Access, access_of
from heed.queries.actor import Actor
from heed.queries.complaints.case_rows import is_joined, rows_of
from heed.queries.complaints.reviews import took_part
from heed.queries.policies import policy_of
from heed.records.models import BodyCase, Complaint, Order
from heed.records.prepared import prepared

#: The facts of R3 and R4 that the workflow requires, and the columns that hold them.
RECORDED: dict[Fact, tuple[str, ...]] = {
    NAME: ("name",),
    UNIT: ("unit", "place_id"),
    CONTACT: ("contact",),
    COURSE: ("course",),
    ABOUT: ("about",),
}
#: The stages before a solution is agreed.
_BEFORE_AGREED = (Stage.RECEIVED, Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED)
#: The columns of a running clock that the workflow needs.
OF_CLOCKS = ("kind", "limit_at", "climbed_at", "acknowledged_at", "stopped_at", "paused_at")


def missing_facts(complaint: Complaint) -> tuple[Fact, ...]:
    """Return the facts of R3 and R4 that are missing, without those that are not required in its circumstances (R6)."""
    relaxed = circumstances_of(complaint) | ({OUT_OF_REACH} if is_out_of_reach(complaint) else frozenset())
    return tuple(
        fact
        for fact, columns in RECORDED.items()
        if not any(getattr(complaint, column) for column in columns) and not relaxed.intersection(fact.unless)
    )


def circumstances_of(complaint: Complaint) -> frozenset[str]:
    """Return `anonymous` and `unreachable`, where they hold (R6)."""
    return frozenset(name for name in ("anonymous", "unreachable") if getattr(complaint, name))


def is_out_of_reach(complaint: Complaint) -> bool:
    """Whether the staff have no way to reach the owner: unreachable, or anonymous without a contact on record (R6)."""
    return complaint.unreachable or (complaint.anonymous and not complaint.contact)


def can_be_notified(complaint: Complaint) -> bool:
    """Whether messages may go to the contact on record: not to that of an anonymous or unreachable owner."""
    return bool(complaint.contact) and not complaint.anonymous and not complaint.unreachable


def is_in_danger(complaint: Complaint) -> bool:
    """Whether people may be in danger: by the level, until it is on record that everybody is safe."""
    return complaint.safe_at is None and _helps_first(complaint)


def is_said_safe(complaint: Complaint) -> bool:
    """Whether people may have been in danger by the level, and it is on record that everybody is safe."""
    return complaint.safe_at is not None and _helps_first(complaint)


def _helps_first(complaint: Complaint) -> bool:
    return policy_of(complaint.policy_id).level(complaint.level).help_first


def case_of(complaint: Complaint, by: Actor, now: datetime) -> tuple[Case, Participant]:
    """Return the case and the participant for the workflow at the instant `now`."""
    orders = _orders(complaint)
    access = access_of(by.account) if by.account else None
    mine = _orders_of(access, orders, complaint)
    return _case(complaint, orders, mine, now, by), _participant(complaint, by, access, mine)


def moves_open_to(case: Case, actor: Participant) -> tuple[Move, ...]:
    """Return the moves that the participant may make now, in the order of the table."""
    return tuple(move for move in ROWS if move.at and is_open_to(move, case, actor))


def _case(complaint: Complaint, orders: list[Any], mine: frozenset[int], now: datetime, by: Actor) -> Case:
    policy = policy_of(complaint.policy_id)
    given, asked = _approvals(complaint)
    clocks = list(_running_clocks(complaint))
    running = {clock.kind: clock for clock in clocks}
    silence, visit = running.get(ClockKind.SILENCE), running.get(ClockKind.VISIT)
    promise: Any = _open_promise(complaint) if ClockKind.PROMISE in running else None
    missed = promise is not None and running[ClockKind.PROMISE].limit_at < now
    return Case(
        stage=Stage(complaint.stage),
        policy=policy,
        now=now,
        level=complaint.level,
        round=complaint.round,
        circumstances=circumstances_of(complaint),
        missing=frozenset(fact.name for fact in missing_facts(complaint)),
        assessed=bool(complaint.category and complaint.nature and complaint.level),
        nature=complaint.nature,
        responsibility=complaint.responsibility,
        simple_repair=bool(complaint.category) and policy.leaf(complaint.category).simple_repair,
        about_conduct=bool(complaint.category) and policy.leaf(complaint.category).about_conduct,
        outside=complaint.remit == Remit.OUTSIDE,
        accused=frozenset(account.pk for account in rows_of(complaint, "accused", "pk")),
        apologies=frozenset(row.method for row in _apologies(complaint)),
        approvals=frozenset(given),
        approved_money=_money_of(given.get(ApprovalSubject.PROPOSE)),
        approved_solution=getattr(given.get(ApprovalSubject.PROPOSE), "solution", ""),
        asked=frozenset(row.subject for row in asked),
        asked_by_actor=frozenset(row.subject for row in asked if row.asked_by_id == by.account_id),
        orders={order.pk: OrderState(order.state) for order in orders},
        actors_orders=mine,
        own_orders=frozenset(order.pk for order in orders if by.account_id and order.account_id == by.account_id),
        linked_orders=frozenset(order.pk for order in orders if order.by_link and order.state in ORDER_OPEN),
        bounces=sum(order.sent_back + (order.state == OrderState.REFUSED) for order in orders),
        promise_open=promise is not None,
        promised=promise.way if promise else "",
        promise_missed=missed,
        apology_owed=ClockKind.APOLOGY in running or (missed and not promise.apology_id),
        by_owner=by.kind == ActorKind.OWNER,
        out_of_reach=is_out_of_reach(complaint),
        called=any(clock.climbed_at and not clock.acknowledged_at for clock in clocks),
        compensation_owed=owes_compensation(complaint),
        paused=complaint.clocks_wait_since is not None,
        idle_pauses=_idle_pauses(policy, clocks),
        handler_id=complaint.handler_id,
        not_reached=_not_reached(complaint),
        repeated=_is_repeated(complaint),
        questionnaire_until=complaint.questionnaire_until,
        visit_due_at=visit.limit_at if visit else None,
        silence_ends_at=silence.limit_at if silence else None,
        closed_at=complaint.closed_at,
        call_planned=ClockKind.FRIENDLY_CALL in running,
        to_check=ClockKind.CHECK in running,
        reviewed_round=complaint.reviewed_round,
        review_asked=ClockKind.REVIEW in running,
        took_part=ClockKind.REVIEW in running and took_part(complaint, by.account_id),
        from_body=_is_from_body(complaint),
        in_danger=is_in_danger(complaint),
        said_safe=is_said_safe(complaint),
        main_stage=_main_stage(complaint),
        shared=_is_shared(complaint),
        demand=complaint.demand,
        to_sign=ClockKind.BODY_SIGN in running,
    )


def _orders(complaint: Complaint) -> list[Any]:
    """Return its orders."""
    return rows_of(complaint, "orders", "pk", "state", "account_id", "department_id", "sent_back", "by_link")


def owes_compensation(complaint: Complaint) -> bool:
    """Whether a sum was agreed, and neither paid nor waived: none is before a solution was agreed (R97)."""
    if complaint.round == 1 and complaint.stage in _BEFORE_AGREED:
        return False
    rows = rows_of(complaint, "compensations", "pk", "state", state=CompensationState.OWED.value)
    return any(row.state == CompensationState.OWED for row in rows)


def _apologies(complaint: Complaint) -> list[Any]:
    """Return the apologies of this round, while they matter: until a solution was agreed (R51, R52)."""
    if complaint.stage not in _BEFORE_AGREED:
        return []
    return [row for row in rows_of(complaint, "apologies", "method", "round") if row.round == complaint.round]


def _approvals(complaint: Complaint) -> tuple[dict[str, Any], list[Any]]:
    """Return the approvals in force in this round, by subject (the last decision counts), and the open requests."""
    columns = ("pk", "round", "subject", "state", "money", "solution", "decided_at", "asked_by_id")
    rows = rows_of(complaint, "approvals", *columns)
    decided = [row for row in rows if row.decided_at is not None and row.round == complaint.round]
    last = {row.subject: row for row in sorted(decided, key=lambda row: (row.decided_at, row.pk))}
    given = {subject: row for subject, row in last.items() if row.state == ApprovalState.GIVEN}
    return given, [row for row in rows if row.state == ApprovalState.ASKED]


def _money_of(approval: Any) -> Decimal:
    return (approval.money if approval else None) or Decimal(0)


def _not_reached(complaint: Complaint) -> int:
    """Return how many return visits, or calls after closing, reached nobody (R94, R98); 0 where it does not matter."""
    if complaint.stage not in (Stage.HANDLED, Stage.CLOSED):
        return 0
    visits = rows_of(complaint, "visits", "at", "outcome")
    return sum(visit.outcome == VisitOutcome.NOT_REACHED and visit.at >= complaint.staged_at for visit in visits)


def _open_promise(complaint: Complaint) -> Any:
    """Return the promise that is neither kept nor ended otherwise; one that was missed is open until then (R72)."""
    promises = rows_of(complaint, "promises", "pk", "way", "apology_id", "ended_at", ended_at__isnull=True)
    return next((promise for promise in promises if promise.ended_at is None), None)


def _is_repeated(complaint: Complaint) -> bool:
    """Return whether a repeat since it was handled keeps it from closing (R93)."""
    if complaint.stage != Stage.WATCHING:
        return False
    return complaint.repeats.filter(received_at__gt=complaint.handled_at).exists()


def _main_stage(complaint: Complaint) -> Stage | None:
    """Return the stage of the complaint with which this one is followed together; None for one by itself."""
    if complaint.merged_into is None or complaint.stage not in BEFORE_HANDLED:
        return None
    return Stage(complaint.merged_into.stage)


def _is_shared(complaint: Complaint) -> bool:
    alone = complaint.merged_into_id is not None or complaint.stage not in BEFORE_HANDLED
    return not alone and is_joined(complaint)


def _idle_pauses(policy: Policy, clocks: Iterable[Any]) -> frozenset[str]:
    """Return the reasons to pause that would stop none of the running clocks."""
    running = {clock.kind for clock in clocks if clock.paused_at is None}
    return frozenset(
        reason.code for reason in policy.pauses if running.isdisjoint(kind.value for kind in reason.clocks)
    )


def _is_from_body(complaint: Complaint) -> bool:
    """Whether a body passed it on: a hotline always; by a channel that others use as well, where it left its file."""
    if complaint.channel == Channel.HOTLINE:
        return True
    return complaint.channel in BODY_CHANNELS and BodyCase.objects.filter(pk=complaint.pk).exists()


def _running_clocks(complaint: Complaint) -> Iterable[Any]:
    """Return its running clocks; stopped ones are not read unless a page has read them already."""
    found = rows_of(complaint, "clocks", *OF_CLOCKS, stopped_at__isnull=True)
    return (clock for clock in found if clock.stopped_at is None)


def _orders_of(access: Access | None, orders: list[Any], complaint: Complaint) -> frozenset[int]:
    """Return the orders that the actor works on (given to them, or to nobody yet in their department) or heads."""
    if access is None:
        return frozenset()
    project = complaint.project_id
    return frozenset(order.pk for order in orders if access.sees_order(order.account_id, order.department_id, project))


def _participant(complaint: Complaint, by: Actor, access: Access | None, mine: frozenset[int]) -> Participant:
    if by.kind == ActorKind.OWNER:
        return Participant(frozenset({Party.OWNER.value}))
    if by.kind == ActorKind.CLOCKWORK:
        return Participant(frozenset({Party.CLOCKWORK.value}))
    if access is None:
        return Participant(frozenset())
    duties = [role for role, project, _ in access.duties if project in (None, complaint.project_id)]
    holds = {role for role in duties if role not in OF_DEPARTMENT or mine}
    if complaint.case_owner_id == by.account_id and duties:  # a case owner who left the project owns nothing there
        holds.add(Party.CASE_OWNER.value)
    if mine:
        holds.add(Party.WORKER.value)
    return Participant(frozenset(holds), by.account_id)


def lead_of(complaint: Complaint) -> Order | None:
    """Return the leading open order of this round, which other departments assist within its due time (R67, R80)."""
    return next((order for order in _leading(complaint.pk) if order.round == complaint.round), None)


@prepared
def _leading(complaint: int) -> QuerySet[Order]:
    open_now = Order.objects.filter(complaint=complaint, state__in=[state.value for state in ORDER_OPEN])
    return open_now.filter(assists=False).order_by("pk")


def open_orders(complaint: Complaint) -> list[Order]:
    """Return the open orders."""
    return [order for order in complaint.orders.all() if order.state in ORDER_OPEN]
