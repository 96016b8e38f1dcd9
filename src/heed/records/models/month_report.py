"""The months that projects report to the company centre, and what they reported (R103)."""

from django.db import models

from heed.process.words import MonthState
from heed.records.models._fields import CompactEncoder, HexField, known
from heed.records.models.audit import AuditEvent
from heed.records.models.place import Project
from heed.records.models.staff import Account


class MonthToReport(models.Model):
    """A month that a project reports. `due_at` is fixed when the month is over; None: none was due then.

    `state` repeats that of the newest version; "": none was submitted yet. `remarks` are those that are being written,
    `insight.tallies.frozen.Remarks` as JSON. `act_at`: when somebody is reminded of it next; None: no more.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    month_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    act_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, blank=True)
    remarks = models.JSONField(default=dict, encoder=CompactEncoder)
    remarks_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    remarks_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known("state", MonthState, blank=True),
            models.UniqueConstraint(fields=["project", "month_on"], name="month_to_report_once"),
        ]
        indexes = [
            models.Index(fields=["month_on", "project"], name="month_to_report_month"),
            models.Index(fields=["act_at"], condition=models.Q(act_at__isnull=False), name="month_to_report_act"),
        ]


class MonthReport(models.Model):
    """One version of the report of a month, as it was submitted. Only the centre's answer is added to it later.

    `document` is the text of `insight.tallies.frozen.Frozen`; its SHA-256 stands in `digest`, and in the event of the
    audit log that it was submitted, which is sealed. `changed` says why a version after the first was needed.
    """

    month = models.ForeignKey(MonthToReport, models.PROTECT, related_name="versions", db_index=False)
    version = models.PositiveSmallIntegerField()
    document = models.TextField()
    digest = HexField(max_length=32)
    event = models.OneToOneField(AuditEvent, models.PROTECT, related_name="+")
    changed = models.TextField(blank=True)
    submitted_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=MonthState.SUBMITTED.value)
    answer = models.TextField(blank=True)  # why the centre sent it back
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["month", "-version"]
        constraints = [
            known("state", MonthState),
            models.UniqueConstraint(fields=["month", "version"], name="month_report_version_once"),
        ]
