"""Data protection: what people asked about their data, what they agreed to, holds, and the published notices."""

from django.db import models
from django.db.models import Q

from heed.process.words import Asker, ConsentKind, IdentityCheck, RequestKind, RequestState, RequestWay
from heed.records.models._fields import CompactEncoder, known
from heed.records.models.complaint import Complaint
from heed.records.models.person import Person
from heed.records.models.place import Project
from heed.records.models.staff import Account


class DataRequest(models.Model):
    """A request of a person about the own data: who asked, how the identity was checked, until when it is answered.

    `asker_name` is that of another person who asks for this one. `taken_by` None: asked on the own page.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="data_requests")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)
    way = models.CharField(max_length=8)
    asker = models.CharField(max_length=8, default=Asker.SELF.value)
    asker_name = models.CharField(max_length=80, blank=True)
    identity = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    client_key = models.CharField(max_length=64, null=True, unique=True)  # against taking it in twice
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8, default=RequestState.OPEN.value)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("kind", RequestKind), known("way", RequestWay), known("asker", Asker), known("state", RequestState),
            known("identity", IdentityCheck),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN.value) ^ Q(answered_at__isnull=False),
                name="data_request_answered_or_open",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["project", "due_at"], condition=Q(state=RequestState.OPEN.value), name="data_request_open"
            ),
            models.Index(fields=["project", "id"], name="data_request_of_project"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN


class Consent(models.Model):
    """What a person agreed to or withdrew, at an instant: rows are added, never changed; the latest one holds.

    `recorded_by` None: on the own page.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", db_index=False)
    kind = models.CharField(max_length=10)
    given = models.BooleanField()
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [known("kind", ConsentKind)]
        indexes = [models.Index(fields=["person", "kind", "id"], name="consent_of_person")]


class LegalHold(models.Model):
    """Why the data of a person or a complaint is not erased: who said so, until when."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="holds", db_index=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="holds", db_index=False)
    reason = models.CharField(max_length=400)
    until_on = models.DateField()
    set_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(complaint__isnull=True), name="legal_hold_of_one_thing"
            )
        ]
        indexes = [
            models.Index(fields=["complaint"], condition=Q(lifted_at__isnull=True), name="legal_hold_complaint"),
            models.Index(fields=["person"], condition=Q(lifted_at__isnull=True), name="legal_hold_person"),
            models.Index(fields=["project", "id"], name="legal_hold_of_project"),
        ]


class PrivacyNotice(models.Model):
    """A published version of an estate's privacy notice: its words in each language, and whom to ask."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="privacy_notices")
    number = models.PositiveIntegerField()
    contact_name = models.CharField(max_length=80)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    note = models.CharField(max_length=200, blank=True)  # what is new in it
    document = models.JSONField(encoder=CompactEncoder)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="privacy_notice_once")]
