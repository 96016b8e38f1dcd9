"""The links by which people of contractors receive work orders: they have no account that signs in."""

from django.db import models

from heed.records.models._fields import HexField
from heed.records.models.order import Order
from heed.records.models.staff import Account


class OrderLink(models.Model):
    """The link of one person to the page of one order.

    The secret in it is made of `nonce` and the key of this installation; `link_hash` is what it is found by. It opens
    the page while the order is open and nobody has withdrawn it (`withdrawn_by`; None: it ended with the order, or a
    newer link took its place).
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="links")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    nonce = HexField(max_length=16, unique=True)
    link_hash = HexField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
