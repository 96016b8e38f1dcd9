"""Forecasts of promises, from data read for a whole page at once (R72, R73)."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Any, NamedTuple, Protocol

from django.db.models import F, QuerySet

from heed.insight.forecast import Forecast, OrderProgress, StepDurations, foresee
from heed.process.calendar import ALWAYS, Hours
from heed.process.clocks import Basis
from heed.process.words import ORDER_DONE, ApprovalState, ClockKind, OrderState, PromiseKind, Stage
from heed.queries.policies import hours_of, open_minutes, policy_of
from heed.records.models import Approval, Order
from heed.records.prepared import prepared

#: The minutes that work takes where a department has finished none yet.
USUAL_WORK = 60.0
#: So many finished orders decide the pace of a department.
LAST_WORKS = 200


class ForecastRow(Protocol):
    """What a row must have to be forecast."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def complaint_id(self) -> int: ...
    @property
    def stage(self) -> str: ...
    @property
    def staged_at(self) -> datetime: ...
    @property
    def level(self) -> str: ...
    @property
    def policy_id(self) -> int: ...
    @property
    def calendar_id(self) -> int | None: ...


class _Work(NamedTuple):
    """What of an order matters for a forecast."""

    department_id: int
    state: str
    sent_at: datetime
    accepted_at: datetime | None
    arrived_at: datetime | None


def forecasts_of(promises: Sequence[ForecastRow], now: datetime) -> dict[int, Forecast]:
    """Return the forecast of each of these open promises, by its id; three queries, none without promises."""
    if not promises:
        return {}
    complaints = frozenset(promise.complaint_id for promise in promises)
    orders: dict[int, list[_Work]] = {}
    for complaint_id, *columns in _orders_of(complaints):
        orders.setdefault(complaint_id, []).append(_Work(*columns))
    departments = frozenset(order.department_id for listed in orders.values() for order in listed)
    works = _paces_of(departments, promises[0].policy_id)
    asked = dict(_approvals_asked(complaints))
    paces = {terms: _paces(*terms) for terms in {(promise.policy_id, promise.level) for promise in promises}}
    return {
        promise.id: _forecast(
            promise,
            paces[promise.policy_id, promise.level],
            orders.get(promise.complaint_id, []),
            works,
            asked.get(promise.complaint_id),
            now,
        )
        for promise in promises
    }


@prepared
def _orders_of(complaints: frozenset[int]) -> QuerySet[Order, tuple[Any, ...]]:
    found = Order.objects.filter(complaint__in=complaints, round=F("complaint__round")).order_by("pk")
    return found.values_list("complaint_id", *_Work._fields)


@prepared
def _approvals_asked(complaints: frozenset[int]) -> QuerySet[Approval, tuple[int, datetime]]:
    found = Approval.objects.filter(complaint__in=complaints, state=ApprovalState.ASKED.value)
    return found.order_by("-asked_at").values_list("complaint_id", "asked_at")


@prepared
def _last_works(departments: frozenset[int]) -> QuerySet[Order, tuple[Any, ...]]:
    done = Order.objects.filter(
        department__in=departments, state__in=[state.value for state in ORDER_DONE], arrived_at__isnull=False
    )
    columns = ("department_id", "department__project__calendar_id", "arrived_at", "ended_at")
    return done.order_by("-pk").values_list(*columns)[:LAST_WORKS]


def _paces_of(departments: frozenset[int], policy_id: int) -> dict[int, float]:
    """Return the median of the minutes of open hours that the last orders of each department took."""
    taken: dict[int, list[float]] = {}
    for department_id, calendar_id, arrived_at, ended_at in _last_works(departments) if departments else ():
        if arrived_at is not None and ended_at is not None:
            minutes = open_minutes(calendar_id, policy_id, arrived_at, ended_at)
            taken.setdefault(department_id, []).append(minutes)
    return {department_id: median(minutes) for department_id, minutes in taken.items()}


def _forecast(
    promise: ForecastRow,
    paces: StepDurations,
    orders: Sequence[_Work],
    works: dict[int, float],
    asked_at: datetime | None,
    now: datetime,
) -> Forecast:
    hours = _hours_that_count(promise)

    def since(at: datetime | None) -> float:
        return hours.minutes_between(at, now) if at is not None and at < now else 0.0

    running = [
        OrderProgress(
            OrderState(order.state),
            since(order.arrived_at or order.accepted_at or order.sent_at),
            works.get(order.department_id),
        )
        for order in orders
    ]
    left = hours.minutes_between(now, promise.due_at) if promise.due_at > now else 0.0
    stage = Stage(promise.stage)
    return foresee(
        PromiseKind(promise.kind),
        stage,
        left,
        paces,
        running,
        sought=since(promise.staged_at) if stage is Stage.INVESTIGATING else None,
        approval=None if asked_at is None else since(asked_at),
    )


def _hours_that_count(promise: ForecastRow) -> Hours:
    """Return the hours that count for an answer or an arrival: open hours, or every minute (R55, R71)."""
    kind = ClockKind.ANSWER if promise.kind == PromiseKind.REPLY else ClockKind.ARRIVAL
    always = policy_of(promise.policy_id).rule(kind, promise.level).basis is Basis.ALWAYS
    return ALWAYS if always else hours_of(promise.calendar_id, promise.policy_id)


def _paces(policy_id: int, level: str) -> StepDurations:
    """How long each step takes: the targets of the policy at this level."""
    policy = policy_of(policy_id)

    def target(kind: ClockKind) -> float:
        rule = policy.rule(kind, level)
        return rule.target or rule.limit or USUAL_WORK

    return StepDurations(
        approval=target(ClockKind.APPROVAL),
        answer=target(ClockKind.ANSWER),
        accept=target(ClockKind.ACCEPT),
        arrive=target(ClockKind.ARRIVAL),
        work=USUAL_WORK,
    )
