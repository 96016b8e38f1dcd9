"""The clockwork itself: when it was last seen at work, and when it was held until an administrator said go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from heed.process.words import HoldReason
from heed.records.models._fields import known
from heed.records.models.staff import Account


class Pulse(models.Model):
    """One row: when a worker last looked at the clocks, by its own clock."""

    at = models.DateTimeField()


class Hold(models.Model):
    """Nothing goes out, closes or escalates while one stands open; `since`: nothing was done from that instant on."""

    reason = models.CharField(max_length=12)
    since = models.DateTimeField()
    at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            known("reason", HoldReason),
            models.UniqueConstraint("reason", condition=Q(released_at__isnull=True), name="hold_stands_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["-at"], condition=Q(released_at__isnull=True), name="hold_open")]
