"""The own page of an owner: codes and identities that open it, open visits to it, and who may read whose matters."""

from django.db import models
from django.db.models import Q

from heed.process.words import HomeProvider
from heed.records.models._fields import HexField, known
from heed.records.models.person import Person
from heed.records.models.place import Place, Project


class HomeCode(models.Model):
    """A code that was sent to a resident's telephone; made of `nonce` and the key of this installation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="home_codes")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    nonce = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class HomeVisit(models.Model):
    """A resident who signed in: found by the hash of the secret in the address, until signed out or idle too long.

    `provider`: by which the resident signed in; "": by a code to the telephone.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="home_visits")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    secret_hash = HexField(max_length=32, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    provider = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [known("provider", HomeProvider, blank=True)]


class HomeIdentity(models.Model):
    """An account at WeChat or LINE that opens the page of a resident at one estate, with the resident's consent.

    Found by its hash: what the provider calls the account is kept nowhere.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="home_identities", db_index=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    provider = models.CharField(max_length=8)
    identity_hash = HexField(max_length=32)
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("provider", HomeProvider),
            models.UniqueConstraint(fields=["identity_hash", "project"], name="home_identity_of_one_person"),
            models.UniqueConstraint(fields=["person", "project", "provider"], name="home_identity_once"),
        ]


class HouseholdSight(models.Model):
    """One resident of a home (`whose`) lets another one (`reader`) read the own matters, until withdrawn."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    whose = models.ForeignKey(Person, models.CASCADE, related_name="sights_given", db_index=False)
    reader = models.ForeignKey(Person, models.CASCADE, related_name="sights_received", db_index=False)
    allowed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "whose", "reader"], condition=Q(withdrawn_at__isnull=True), name="household_sight_once"
            ),
            models.CheckConstraint(condition=~Q(whose=models.F("reader")), name="household_sight_of_another"),
        ]
        indexes = [
            models.Index(fields=["reader"], condition=Q(withdrawn_at__isnull=True), name="household_sight_reader"),
            models.Index(fields=["whose", "id"], name="household_sight_whose"),
        ]
