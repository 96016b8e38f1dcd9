"""Finding the links of orders for people of contractors: by the secret, and for the message that brings one."""

from heed.process.words import ORDER_OPEN
from heed.records.models import Account, Complaint, OrderLink
from heed.records.owner_keys import link_hash_of


def link_with_secret(secret: str) -> OrderLink | None:
    """Return the link with this secret, ended or not, with its order and person; None for an unknown secret."""
    if "\0" in secret:  # PostgreSQL refuses it even in a query
        return None
    found = OrderLink.objects.select_related("account", "order__complaint__project")
    return found.filter(link_hash=link_hash_of(secret)).first()


def open_link(account: Account, complaint: Complaint, order_id: int | None) -> OrderLink | None:
    """Return the newest open link of a person to this order (None: to any open order) of the complaint."""
    found = OrderLink.objects.filter(
        account=account, order__complaint=complaint, order__state__in=ORDER_OPEN, ended_at__isnull=True
    )
    return (found.filter(order=order_id) if order_id else found).order_by("-pk").first()
