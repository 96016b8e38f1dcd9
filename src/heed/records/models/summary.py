"""What was learned from one complaint (R105)."""

from django.db import models

from heed.records.models.complaint import Complaint
from heed.records.models.staff import Account


class Summary(models.Model):
    """Reason, lesson, how to avoid it."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="summary")
    root_cause = models.TextField()
    lesson = models.TextField()
    prevention = models.TextField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
