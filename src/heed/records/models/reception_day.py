"""Owner reception days: the invitation, who signed up, what was raised there, and the minutes (R120 to R126)."""

from django.db import models
from django.db.models import F, Q

from heed.process.words import Channel, DayState, SignUpState
from heed.records.models._fields import in_order, known
from heed.records.models.complaint import Complaint
from heed.records.models.place import Project
from heed.records.models.staff import Account


class ReceptionDay(models.Model):
    """One owner reception day of a project. `taken` of its `seats` are taken; the database refuses one too many.

    `company`, `office` and `phone` stand under the invitation. `changes` counts what calendars have to take over.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="reception_days", db_index=False)
    client_key = models.CharField(max_length=64, unique=True, null=True)
    state = models.CharField(max_length=10, default=DayState.DRAFT.value)
    theme = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sign_up_until = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    company = models.CharField(max_length=80)
    office = models.CharField(max_length=80)
    phone = models.CharField(max_length=40)
    thanks = models.TextField(blank=True)  # "": the usual words of thanks, in the language of the reader
    changes = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    minutes_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    minutes_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known("state", DayState),
            in_order("begins_at", "ends_at"),
            in_order("sign_up_until", "begins_at"),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="reception_day_never_too_full"),
        ]
        indexes = [models.Index(fields=["project", "begins_at"], name="reception_day_by_time")]

    def __str__(self) -> str:
        return self.theme


class DayChange(models.Model):
    """A day that was moved or cancelled: why, by whom, and when and where it was to be before."""

    day = models.ForeignKey(ReceptionDay, models.PROTECT, related_name="history")
    why = models.TextField()
    was_at = models.DateTimeField()
    was_place = models.CharField(max_length=120)
    cancelled = models.BooleanField(default=False)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()


class SignUp(models.Model):
    """An owner who signed up, for `people` persons, with a secret link to change it or sign off.

    `came`: how many of them came; None as long as it was not ticked. `found_by`: the `guest_key` by which
    it is found for who asks about the own data; "" once it was erased.
    """

    day = models.ForeignKey(ReceptionDay, models.PROTECT, related_name="sign_ups", db_index=False)
    client_key = models.CharField(max_length=64, unique=True, null=True)
    state = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    people = models.PositiveSmallIntegerField()
    about = models.TextField(blank=True)
    found_by = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=10)
    link_nonce = models.CharField(max_length=32)
    link_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    came = models.PositiveSmallIntegerField(null=True)
    came_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("state", SignUpState),
            known("channel", Channel),
            models.CheckConstraint(condition=Q(people__gte=1), name="sign_up_for_people"),
        ]
        indexes = [
            models.Index(fields=["day", "state", "id"], name="sign_up_by_state"),
            models.Index(fields=["found_by"], condition=~Q(found_by=""), name="sign_up_found_by"),
        ]


class DayMatter(models.Model):
    """A complaint that was raised at a day, by whom of those who signed up (None: another owner).

    `minute` is what the published minutes say of it, without anything personal.
    """

    day = models.ForeignKey(ReceptionDay, models.PROTECT, related_name="matters")
    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="day_matter")
    sign_up = models.ForeignKey(SignUp, models.PROTECT, null=True, related_name="matters")
    minute = models.TextField(blank=True)
