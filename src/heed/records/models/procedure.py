"""Written procedures: their versions, and who has read which (R113)."""

from django.db import models
from django.db.models import Q

from heed.records.models.place import Project
from heed.records.models.staff import Account


class Procedure(models.Model):
    """A procedure of one project, or (None) of the company, for the holders of its `roles`.

    `category`: the category of complaints whose pages lead to it; "" for none. `latest` is the version in force. One
    that is withdrawn stays on record.
    """

    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="procedures")
    category = models.CharField(max_length=60, blank=True)
    roles = models.JSONField(default=list)
    latest = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["category"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(category=""),
                name="procedure_of_category",
            )
        ]


class ProcedureVersion(models.Model):
    """One version: never changed once it is in force. `read_by_on`: who has not read it then is reminded."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    changed = models.CharField(max_length=400, blank=True)
    read_by_on = models.DateField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_once")]
        indexes = [
            models.Index(fields=["read_by_on"], condition=Q(reminded_at__isnull=True), name="procedure_to_remind")
        ]


class ProcedureReading(models.Model):
    """A person of staff says to have read and understood a version."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="readings", db_index=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "account"], name="procedure_read_once")]
