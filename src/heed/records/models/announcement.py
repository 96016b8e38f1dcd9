"""Complaint announcements (公示): the eleven contents in versions, each approved before it is shown (R119)."""

from django.db import models
from django.db.models import F, Q

from heed.process.words import AnnouncementState
from heed.records.models._fields import CompactEncoder, in_order, known
from heed.records.models.place import Project
from heed.records.models.staff import Account

_OPEN = [AnnouncementState.DRAFT.value, AnnouncementState.WAITING.value]


class ComplaintAnnouncement(models.Model):
    """An announcement about the complaints of a period; what it says is in its versions."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="announcements", db_index=False)
    begins_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()
    client_key = models.CharField(max_length=64, null=True, unique=True)  # against making it twice
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [in_order("begins_on", "ends_on")]
        indexes = [models.Index(fields=["project", "id"], name="announcement_project")]


class AnnouncementVersion(models.Model):
    """One version: `contents` by the codes of `process.announcing`. An approved one is never changed.

    `changed` says why a version after the first was needed. `writers` are the ids of all who wrote in it: none of them
    approves it. `edit` counts how often it was saved, so that a stale page overwrites nothing.
    """

    announcement = models.ForeignKey(ComplaintAnnouncement, models.PROTECT, related_name="versions", db_index=False)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=AnnouncementState.DRAFT.value)
    title = models.CharField(max_length=120)
    contents = models.JSONField(default=dict, encoder=CompactEncoder)
    changed = models.CharField(max_length=200, blank=True)
    shown_from_on = models.DateField(null=True)
    shown_until_on = models.DateField(null=True)
    edit = models.PositiveIntegerField(default=1)
    writers = models.JSONField(default=list)
    written_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=400, blank=True)  # why it was sent back

    class Meta:
        ordering = ["announcement", "-version"]
        constraints = [
            known("state", AnnouncementState),
            in_order("shown_from_on", "shown_until_on"),
            models.UniqueConstraint(fields=["announcement", "version"], name="announcement_version_once"),
            models.UniqueConstraint(
                fields=["announcement"], condition=Q(state__in=_OPEN), name="announcement_one_open_version"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(answered_by__isnull=False, shown_until_on__isnull=False) & ~Q(answered_by=F("written_by")),
                name="announcement_approved_by_another",
            ),
        ]
