"""Early warnings, and the complaints that are to be looked at for them (R148).

What is warned of follows from the record; what people did about it is kept here.
"""

from django.db import models
from django.db.models import Q

from heed.process.words import WarningKind, WarningState
from heed.records.models._fields import CompactEncoder, in_order, known
from heed.records.models.complaint import Complaint
from heed.records.models.demand import ProjectDemand
from heed.records.models.place import Project
from heed.records.models.staff import Account


class EarlyWarning(models.Model):
    """One warning with its owner, what it says in `facts` (codes and numbers), and what was done about it.

    `key` says which category, home, person, account, complaint or clock of the project; there is one open warning of
    each. `complaint` is the one that it is about, `complaints` are those that it rests on, that one too, `about` is the
    person of staff complained of, who never sees it.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    about = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    complaints = models.ManyToManyField(Complaint, related_name="early_warnings")
    facts = models.JSONField(default=dict, encoder=CompactEncoder)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=WarningState.OPEN.value)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    words = models.TextField(blank=True)  # what was done, or why it was dismissed
    demand = models.ForeignKey(ProjectDemand, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("kind", WarningKind),
            known("state", WarningState),
            in_order("raised_at", "ended_at"),
            models.UniqueConstraint(
                fields=["project", "kind", "key"], condition=Q(state="open"), name="early_warning_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | ~Q(state="open") & Q(ended_at__isnull=False),
                name="early_warning_ended_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["acted", "dismissed"]) | ~Q(words="") & Q(ended_by__isnull=False),
                name="early_warning_ended_with_words",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "key", "kind"], name="early_warning_key"),
            models.Index(fields=["project", "id"], condition=Q(state="open"), name="early_warning_open"),
            models.Index(fields=["owner", "id"], condition=Q(state="open"), name="early_warning_mine"),
            models.Index(
                fields=["complaint"], condition=Q(state="open", complaint__isnull=False), name="early_warning_complaint"
            ),
        ]


class ComplaintToWatch(models.Model):
    """That a complaint is to be looked at for warnings: it changed, or `due_at` is when its silence or clock tells."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="complaint_to_watch_due")]
