"""Reports of owners that look like spam: none is dropped, each waits for a person who accepts or refuses it."""

from django.db import models
from django.db.models import Q

from heed.process.words import HeldState
from heed.records.models._fields import CompactEncoder, HexField, known
from heed.records.models.complaint import Complaint
from heed.records.models.place import Place, Project
from heed.records.models.staff import Account

#: What was refused and is whole still.
REFUSED_WHOLE = Q(state=HeldState.REFUSED.value, erased_at__isnull=True)


def held_as(held: "HeldFile", filename: str) -> str:
    """Where a file is kept: by report and digest; its own name is never part of a path."""
    return f"files/held/{held.report_id}/{held.sha256[:40]}"


class HeldReport(models.Model):
    """A report as it came. `facts` are those of its intake, `why` the codes of `HeldReason`; accepted, it is a
    complaint received at `received_at`. The owner follows it by a link of its own, as that of a complaint."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="held_reports", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    joins = models.ForeignKey(Complaint, models.SET_NULL, null=True, related_name="+", db_index=False)
    link_nonce = HexField(max_length=16)
    link_hash = HexField(max_length=32, unique=True)
    client_key = models.CharField(max_length=64, null=True, unique=True)
    received_at = models.DateTimeField()
    language = models.CharField(max_length=8)
    why = models.JSONField(default=list)
    facts = models.JSONField(default=dict, encoder=CompactEncoder)
    state = models.CharField(max_length=8, default=HeldState.HELD.value)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField(blank=True)  # why it was refused, as the owner reads it
    complaint = models.OneToOneField(Complaint, models.PROTECT, null=True, related_name="held_report")
    erased_at = models.DateTimeField(null=True)  # refused, and its words and files have gone by time

    class Meta:
        constraints = [
            known("state", HeldState),
            models.CheckConstraint(
                condition=Q(state=HeldState.HELD.value, decided_at=None)
                | ~Q(state=HeldState.HELD.value) & Q(decided_at__isnull=False),
                name="held_report_decided_once",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "id"], condition=Q(state=HeldState.HELD.value), name="held_report_waiting"),
            models.Index(fields=["decided_at"], condition=REFUSED_WHOLE, name="held_report_whole"),
        ]

    @property
    def number(self) -> str:
        """What the owner calls it by until it is a complaint."""
        return f"{self.project.code}-H{self.pk}"


class HeldFile(models.Model):
    """One file of such a report."""

    report = models.ForeignKey(HeldReport, models.CASCADE, related_name="files")
    file = models.FileField(upload_to=held_as, max_length=120)
    name = models.CharField(max_length=160)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = HexField(max_length=32)
