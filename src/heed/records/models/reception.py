"""The counter and the telephone (R26 to R47)."""

from django.db import models
from django.db.models import Q

from heed.process.words import Emotion
from heed.process.words.counter import CallBackOutcome, NothingRecorded
from heed.records.models._fields import in_order, known
from heed.records.models.complaint import Complaint
from heed.records.models.person import Person
from heed.records.models.place import Project
from heed.records.models.staff import Account

#: What has ended, became no complaint, and is not erased yet.
KEPT_ALONE = Q(ended_at__isnull=False, complaint__isnull=True, erased_at__isnull=True)


class Reception(models.Model):
    """A visit at the counter: arrived, then received by one receptionist, who has one at a time (R39)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="receptions", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="receptions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="receptions")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="receptions")
    arrived_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    emotion = models.CharField(max_length=12, default=Emotion.CALM.value)
    checklist = models.JSONField(default=list)  # codes of the manners kept (R38)
    nothing_because = models.CharField(max_length=12, blank=True)
    about = models.TextField(blank=True)  # what it was about, where no complaint was recorded
    erased_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("emotion", Emotion),
            known("nothing_because", NothingRecorded, blank=True),
            in_order("arrived_at", "began_at"),
            in_order("began_at", "ended_at"),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(began_at__isnull=False, ended_at__isnull=True),
                name="reception_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "arrived_at"], condition=Q(ended_at__isnull=True), name="reception_not_ended"
            ),
            models.Index(fields=["arrived_at"], condition=KEPT_ALONE, name="reception_kept"),
        ]


class Call(models.Model):
    """A telephone call: rings, answer, transfer with consent (R40, R46).

    `back_of`: the missed call that this one returns (R41).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="calls", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="calls", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="calls")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="calls")
    back_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, db_index=False, related_name="returns")
    number = models.CharField(max_length=40, blank=True)
    rang_at = models.DateTimeField()
    #: Whether telephony said when it began to ring; else `rang_at` is when somebody noticed it.
    is_from_first_ring = models.BooleanField(default=False)
    rings = models.PositiveSmallIntegerField(null=True, blank=True)  # as the one who answered counted them (R40)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    transferred_to = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    transfer_consent = models.BooleanField(null=True)
    emotion = models.CharField(max_length=12, default=Emotion.CALM.value)
    nothing_because = models.CharField(max_length=12, blank=True)
    about = models.TextField(blank=True)  # what it was about, where no complaint was recorded
    erased_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("emotion", Emotion),
            known("nothing_because", NothingRecorded, blank=True),
            in_order("rang_at", "answered_at"),
            in_order("rang_at", "ended_at"),
        ]
        indexes = [
            models.Index(fields=["project", "rang_at"], name="call_project_rang"),
            models.Index(fields=["rang_at"], condition=KEPT_ALONE, name="call_kept"),
            models.Index(
                fields=["project", "rang_at"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                name="call_ringing",
            ),
            *(
                models.Index(
                    fields=[column],
                    condition=Q(answered_at__isnull=False, ended_at__isnull=True),
                    name=f"call_{column}_in_hand",
                )
                for column in ("account", "transferred_to")
            ),
            models.Index(
                fields=["project", "rang_at"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=False),
                name="call_missed",
            ),
        ]

    @property
    def last_line(self) -> "CallBack | None":
        """What was done last about the missed call; None for nothing."""
        return next(reversed(self.call_backs.all()), None)

    @property
    def tries(self) -> int:
        """How often it was tried to call back."""
        tries = (CallBackOutcome.NOT_REACHED, CallBackOutcome.LATER)
        return sum(line.outcome in tries for line in self.call_backs.all())


class CallBack(models.Model):
    """One line about a missed call: who calls back, each try, and how it ended (R41); `next_at`: when to call again."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="call_backs")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12)
    next_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [known("outcome", CallBackOutcome)]


class Summons(models.Model):
    """A person called to the counter or the telephone (R33 to R36, R46, C8): called, seen, then arrived or not.

    A superior, or with `to_colleague` another colleague, whom no clock and no escalation follows. `name` and the texts
    after it: what the one who called had typed, until the complaint itself is recorded.
    """

    #: What was typed at the desk, by the names of the complaint's own columns.
    TYPED = ("contact", "happened", "where", "about", "wants")

    project = models.ForeignKey(Project, models.PROTECT, related_name="summonses")
    reception = models.ForeignKey(Reception, models.PROTECT, null=True, blank=True, related_name="summonses")
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="summonses")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="summonses")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    to = models.ForeignKey(Account, models.PROTECT, related_name="summonses")
    consent = models.BooleanField()  # the owner agreed to be received by a superior; alerted either way (C8)
    reason = models.CharField(max_length=200)
    name = models.CharField(max_length=80, blank=True)
    home = models.CharField(max_length=120, blank=True)
    matter = models.TextField(blank=True)
    contact = models.CharField(max_length=120, blank=True)
    happened = models.CharField(max_length=120, blank=True)
    where = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=120, blank=True)
    wants = models.CharField(max_length=200, blank=True)
    to_colleague = models.BooleanField(default=False)
    outcome = models.TextField(blank=True)  # what the colleague who took the call said to the owner, or did
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)  # did not come, or did not take the call

    class Meta:
        constraints = [
            in_order("asked_at", "seen_at"),
            in_order("asked_at", "arrived_at"),
            in_order("asked_at", "declined_at"),
        ]
        indexes = [models.Index(fields=["to", "asked_at"], condition=Q(seen_at__isnull=True), name="summons_unseen")]

    #: Whether the superior is in a conflict of interest with the complaint.
    is_barred = False

    @property
    def owner(self) -> str:
        """The owner's name as known: of the complaint, of the person in hand, or as typed."""
        if self.complaint is not None:
            return self.complaint.name
        talk = self.reception or self.call
        return self.name or (talk.person.name if talk is not None and talk.person is not None else "")

    @property
    def of_home(self) -> str:
        """The owner's home as known."""
        return self.complaint.unit if self.complaint is not None else self.home

    @property
    def what(self) -> str:
        """What the matter is, as known."""
        return self.complaint.title if self.complaint is not None else self.matter

    @property
    def at_hand(self) -> dict[str, str]:
        """When, where, what or whom, and the wish, as far as they are known, by their names."""
        known = self if self.complaint is None else self.complaint
        return {name: getattr(known, name) for name in self.TYPED[1:] if getattr(known, name)}

    @property
    def is_open(self) -> bool:
        """Whether the visit or the call goes on, and nobody has said yet that the person comes."""
        talk = self.reception or self.call
        answered = self.arrived_at or self.declined_at
        return self.consent and not answered and talk is not None and talk.ended_at is None
