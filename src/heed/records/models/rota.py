"""Who answers when: the weekly pattern, dated changes, and swaps between two people (R35, R41)."""

from django.db import models
from django.db.models import F, Q

from heed.process.words import Role, SwapState
from heed.records.models._fields import known
from heed.records.models.place import Project
from heed.records.models.staff import Account

#: The last minute a shift may reach, counted from the midnight before it begins: the end of the next day.
LATEST = 2880


def _minutes(name: str) -> models.CheckConstraint:
    """A constraint that a shift begins within its day and is no longer than one."""
    day = Q(starts__lt=1440, ends__gt=F("starts"), ends__lte=LATEST, ends__lt=F("starts") + 1441)
    return models.CheckConstraint(condition=day, name=name)


class RotaShift(models.Model):
    """A weekly shift: who does which duty on a weekday (0 Monday), in minutes of the local day it begins on.

    One that passes midnight ends after 1440. It counts for the days from `since_on` to `until_on`, where given: weeks
    that have passed keep the pattern that they had.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="shifts")
    role = models.CharField(max_length=16)
    account = models.ForeignKey(Account, models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            known("role", Role),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="shift_weekday"),
            _minutes("shift_minutes"),
        ]


class RotaSwap(models.Model):
    """Two people swap: what `asked_by` would do on a day, `asked_of` does; perhaps for a shift of theirs in return.

    Minutes are those of the local day on which each shift begins. It counts once it was agreed.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="rota_swaps")
    role = models.CharField(max_length=16)
    asked_by = models.ForeignKey(Account, models.CASCADE, related_name="swaps_asked")
    asked_of = models.ForeignKey(Account, models.CASCADE, related_name="swaps_received", db_index=False)
    on = models.DateField()
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    back_on = models.DateField(null=True, blank=True)
    back_starts = models.PositiveSmallIntegerField(null=True, blank=True)
    back_ends = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=SwapState.ASKED.value)
    answer = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            known("role", Role),
            known("state", SwapState),
            models.CheckConstraint(condition=~Q(asked_by=F("asked_of")), name="swap_of_two"),
            _minutes("swap_minutes"),
        ]
        indexes = [models.Index(fields=["asked_of", "state", "on"], name="swap_asked_of_state")]


class RotaChange(models.Model):
    """A dated change: this account is on (or off) duty on a day, in minutes of the local day it begins on.

    Of two that speak of the same minutes the later one counts. `swap` names the swap that it comes of.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="rota_changes")
    role = models.CharField(max_length=16)
    account = models.ForeignKey(Account, models.CASCADE, related_name="rota_changes")
    on = models.DateField()
    starts = models.PositiveSmallIntegerField(default=0)
    ends = models.PositiveSmallIntegerField(default=1440)
    is_on = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    swap = models.ForeignKey(RotaSwap, models.CASCADE, null=True, blank=True, related_name="changes")
    made_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [known("role", Role), _minutes("rota_change_minutes")]
        indexes = [models.Index(fields=["project", "on"], name="rota_change_project_on")]
