"""The links by which people of contractors receive their work orders: made, ended and found here."""

from collections.abc import Collection, Iterable
from datetime import datetime

from heed.actions.engine.change import Change
from heed.process.words import ORDER_OPEN
from heed.queries.staff.duties import crew
from heed.records.models import Account, Order, OrderLink
from heed.records.owner_keys import new_link


def receive_by_link(order: Order, but: Collection[int] = ()) -> list[Account]:
    """Return the people of contractors among those who receive this order; `but`: those complained of (C3)."""
    people = [order.account] if order.account else crew(order.department_id)
    return [one for one in people if one.by_link and one.is_active and one.pk not in but]


def move_links(change: Change) -> None:
    """Give each person of a contractor who receives the order of this move a link; end those that lead nowhere now.

    Who had one that was withdrawn gets none: it is sent again by a move of its own.
    """
    order = change.order
    if order is None or not order.by_link:
        return
    people = receive_by_link(order, but=change.case.accused) if order.state in ORDER_OPEN else []
    open_links = OrderLink.objects.filter(order=order, ended_at__isnull=True)
    open_links.exclude(account__in=people).update(ended_at=change.at)
    last = {link.account_id: link for link in OrderLink.objects.filter(order=order).order_by("pk")}
    have = {pk for pk, link in last.items() if link.ended_at is None or link.withdrawn_by_id is not None}
    make_links(order, [account for account in people if account.pk not in have], change.at)


def make_links(order: Order, people: Iterable[Account], at: datetime) -> None:
    """Make a link to this order for each of these people."""
    OrderLink.objects.bulk_create(
        OrderLink(order=order, account=account, made_at=at, **new_link("")) for account in people
    )


def end_links(order: Order, at: datetime, by: Account | None = None) -> None:
    """End every open link to this order; `by` withdrew them."""
    OrderLink.objects.filter(order=order, ended_at__isnull=True).update(ended_at=at, withdrawn_by=by)
