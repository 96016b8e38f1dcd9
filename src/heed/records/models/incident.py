"""Incidents: one cause of which several owners complain, with one text for them and one fix (R10, R148)."""

from django.db import models
from django.db.models import Q

from heed.records.models._fields import in_order
from heed.records.models.complaint import Complaint
from heed.records.models.place import Project
from heed.records.models.staff import Account
from heed.records.models.warning import EarlyWarning


class Incident(models.Model):
    """What several complaints are about. `main` is the complaint at which the fix is made; it is one of them.

    `warning` is the hot spot of which it was made; None: of complaints that a person picked.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    main = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    warning = models.ForeignKey(EarlyWarning, models.PROTECT, null=True, blank=True, related_name="incidents")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["project", "id"], name="incident_project")]


class IncidentText(models.Model):
    """Its cause, for the staff, and `told`, which its owners read on their pages; the latest counts."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="texts")
    cause = models.TextField()
    told = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)


class IncidentComplaint(models.Model):
    """That a complaint is part of an incident, and why; `out_at`: when it was taken out again (None: it is part of it).

    `added_by` is None where the owner joined it. `asked_at` is when its owner was asked by message whether it is put
    right; the answer is a visit of the complaint.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="parts")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="incident_parts")
    reason = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    out_reason = models.TextField(blank=True)
    out_at = models.DateTimeField(null=True)
    out_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            in_order("added_at", "out_at"),
            models.UniqueConstraint(fields=["complaint"], condition=Q(out_at=None), name="incident_complaint_once"),
        ]
