"""The file that a government hotline or another body keeps of a complaint it passed on to us (R2, R14)."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from heed.process.words import BodyFinding
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint
from heed.records.models.place import Project


class BodyCase(models.Model):
    """What the body wants of us by when, and what it found. The timeline tells how it came about.

    `sign_by_at` and `due_at` are set by the body; `sent_back` counts how often it did not accept our answer. `reason`
    is that of the last time it was sent back, `appeal` that of our last appeal.
    """

    complaint = models.OneToOneField(Complaint, models.PROTECT, primary_key=True, related_name="body_case")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    body = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=60, blank=True)  # the body's own
    sign_by_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    sent_back = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(blank=True)
    result = models.TextField(blank=True)
    response = models.CharField(max_length=8, default=BodyFinding.UNKNOWN.value)
    resolved = models.CharField(max_length=8, default=BodyFinding.UNKNOWN.value)
    satisfied = models.CharField(max_length=8, default=BodyFinding.UNKNOWN.value)

    class Meta:
        constraints = [
            known("response", BodyFinding),
            known("resolved", BodyFinding),
            known("satisfied", BodyFinding),
            models.UniqueConstraint("project", Upper("number"), condition=~Q(number=""), name="body_case_number_once"),
        ]

    def __str__(self) -> str:
        return self.number or self.body
