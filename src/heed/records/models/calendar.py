"""When a project is open."""

from django.db import models

from heed.records.models.place import Project
from heed.records.models.staff import Account


class Calendar(models.Model):
    """A version of a project's open time; `Project.calendar` is the one in force.

    `document` is `process.calendar.Hours` as JSON.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="calendars")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="calendar_number_once")]
