"""Leave and other absences of staff, and who stands in meanwhile (R35, R41, R68)."""

from django.db import models

from heed.process.words import AbsenceReason
from heed.records.models._fields import in_order, known
from heed.records.models.staff import Account


class Absence(models.Model):
    """An absence from `starts_at` to `ends_at`; an early return moves the end, and the planned end stays on record."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="absences", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_until_at = models.DateTimeField()
    reason = models.CharField(max_length=12)
    note = models.CharField(max_length=200, blank=True)
    stand_in = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [known("reason", AbsenceReason), in_order("starts_at", "ends_at")]
        indexes = [
            models.Index(fields=["account", "ends_at"], name="absence_account_ends"),
            models.Index(fields=["ends_at", "starts_at"], name="absence_ends"),
        ]
