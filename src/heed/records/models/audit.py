"""The audit log: who signed in, who changed accounts and settings, who looked at personal data."""

from django.db import models

from heed.process.words import AuditKind
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint
from heed.records.models.person import Person
from heed.records.models.staff import Account


class AuditEvent(models.Model):
    """One event. Never changed, never deleted: triggers refuse it, and each is sealed to the one before it.

    `by` did it (None: from the terminal, or unknown), `account` is whose account it is about. `facts` is JSON as text.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    address = models.CharField(max_length=45, blank=True)  # of the network, where somebody signed in or failed to
    facts = models.TextField(blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [known("kind", AuditKind)]
        indexes = [
            models.Index(fields=["by", "id"], name="audit_by"),
            models.Index(fields=["account", "id"], name="audit_account"),
            models.Index(fields=["kind", "id"], name="audit_kind"),
            models.Index(fields=["at"], name="audit_at"),
        ]
