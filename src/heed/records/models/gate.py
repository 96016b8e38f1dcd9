"""The guard's shifts at the gate, with what is noted in them and handed over to the next (R41, R87)."""

from django.db import models
from django.db.models import F, Q

from heed.records.models._fields import in_order
from heed.records.models.place import Project
from heed.records.models.staff import Account


class GateShift(models.Model):
    """One shift of one guard: begun, handed over with what is open, and taken over by the one who comes next.

    `numbers`: the complaints that were open when it was handed over.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="gate_shifts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="gate_shifts")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    handed_to = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="shifts_handed")
    words = models.TextField(blank=True)
    numbers = models.JSONField(default=list)
    taken_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            in_order("began_at", "ended_at"),
            in_order("ended_at", "taken_over_at"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at__isnull=True), name="gate_shift_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, handed_to__isnull=True)
                | Q(ended_at__isnull=False, handed_to__isnull=False) & ~Q(handed_to=F("account")),
                name="gate_shift_ends_with_a_handover",
            ),
        ]
        indexes = [models.Index(fields=["project", "-began_at"], name="gate_shift_project_began")]


class GateNote(models.Model):
    """A line of the shift log."""

    shift = models.ForeignKey(GateShift, models.PROTECT, related_name="notes")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
