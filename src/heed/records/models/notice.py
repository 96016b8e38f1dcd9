"""Notices: the outbox row, written in the transaction of the change it tells of."""

from django.db import models
from django.db.models import Q

from heed.records.models.complaint import Complaint
from heed.records.models.staff import Account


class Notice(models.Model):
    """One message to one account, or (no account) to the owner. `key` makes it unique whatever dies.

    `channel` is `inbox` (nothing to send: the row is the message) or a transport. Due while `sent_at` is empty;
    claimed with a lease, attempts counted on claim.
    """

    key = models.CharField(max_length=120, unique=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="notices")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="notices")
    about = models.CharField(max_length=40)  # the name of a move, or of a clock's event
    facts = models.JSONField(default=dict)  # never personal data: numbers, names of moves, times
    channel = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # set aside after too many attempts
    error = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(sent_at__isnull=True, failed_at__isnull=True), name="notice_due"
            ),
            models.Index(fields=["account", "-id"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]
