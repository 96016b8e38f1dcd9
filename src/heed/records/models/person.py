"""People who own, rent or live in places: their needs, who speaks for them, and who lives where since when."""

from django.db import models

from heed.process.words import ConsentForm, Tenure
from heed.records.models._fields import in_order, known
from heed.records.models.place import Place


class Person(models.Model):
    """An owner or resident; found by name, telephone or home through `PersonKey`."""

    name = models.CharField(max_length=80)
    honorific = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    hard_of_hearing = models.BooleanField(default=False)
    large_print = models.BooleanField(default=False)
    asked_in_writing = models.BooleanField(default=False)  # after the work by questionnaire, not by a call (R91)
    call_time = models.CharField(max_length=80, blank=True)  # the best time to call, in words
    notes = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name"], name="person_name")]

    def __str__(self) -> str:
        return self.name


class Vulnerability(models.Model):
    """Why a person needs special care. In a table of its own, so that no list, search or notice reads the reason."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="vulnerability")
    reason = models.CharField(max_length=400)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="vulnerability_with_a_reason")]


class Representative(models.Model):
    """Another person who speaks for this one, with the consent that allows it: when it was given, and how."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="representative")
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40)
    consent_on = models.DateField()
    consent_form = models.CharField(max_length=10)

    class Meta:
        constraints = [known("consent_form", ConsentForm)]

    def __str__(self) -> str:
        return self.name


class Occupancy(models.Model):
    """Who lives where, as what, since when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="occupancies")
    place = models.ForeignKey(Place, models.PROTECT, related_name="occupancies")
    tenure = models.CharField(max_length=12)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            known("tenure", Tenure),
            in_order("since_on", "until_on"),
            models.UniqueConstraint(fields=["person", "place", "tenure", "since_on"], name="occupancy_once"),
        ]
