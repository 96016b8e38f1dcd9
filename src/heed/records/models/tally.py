"""Kept tallies: sums by project and month, so that a report never counts complaints (R103).

Everything here is derived from the record and may be thrown away and made again (`heed tallies --rebuild`).
"""

from django.db import models
from django.db.models import Q

from heed.records.models.complaint import Complaint
from heed.records.models.place import Project


class Tally(models.Model):
    """How many complaints of a project add to a measure in a month, which begins on `month_on` in its time zone.

    `measure` is a code of `insight.tallies.Measure`; `key` divides it further, such as by category.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    month_on = models.DateField()
    measure = models.CharField(max_length=24)
    key = models.CharField(max_length=60, blank=True)
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "measure", "month_on", "key"], name="tally_once"),
        ]
        indexes = [models.Index(fields=["month_on", "project"], name="tally_month")]


class ComplaintMonth(models.Model):
    """What one complaint adds to the tallies of one month: the compact text of `insight.tallies.text_of`.

    `stays_open`: it became open in this month and was still so at its end. `until_on` is the month in which it then
    ended; None: it is open.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    month_on = models.DateField()
    adds = models.TextField()
    stays_open = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "month_on"], name="complaint_month_once")]
        indexes = [
            models.Index(fields=["project", "month_on"], name="complaint_month_project"),
            models.Index(
                fields=["project", "until_on"], condition=Q(stays_open=True), name="complaint_month_stays_open"
            ),
        ]


class ComplaintToTally(models.Model):
    """That a complaint changed since it was counted. One row a change: writers never wait for each other here."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="+", db_index=False)
