"""Versions of the company's policy; a complaint keeps the one it began under."""

from django.db import models


class PolicyVersion(models.Model):
    """One version, never changed after it is written. `document` is `process.policy.Policy` as JSON."""

    number = models.PositiveIntegerField(unique=True)
    document = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey("records.Account", models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
