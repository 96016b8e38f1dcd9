"""How a complaint was judged, each time it was (R21, R22)."""

from django.db import models

from heed.records.models.complaint import Complaint
from heed.records.models.staff import Account


class Assessment(models.Model):
    """One judgement; the newest stands on the complaint as well."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="assessments")
    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    category = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20)
    nature = models.CharField(max_length=12, blank=True)
    validity = models.CharField(max_length=12)
    emotion = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
