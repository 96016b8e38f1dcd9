"""What the company centre demands of a project (督办); what it demands of a case is on the case's timeline."""

from django.db import models
from django.db.models import Q

from heed.process.words import ProjectDemandState
from heed.records.models._fields import in_order, known
from heed.records.models.place import Project
from heed.records.models.staff import Account


class ProjectDemand(models.Model):
    """A demand with its due time, what it was answered, and how the centre judged that; its clock runs beside it.

    Asked again, it is a demand of its own next to the one before (`replaces`).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="demands", db_index=False)
    words = models.TextField()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ProjectDemandState.ASKED.value)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    judged_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            known("state", ProjectDemandState),
            in_order("asked_at", "answered_at"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | ~Q(state="asked") & Q(answered_at__isnull=False),
                name="project_demand_answered_or_not",
            ),
        ]
        indexes = [models.Index(fields=["project", "state", "due_at"], name="project_demand_state")]
