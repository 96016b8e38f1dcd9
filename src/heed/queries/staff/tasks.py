"""Work that waits besides complaints: orders, requests for approval, visitors at the counter."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from heed.process.moves import APPROVERS
from heed.process.words import ORDER_OPEN, ApprovalState, ClockKind
from heed.queries.access import Access, access_of, of_projects
from heed.queries.complaints.rows import ClockBar, bars_of
from heed.queries.paging import PAGE, Key, Page, Values, dated_after, dated_then_undated, key_of, page_of, soonest_first
from heed.queries.raw_sql import Unindexed
from heed.records.models import Account, Approval, Clock, Order, Reception
from heed.records.prepared import prepared

_OPEN_ORDERS = tuple(state.value for state in ORDER_OPEN)
_OF_COMPLAINT = {
    "number": F("complaint__number"),
    "title": F("complaint__title"),
    "level": F("complaint__level"),
    "category": F("complaint__category"),
    "emotion": F("complaint__emotion"),
    "stage": F("complaint__stage"),
    "policy_id": F("complaint__policy_id"),
    "unit": F("complaint__unit"),
    "where": F("complaint__where"),
    "place_path": F("complaint__place__path"),
    "project_id": F("complaint__project_id"),
    "project_name": F("complaint__project__name"),
}
_OF_ORDER = {
    "department_code": F("department__code"),
    "department_name": F("department__name"),
    "account_name": F("account__name"),
}


@dataclass(frozen=True, slots=True)
class _ComplaintColumns:
    """The columns of a row that belong to its complaint."""

    id: int
    complaint_id: int
    number: str
    title: str
    level: str
    category: str
    emotion: str
    stage: str
    policy_id: int
    unit: str
    where: str
    place_path: str | None
    project_id: int
    project_name: str

    @property
    def place(self) -> str:
        """The place of the complaint: the record, else the words for it, else the home."""
        return self.place_path or self.where or self.unit


@dataclass(frozen=True, slots=True)
class OrderRow(_ComplaintColumns):
    """An order in a list; `clock` is that of acceptance or arrival, None where neither runs."""

    state: str
    work: str
    due_at: datetime
    sent_at: datetime
    accepted_at: datetime | None
    arrived_at: datetime | None
    department_id: int
    department_code: str
    department_name: str  # the project's own; "" where it goes by the policy's
    account_id: int | None
    account_name: str | None
    clock: ClockBar | None = None
    in_danger: bool = False  # people may be in danger, and it is not on record that all are safe


@dataclass(frozen=True, slots=True)
class ApprovalRow(_ComplaintColumns):
    """A request for approval in a list."""

    subject: str
    reason: str
    solution: str
    money: Decimal | None
    currency: str
    asked_at: datetime
    asked_by_name: str
    clock: ClockBar | None = None


@dataclass(frozen=True, slots=True)
class WaitingVisitor:
    """A visitor at the counter: waiting, or (`began_at`) received by `account_name`."""

    id: int
    project_id: int
    arrived_at: datetime
    began_at: datetime | None
    emotion: str
    account_id: int | None
    account_name: str | None
    person_id: int | None
    person_name: str | None
    honorific: str | None
    clock: ClockBar | None = None


def orders_of(account: Account, after: str = "", size: int = PAGE) -> Page[OrderRow]:
    """Return the open orders that the account sees, the next due first; four queries (R67).

    Before all others, on the first page, stand those where people may be in danger.
    """
    return _orders(access_of(account), after, size, whole_estates=False)


def orders_out(account: Account, after: str = "", size: int = PAGE) -> Page[OrderRow]:
    """Return the open orders of the projects that the account sees whole, as `orders_of` (R65)."""
    return _orders(access_of(account), after, size, whole_estates=True)


def open_orders(found: QuerySet[Order]) -> QuerySet[Order]:
    """Return only open orders."""
    return found.filter(state__in=_OPEN_ORDERS)


def _orders(access: Access, after: str, size: int, *, whole_estates: bool) -> Page[OrderRow]:
    urgent = _in_danger(access, whole_estates)[:size]

    def behind(key: Key | None) -> list[dict[str, Any]]:
        at, pk = (key.at, key.id) if key else (None, None)
        return _orders_after(access, whole_estates, frozenset(_ids(urgent)), at, pk)

    rows = dated_then_undated(behind, None, after, size)
    first = urgent if key_of(after) is None else []
    bars = bars_of(Clock.objects.filter(order__in=_ids([*first, *rows[:size]])), "order_id")
    made = [OrderRow(**row, clock=bars.get(row["id"]), in_danger=True) for row in first]
    made += [OrderRow(**row, clock=bars.get(row["id"])) for row in rows[:size]]
    page = page_of(rows, [Key(row["due_at"], row["id"]) for row in rows], size)
    return Page(tuple(made), page.after)


@prepared
def _orders_after(
    access: Access, whole_estates: bool, urgent: frozenset[int], at: datetime | None, pk: int | None
) -> Values:
    others = _order_values(access, whole_estates=whole_estates).exclude(pk__in=urgent)
    return dated_after(others, "due_at", None if pk is None else Key(at, pk))[: PAGE + 1]


@prepared
def _in_danger(access: Access, whole_estates: bool) -> Values:
    """The orders where people may be in danger, as the clock of their safety runs: few, the next due first."""
    running = Clock.objects.filter(complaint=OuterRef("complaint"), kind=ClockKind.SAFETY, stopped_at__isnull=True)
    orders = _order_values(access, whole_estates=whole_estates)
    return orders.filter(Exists(running)).order_by("due_at", "pk")[:PAGE]


def _order_values(access: Access, *, whole_estates: bool) -> Values:
    """The columns of the open orders that the account sees; of those of its estates where it sees `whole_estates`."""
    found = access.orders()
    if whole_estates:
        here = of_projects(Order.objects.all(), access.projects(), "department__project")
        found = access.without_own_conflicts(here, "complaint")
    values: Values = open_orders(found).values(*_own(OrderRow, _OF_COMPLAINT, _OF_ORDER), **_OF_COMPLAINT, **_OF_ORDER)
    return values


def approvals_asked(projects: frozenset[int] | None) -> QuerySet[Approval]:
    """Return the open requests for approval."""
    asked = Approval.objects.filter(state=ApprovalState.ASKED.value)  # few, and so the place to begin
    return of_projects(asked.alias(at=Unindexed(F("complaint__project_id"))), projects, "at")


def approvals_waiting(account: Account, after: str = "", size: int = PAGE) -> Page[ApprovalRow]:
    """Return the requests that the account may decide, the oldest first; three queries (R65, C12)."""
    access = access_of(account)
    found = access.without_own_conflicts(approvals_asked(access.projects(APPROVERS)), "complaint")
    asker = {"asked_by_name": F("asked_by__name"), "currency": F("complaint__project__currency")}
    values = found.values(*_own(ApprovalRow, _OF_COMPLAINT, asker), **_OF_COMPLAINT, **asker)
    rows = soonest_first(values, "asked_at", after, size, dated=True)
    complaints = [row["complaint_id"] for row in rows[:size]]
    bars = bars_of(Clock.objects.filter(complaint__in=complaints, kind=ClockKind.APPROVAL.value), "complaint_id")
    made = [ApprovalRow(**row, clock=bars.get(row["complaint_id"])) for row in rows[:size]]
    return page_of(made, [Key(row["asked_at"], row["id"]) for row in rows], size)


def waiting_at_counter(project_ids: Collection[int], size: int = PAGE) -> tuple[WaitingVisitor, ...]:
    """Return the visitors at the counters of these projects, those who wait first, by arrival; two queries (R39)."""
    of_visit = {
        "account_name": F("account__name"),
        "person_name": F("person__name"),
        "honorific": F("person__honorific"),
    }
    found = of_projects(Reception.objects.filter(ended_at__isnull=True), frozenset(project_ids))
    values = found.values(*_own(WaitingVisitor, of_visit), **of_visit)
    rows = list(values.order_by(F("began_at").asc(nulls_first=True), "arrived_at", "id")[:size])
    bars = bars_of(Clock.objects.filter(reception__in=_ids(rows)), "reception_id")
    return tuple(WaitingVisitor(**row, clock=bars.get(row["id"])) for row in rows)


def _own(kind: type[Any], *joined: Mapping[str, F]) -> list[str]:
    """Return the columns of a row that belong to its own table."""
    others = {"clock", "in_danger", *(name for names in joined for name in names)}
    return [name for name in kind.__dataclass_fields__ if name not in others]


def _ids(rows: Iterable[Mapping[str, Any]]) -> list[int]:
    return [row["id"] for row in rows]
