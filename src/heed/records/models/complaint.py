"""The complaint itself, and the numbers it goes by."""

from django.db import models
from django.db.models import F, Q

from heed.i18n import languages
from heed.process.words import (
    ENDED,
    Channel,
    ClosingCode,
    DemandState,
    Emotion,
    Harmed,
    Nature,
    Remit,
    Responsibility,
    StaffVerdict,
    Stage,
    Validity,
    VisitOutcome,
    Wrong,
)
from heed.records.models._fields import HexField, in_order, known, where_given
from heed.records.models.person import Person
from heed.records.models.place import Place, Project
from heed.records.models.policy import PolicyVersion
from heed.records.models.staff import Account
from heed.records.owner_keys import link_secret_of

ENDED_CODES = [stage.value for stage in ENDED]
IS_ENDED = Q(stage__in=ENDED_CODES)


class DayNumber(models.Model):
    """The last number given out at a project on a day: numbers are gapless because this row is locked."""

    project = models.ForeignKey(Project, models.CASCADE)
    on = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "on"], name="day_number_once")]


class Complaint(models.Model):
    """Anything an owner raises out of need or dissatisfaction (R1), and where it stands."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="complaints", db_index=False)
    number = models.CharField(max_length=32)  # CH-20261121-014
    received_on = models.DateField()
    serial = models.PositiveIntegerField()
    link_nonce = HexField(max_length=16)  # the secret of the owner's link is made of it and the secret key
    link_hash = HexField(max_length=32, unique=True)  # SHA-256 of that secret: the link is found by it
    link_renewed_at = models.DateTimeField(null=True, blank=True)
    link_revoked_at = models.DateTimeField(null=True, blank=True)
    client_key = models.CharField(max_length=64, null=True, blank=True)  # against taking it in twice

    stage = models.CharField(max_length=16)
    round = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)  # the seq of its last entry
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, db_index=False)
    next_due_at = models.DateTimeField(null=True, blank=True)
    clocks_wait_since = models.DateTimeField(null=True, blank=True)
    clocks_wait_for = models.CharField(max_length=40, blank=True)
    head = HexField(max_length=16, blank=True)  # hash of the last entry: a cut tail shows
    seal = HexField(max_length=96, blank=True)  # of this row and all that stands beside the timeline

    case_owner = models.ForeignKey(  # never empty (R68)
        Account, models.PROTECT, related_name="cases", db_index=False
    )
    received_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="received", db_index=False
    )
    handler = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="handled", db_index=False)
    visitor = models.ForeignKey(  # a stand-in who makes the return visit; None: the one who tried last, or any
        Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    accused = models.ManyToManyField(Account, related_name="+", blank=True)

    channel = models.CharField(max_length=12)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="complaints", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="complaints", db_index=False)
    name = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)  # for which the person speaks
    language = models.CharField(max_length=8, default=languages.DEFAULT.code)  # the owner's, for the owner's page
    anonymous = models.BooleanField(default=False)
    unreachable = models.BooleanField(default=False)

    title = models.CharField(max_length=120)
    content = models.TextField()
    happened = models.CharField(max_length=120, blank=True)
    where = models.CharField(max_length=120, blank=True)
    hurt = models.CharField(max_length=120, blank=True)  # who is trapped or hurt
    safe_at = models.DateTimeField(null=True, blank=True)  # when everybody was safe, at a level where help comes first
    course = models.TextField(blank=True)
    about = models.CharField(max_length=120, blank=True)
    wants = models.CharField(max_length=200, blank=True)
    crux = models.CharField(max_length=200, blank=True)
    state_of_mind = models.CharField(max_length=120, blank=True)
    cause = models.TextField(blank=True)

    category = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20, default="general")
    nature = models.CharField(max_length=12, blank=True)
    validity = models.CharField(max_length=12, default=Validity.UNKNOWN.value)
    emotion = models.CharField(max_length=12, default=Emotion.CALM.value)
    remit = models.CharField(max_length=12, default=Remit.OURS.value)
    wrong = models.CharField(max_length=20, blank=True)
    harmed = models.CharField(max_length=12, blank=True)
    authority_reference = models.CharField(max_length=80, blank=True)
    responsibility = models.CharField(max_length=12, blank=True)
    thanked = models.BooleanField(default=False)
    abusive = models.BooleanField(default=False)
    outside_body = models.CharField(max_length=120, blank=True)
    outside_reference = models.CharField(max_length=80, blank=True)

    received_at = models.DateTimeField()
    staged_at = models.DateTimeField()  # when it came to its present stage
    moved_at = models.DateTimeField()  # the instant of its last entry: a timeline never runs backwards
    spoken_at = models.DateTimeField()  # when a word last passed between the owner and us
    demand = models.CharField(max_length=10, blank=True)  # of the company centre: where it stands
    handled_at = models.DateTimeField(null=True, blank=True)
    questionnaire_until = models.DateTimeField(null=True, blank=True)  # sent, and not answered: the owner has so long
    reviewed_round = models.PositiveIntegerField(default=0)  # of whose result the owner asked for a second look
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(  # None while it is open, and where the silent week closed it
        Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    erased_at = models.DateTimeField(null=True, blank=True)  # all that was written of it
    was_clear = models.BooleanField(null=True)  # whether it was recorded clearly when its words were erased
    closing_code = models.CharField(max_length=12, blank=True)
    owner_verdict = models.CharField(max_length=12, blank=True)  # what the owner said, and only that
    staff_verdict = models.CharField(max_length=16, blank=True)  # what the staff found, and only that
    repeat_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats", db_index=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )

    class Meta:
        constraints = [
            known("stage", Stage),
            known("channel", Channel),
            known("nature", Nature, blank=True),
            known("validity", Validity),
            known("emotion", Emotion),
            known("remit", Remit),
            known("wrong", Wrong, blank=True),
            known("harmed", Harmed, blank=True),
            known("responsibility", Responsibility, blank=True),
            known("demand", DemandState, blank=True),
            known("closing_code", ClosingCode, blank=True),
            known("owner_verdict", VisitOutcome, blank=True),
            known("staff_verdict", StaffVerdict, blank=True),
            in_order("received_at", "closed_at"),
            models.UniqueConstraint(fields=["number"], name="complaint_number_once"),
            models.UniqueConstraint(fields=["project", "received_on", "serial"], name="complaint_serial_once"),
            models.UniqueConstraint(
                fields=["client_key"], condition=Q(client_key__isnull=False), name="complaint_client_key_once"
            ),
            models.CheckConstraint(condition=Q(round__gte=1), name="complaint_round_from_one"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED.value, closed_at__isnull=False) & ~Q(closing_code="")
                | ~Q(stage=Stage.CLOSED.value) & Q(closing_code=""),
                name="complaint_closed_with_a_code",
            ),
            models.CheckConstraint(
                condition=IS_ENDED | Q(next_due_at__isnull=False) | Q(clocks_wait_since__isnull=False),
                name="complaint_open_is_due",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.MERGED.value) | Q(merged_into__isnull=False) & ~Q(merged_into=F("id")),
                name="complaint_merged_into_another",
            ),
        ]
        indexes = [
            models.Index(fields=["next_due_at", "id"], condition=~IS_ENDED, name="complaint_open_due"),
            models.Index(
                fields=["project", "next_due_at", "id"], condition=~IS_ENDED, name="complaint_project_open_due"
            ),
            models.Index(fields=["stage", "next_due_at", "id"], condition=~IS_ENDED, name="complaint_stage_open_due"),
            models.Index(
                fields=["project", "stage", "next_due_at", "id"],
                condition=~IS_ENDED,
                name="complaint_project_stage_open",
            ),
            # with project and stage, so that it answers by itself whether an owner has cases elsewhere
            models.Index(
                fields=["case_owner", "next_due_at", "id", "project", "stage"],
                condition=~IS_ENDED,
                name="complaint_case_owner_open",
            ),
            models.Index(fields=["spoken_at", "id"], condition=~IS_ENDED, name="complaint_open_spoken"),
            models.Index(
                fields=["project", "spoken_at", "id"], condition=~IS_ENDED, name="complaint_project_open_spoken"
            ),
            models.Index(
                fields=["received_by", "received_at"],
                condition=Q(received_by__isnull=False),
                name="complaint_received_by",
            ),
            models.Index(fields=["closed_at", "id"], condition=Q(closed_at__isnull=False), name="complaint_closed"),
            models.Index(
                fields=["project", "closed_at", "id"],
                condition=Q(closed_at__isnull=False),
                name="complaint_project_closed",
            ),
            models.Index(
                fields=["staged_at"], condition=IS_ENDED & Q(erased_at__isnull=True), name="complaint_ended_whole"
            ),
            models.Index(fields=["received_at"], name="complaint_received"),
            models.Index(fields=["project", "received_at"], name="complaint_project_received"),
            models.Index(fields=["person", "received_at"], condition=Q(person__isnull=False), name="complaint_person"),
            models.Index(fields=["place", "received_at"], condition=Q(place__isnull=False), name="complaint_place"),
            models.Index(fields=["project", "id"], condition=~Q(demand="") & ~IS_ENDED, name="complaint_demanded"),
            # as narrow as those of all complaints: without statistics SQLite takes the narrower of two that look alike
            models.Index(fields=["received_at"], condition=~IS_ENDED, name="complaint_open_received"),
            models.Index(fields=["project", "received_at"], condition=~IS_ENDED, name="complaint_project_open_rec"),
            *where_given("complaint", "repeat_of", "merged_into", "visitor"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def secret(self) -> str:
        """The secret of the owner's link: for messages to the contact on record and for the owner's own pages."""
        return link_secret_of(self.link_nonce)

    @property
    def is_open(self) -> bool:
        return self.stage not in ENDED_CODES
