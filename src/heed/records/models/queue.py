"""Saved filters of the list of complaints, and what each person sets aside from the own list."""

from django.db import models
from django.db.models import Q

from heed.process.words import Role
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint
from heed.records.models.place import Project
from heed.records.models.staff import Account


class Queue(models.Model):
    """A filter of the list under a name. It decides nothing about who sees what: each reader sees own rows in it.

    `asks` are the parameters of the list by name. `is_shared`: also with those who work at `project` (none: anywhere),
    of them only with those of `role` where it is given.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="queues", db_index=False)
    name = models.CharField(max_length=40)
    asks = models.JSONField(default=dict)
    is_shared = models.BooleanField(default=False)
    role = models.CharField(max_length=16, blank=True)
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("role", Role, blank=True),
            models.UniqueConstraint(fields=["account", "name"], name="queue_name_once"),
            models.CheckConstraint(
                condition=Q(is_shared=True) | Q(role="", project__isnull=True), name="queue_of_one_has_no_readers"
            ),
        ]
        indexes = [
            models.Index(fields=["project"], condition=Q(is_shared=True), name="queue_shared"),
        ]

    def __str__(self) -> str:
        return self.name


class QueueCounts(models.Model):
    """How many complaints an account has in each of its queues: kept when counted, shown until counted again."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    numbers = models.JSONField(default=dict)  # the id of a queue -> all, and those overdue
    counted_at = models.DateTimeField()


class Snooze(models.Model):
    """That an account set a complaint aside until a time: it leaves its own list, and no clock waits."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="snoozes", db_index=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="snoozes", db_index=False)
    snoozed_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "complaint"], name="snooze_once"),
            models.CheckConstraint(condition=Q(until_at__gt=models.F("snoozed_at")), name="snooze_lies_ahead"),
        ]
