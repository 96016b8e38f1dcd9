"""Accounts of staff, departments and duties (R150)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Coalesce

from heed.i18n import languages
from heed.process.words import Role
from heed.records.models._fields import known
from heed.records.models.place import Project
from heed.records.models.region import Region


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; names are compared without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """A person of staff who signs in."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default=languages.DEFAULT.code)
    theme = models.CharField(max_length=5, default="auto")
    wishes = models.JSONField(default=dict, blank=True)  # `process.preferences.Wishes`: how it gets notices
    is_active = models.BooleanField(default=True)
    by_link = models.BooleanField(default=False)  # of a contractor: gets orders by links, and never signs in
    password_is_given = models.BooleanField(default=False)  # by another person: it has to be changed first
    reset_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")  # until it has chosen its own
    reset_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    duties_read: tuple[tuple[str, int | None, int | None, str | None], ...] | None = None  # with its session

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    EMAIL_FIELD = "email"
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department of a project; `code` is one of the policy's, whose names it goes by unless it has its own."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="departments")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="department_code_once")]

    def __str__(self) -> str:
        return self.name or self.code


class RegionalDuty(models.Model):
    """A region that an account manages. The duties that follow from it, one at each project there, name it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="regional_duties")
    region = models.ForeignKey(Region, models.PROTECT, related_name="managers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "region"], name="regional_duty_once")]


class Duty(models.Model):
    """A role at a project, at a department of it, or (no project) for the whole company; perhaps as one of a region."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="duties")
    role = models.CharField(max_length=16)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="duties")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="duties")
    regional = models.ForeignKey(RegionalDuty, models.CASCADE, null=True, blank=True, related_name="duties")

    class Meta:
        constraints = [
            known("role", Role),
            models.UniqueConstraint(
                "account",
                "role",
                Coalesce("project", 0),
                Coalesce("department", 0),
                Coalesce("regional", 0),
                name="duty_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="regional") | models.Q(project__isnull=False, regional__isnull=False),
                name="duty_of_a_region_is_at_its_projects",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["operator", "department"]) | models.Q(department__isnull=False),
                name="duty_of_a_department_names_it",
            ),
        ]
        indexes = [models.Index(fields=["project", "role"], name="duty_project_role")]
