"""Complaints from before Heed, brought in from a list: history that can be read and searched, and nothing else."""

from django.db import models

from heed.records.models._fields import where_given
from heed.records.models.person import Person
from heed.records.models.place import Place, Project
from heed.records.models.staff import Account


class OldList(models.Model):
    """One old list of one project. Its complaints are shown once all of them are written: from `ready_at` on."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="old_lists")
    file_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return self.file_name


class OldComplaint(models.Model):
    """A complaint as the old list has it, with its own dates. It has no stage, clock, notice or verdict, and no rate
    counts it.

    `text` is what the search reads, in folded lines; `digest` recognises the same row in another list.
    """

    old_list = models.ForeignKey(OldList, models.CASCADE, related_name="complaints")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, related_name="old_complaints", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="old_complaints", db_index=False)
    received_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    home = models.CharField(max_length=400, blank=True)  # as the list writes it
    name = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=80, blank=True)
    content = models.TextField()
    result = models.TextField(blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index("project", models.F("received_on").desc(), name="old_complaint_latest"),
            *where_given("oldcomplaint", "place", "person"),
        ]

    def __str__(self) -> str:
        return self.content[:80]
