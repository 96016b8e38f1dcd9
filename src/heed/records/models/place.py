"""Projects and their places: a tree of buildings, units and public spots."""

from django.db import models

from heed.process.words import PlaceKind
from heed.records.models._fields import known


class Project(models.Model):
    """An estate that the company looks after, with its public number (R41) and its own address for owners."""

    code = models.CharField(max_length=8, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    hotline = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    timezone = models.CharField(max_length=40, default="Asia/Shanghai")
    language = models.CharField(max_length=8, default="zh-hans")
    calendar = models.OneToOneField(  # in force; none: the policy's hours
        "records.Calendar", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    has_robots = models.BooleanField(default=False)  # some robot takes its notices: else nobody need ask which

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A building, a unit (home) or a public spot of a project. `path` is its name from the building down."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="places")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)  # as people type it: 3-1502
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            known("kind", PlaceKind),
            models.UniqueConstraint(fields=["project", "path"], name="place_path_once"),
        ]
        indexes = [
            models.Index(fields=["project", "number"], name="place_number"),
            models.Index(fields=["number"], name="place_number_anywhere"),
        ]

    def __str__(self) -> str:
        return self.path
