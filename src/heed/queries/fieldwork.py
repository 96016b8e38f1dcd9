"""The orders of the people who carry them out (R67, R71, R80)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from heed.process.words import ORDER_OPEN, OrderState, Role
from heed.queries.sight import orders_visible_to
from heed.records.models import Account, Clock, Duty, Order

_OPEN = [state.value for state in ORDER_OPEN]
#: How long a finished order stays in sight, and how many of them.
LATELY, FEW = timedelta(days=14), 20
#: A count in the sidebar stops here.
CAP = 100


def has_fieldwork(account: Account) -> bool:
    """Whether the account works in a department or heads one."""
    return Duty.objects.filter(account=account, role__in=[Role.OPERATOR.value, Role.DEPARTMENT.value]).exists()


def waiting_orders(account: Account) -> int:
    """How many orders wait for an answer, counted up to 100."""
    return orders_visible_to(account).filter(state=OrderState.SENT.value)[:CAP].count()


def open_orders_of(account: Account) -> Sequence[Order]:
    """The account's open orders, the first due first, with complaint, place and running clocks: three queries."""
    return list(_whole(orders_visible_to(account).filter(state__in=_OPEN)).order_by("due_at", "pk"))


def ended_orders_of(account: Account, now: datetime) -> Sequence[Order]:
    """The account's newest orders of the last fortnight that have ended: two queries."""
    ended = orders_visible_to(account).filter(ended_at__gte=now - LATELY)
    return list(_whole(ended).order_by("-ended_at")[:FEW])


def order_for(account: Account, key: int) -> Order | None:
    """One order that the account may see, or None."""
    return _whole(orders_visible_to(account)).filter(pk=key).first()


def _whole(orders: QuerySet[Order]) -> QuerySet[Order]:
    running = Clock.objects.filter(stopped_at__isnull=True).order_by("limit_at")
    parts = ("complaint__project", "complaint__place", "department", "account", "sent_by")
    return orders.select_related(*parts).prefetch_related(Prefetch("clocks", queryset=running, to_attr="running"))
