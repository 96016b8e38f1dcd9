"""Robots (group robots, gateways, webhooks), and the company's own wording of what they and letters say."""

from typing import ClassVar

from django.db import models

from heed.i18n import languages
from heed.process.robots import RobotKind
from heed.records.models._fields import known
from heed.records.models.place import Project
from heed.records.models.staff import Account, Department


class Robot(models.Model):
    """One door for messages: of a project, of a department of it, or (no project) of the company.

    `recent` holds when it last took messages (epoch seconds, the oldest first): with `turn`, which every taking counts
    up, all workers keep its limit together. `address` and `secret` are never shown again.
    """

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="robots")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=500)
    secret = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=8, default=languages.DEFAULT.code)
    only_late = models.BooleanField(default=False)  # only what is late or urgent, not every move
    owners = models.BooleanField(default=False)  # text messages: also for owners who left a telephone number
    per_minute = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)
    turn = models.PositiveIntegerField(default=0)
    recent = models.JSONField(default=list)
    blocked_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [known("kind", RobotKind)]

    def __str__(self) -> str:
        return self.name


class Phrase(models.Model):
    """One version of how a notice is worded; the newest of its kind, form and language counts, an empty one is none."""

    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "form", "language", "-id"], name="phrase_newest")]
