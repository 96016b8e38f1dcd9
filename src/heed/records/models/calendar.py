"""When a project is open, and who is on duty."""

from django.db import models
from django.db.models import F, Q

from heed.process.words import Role
from heed.records.models._fields import known
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


class RotaShift(models.Model):
    """A weekly shift: who does which duty on a weekday (0 Monday), in minutes of the local day."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="shifts")
    role = models.CharField(max_length=16)
    account = models.ForeignKey(Account, models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            known("role", Role),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="shift_weekday"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts"), ends__lte=1440), name="shift_minutes"),
        ]


class RotaChange(models.Model):
    """A dated change: this account is on (or off) duty on a day, in minutes of the local day."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="rota_changes")
    role = models.CharField(max_length=16)
    account = models.ForeignKey(Account, models.CASCADE, related_name="rota_changes")
    on = models.DateField()
    starts = models.PositiveSmallIntegerField(default=0)
    ends = models.PositiveSmallIntegerField(default=1440)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            known("role", Role),
            models.CheckConstraint(condition=Q(ends__gt=F("starts"), ends__lte=1440), name="rota_change_minutes"),
        ]
