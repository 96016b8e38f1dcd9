"""People who own, rent or live in places, and who lives where since when."""

from django.db import models

from heed.process.words import Tenure
from heed.records.models._fields import in_order, known
from heed.records.models.place import Place


class Person(models.Model):
    """An owner or resident. `digits` is the telephone with all but its digits taken out, for finding."""

    name = models.CharField(max_length=80)
    honorific = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    digits = models.CharField(max_length=20, blank=True, db_index=True)
    tail = models.CharField(max_length=4, blank=True, db_index=True)  # the last four digits
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    notes = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name"], name="person_name")]

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
