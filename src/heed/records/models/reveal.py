"""The record of each time that masked personal data were shown in full."""

from django.db import models

from heed.records.models.complaint import Complaint
from heed.records.models.person import Person
from heed.records.models.staff import Account


class Reveal(models.Model):
    """Who looked at whose contact, when, over which complaint or person."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="reveals")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="reveals")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="reveals")
    at = models.DateTimeField()
