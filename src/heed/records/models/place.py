"""Projects and their places: a tree of buildings, units and public spots."""

from django.db import models

from heed.i18n import languages
from heed.process.words import EstateKind, PlaceKind
from heed.records.models._fields import known, where_given
from heed.records.models.region import Region


class Project(models.Model):
    """An estate that the company looks after, with its public number (R41) and its own address for owners."""

    code = models.CharField(max_length=8, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    hotline = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, default=EstateKind.HOMES.value)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="projects")
    timezone = models.CharField(max_length=40, default="Asia/Shanghai")
    language = models.CharField(max_length=8, default=languages.DEFAULT.code)
    calendar = models.OneToOneField(  # in force; none: the policy's hours
        "records.Calendar", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    has_robots = models.BooleanField(default=False)  # whether a robot gets its notices: else none has to be looked for

    class Meta:
        ordering = ["code"]
        constraints = [known("kind", EstateKind)]

    def __str__(self) -> str:
        return self.name


class ProjectMonth(models.Model):
    """How large a project was in a month: what complaints are counted against. `month_on` is its first day."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="months", db_index=False)
    month_on = models.DateField()
    homes = models.PositiveIntegerField()  # occupied
    area = models.DecimalField(max_digits=12, decimal_places=2)  # managed, in square metres

    class Meta:
        ordering = ["-month_on"]
        constraints = [
            models.UniqueConstraint(fields=["project", "month_on"], name="project_month_once"),
            models.CheckConstraint(condition=models.Q(area__gte=0), name="project_month_area_from_zero"),
        ]


class Place(models.Model):
    """A building, a unit (home) or a public spot of a project. `path` is its name from the building down.

    `steward` (楼管家) looks after the place and, by policy, answers for complaints from there and from below it.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="places")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)  # as people type it: 3-1502
    is_active = models.BooleanField(default=True)
    steward = models.ForeignKey(
        "records.Account", models.PROTECT, null=True, blank=True, related_name="stewarded", db_index=False
    )

    class Meta:
        constraints = [
            known("kind", PlaceKind),
            models.UniqueConstraint(fields=["project", "path"], name="place_path_once"),
        ]
        indexes = [
            models.Index(fields=["project", "number"], name="place_number"),
            models.Index(fields=["number"], name="place_number_anywhere"),
            *where_given("place", "steward"),
        ]

    def __str__(self) -> str:
        return self.path
