"""The library of answers: what owners often ask, and what the desk may say (R47)."""

from django.db import models

from heed.records.models.place import Project
from heed.records.models.staff import Account


class Answer(models.Model):
    """A short answer in one or more languages, for one project or (None) for all; who checked it, and until when.

    `texts`: by the language's field, such as {"en": {"question": …, "answer": …}}. One that is removed stays on record.
    """

    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="answers")
    category = models.CharField(max_length=60, blank=True)
    texts = models.JSONField(default=dict)
    words = models.CharField(max_length=200, blank=True)  # more words by which it is found
    checked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    valid_until_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
