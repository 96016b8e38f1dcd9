"""The orders of the people who work on them (R67, R71, R80)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from heed.process.roles import OF_DEPARTMENT
from heed.queries.access import Access, access_of, holds, orders_visible_to
from heed.records.models import Account, Clock, Entry, Order
from heed.records.prepared import prepared

#: How long a finished order is listed, and how many of them.
RECENT, MOST_SHOWN = timedelta(days=14), 20


def has_fieldwork(account: Account) -> bool:
    """Return whether the account works in a department or heads one."""
    return holds(account, OF_DEPARTMENT)


def ended_orders_of(account: Account, now: datetime) -> Sequence[Order]:
    """Return what a list shows of the newest orders of the account that ended in the last fourteen days; two queries.

    The duties, and the orders.
    """
    return _ended(access_of(account), now - RECENT)


@prepared
def _ended(access: Access, since: datetime) -> QuerySet[Order]:
    ended = access.orders().filter(ended_at__gte=since).select_related("complaint__place", "account")
    shown = ("work", "state", "ended_at", "account__name", "complaint__number", "complaint__unit")
    return ended.only(*shown, "complaint__place__path").order_by("-ended_at")[:MOST_SHOWN]


def order_for(account: Account, key: int) -> Order | None:
    """Return an order that the account may see, or None."""
    return _with_related(orders_visible_to(account)).filter(pk=key).first()


def is_recorded(order: Order, client_key: str) -> bool:
    """Return whether an entry with this key is on record already."""
    return Entry.objects.filter(complaint=order.complaint_id, client_key=client_key).exists()


def _with_related(orders: QuerySet[Order]) -> QuerySet[Order]:
    running = Clock.objects.filter(stopped_at__isnull=True).order_by("limit_at")
    parts = ("complaint__project", "complaint__place", "department", "account", "sent_by")
    return orders.select_related(*parts).prefetch_related(Prefetch("clocks", queryset=running, to_attr="running"))
