"""What was learned from decided complaints, what it suggested, and how often that was right (R20)."""

from django.db import models

from heed.process.words import Aspect
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint


class LearningRun(models.Model):
    """One time that was learned; its number is taken once, so that one process learns. `problem`: why nothing was."""

    number = models.PositiveIntegerField(unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=12, blank=True)


class LearnedModel(models.Model):
    """A model of one aspect, of how many complaints it was made, and how good it was on those it had not seen."""

    run = models.ForeignKey(LearningRun, models.CASCADE, related_name="models", db_index=False)
    aspect = models.CharField(max_length=12)
    examples = models.PositiveIntegerField()
    macro_f1 = models.FloatField()
    calibration_error = models.FloatField()
    document = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "aspect"], name="learned_model_once"),
            known("aspect", Aspect),
        ]


class TriageSuggestion(models.Model):
    """What was suggested of a complaint as it was taken in; it goes once it is counted against what was decided."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="+", db_index=False)
    aspect = models.CharField(max_length=12)
    code = models.CharField(max_length=60)
    confidence = models.FloatField(null=True, blank=True)  # None: by known words
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "aspect"], name="triage_suggestion_once"),
            known("aspect", Aspect),
        ]


class TriageTally(models.Model):
    """How many suggestions of a month were counted, how many were right, and what their confidence adds up to."""

    month_on = models.DateField()
    aspect = models.CharField(max_length=12)
    learned = models.BooleanField()
    counted = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    confidence = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month_on", "aspect", "learned"], name="triage_tally_once"),
            known("aspect", Aspect),
        ]
