"""Return visits: one attempt a row (R89 to R92, R99, R100)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from heed.process.words import Method, VisitOutcome
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint
from heed.records.models.staff import Account

_STARS = [MinValueValidator(1), MaxValueValidator(5)]


class Visit(models.Model):
    """An attempt, how it was made, what the owner said, and (kept apart) what the staff found."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="visits")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    account = models.ForeignKey(  # None: the owner's own page
        Account, models.PROTECT, null=True, related_name="visits", db_index=False
    )
    method = models.CharField(max_length=14)
    outcome = models.CharField(max_length=12)
    owner_words = models.TextField(blank=True)
    rating_reception = models.PositiveSmallIntegerField(null=True, blank=True, validators=_STARS)
    rating_measures = models.PositiveSmallIntegerField(null=True, blank=True, validators=_STARS)
    rating_result = models.PositiveSmallIntegerField(null=True, blank=True, validators=_STARS)
    would_not_say = models.JSONField(default=list)  # the marks that were asked for and not given (R90)
    completed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            known("method", Method),
            known("outcome", VisitOutcome),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (1, 5)}),
                    name=f"visit_{column}_one_to_five",
                )
                for column in ("rating_reception", "rating_measures", "rating_result")
            ),
        ]
