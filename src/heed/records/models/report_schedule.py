"""Reports that are sent on a day and hour which a person chose, and each time that they were sent (R102, R103)."""

from django.db import models
from django.db.models import F, Q

from heed.process.words import ReportFile, ReportKind
from heed.records.models._fields import known
from heed.records.models.place import Project
from heed.records.models.region import Region
from heed.records.models.robot import Robot
from heed.records.models.staff import Account


class ReportSchedule(models.Model):
    """A report for a `project`, a `region`, or (neither) all that its owner may see, sent to people and robots.

    When: see `process.scheduling.SendTimes`. `next_at` is empty while it is paused and when it has ended; `ended` says
    why it ended, "" where it has not. `made_at`: when it was added, or changed last.
    """

    owner = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    report = models.CharField(max_length=8)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", db_index=False)
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+", db_index=False)
    file = models.CharField(max_length=4)
    day = models.PositiveSmallIntegerField(default=0)
    minute = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=40)
    people = models.ManyToManyField(Account, related_name="+")
    robots = models.ManyToManyField(Robot, related_name="+")
    next_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("report", ReportKind),
            known("file", ReportFile),
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(region__isnull=True), name="report_schedule_one_scope"
            ),
            models.CheckConstraint(condition=Q(minute__lt=1440), name="report_schedule_minute"),
            models.CheckConstraint(condition=Q(ended="") | Q(next_at__isnull=True), name="report_schedule_ended"),
        ]
        indexes = [
            models.Index(fields=["owner", "id"], name="report_schedule_owner"),
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="report_schedule_next"),
        ]


class ReportSending(models.Model):
    """One time that a schedule was due at `due_at`: the report of the month, week or day that begins on `begins_on`.

    `skipped`: so many earlier times had passed while no worker ran.
    """

    schedule = models.ForeignKey(ReportSchedule, models.CASCADE, related_name="sendings", db_index=False)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    begins_on = models.DateField()
    skipped = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "due_at"], name="report_sending_once"),
            models.CheckConstraint(condition=Q(made_at__gte=F("due_at")), name="report_sending_not_early"),
        ]
