"""Regions: the tree above the projects, by which the company is led (R148, R149)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce


class Region(models.Model):
    """A region of the company, within its parent region; None: at the top."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint("name", Coalesce("parent", 0), name="region_name_once"),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="region_within_another"),
        ]

    def __str__(self) -> str:
        return self.name
