"""Compensation that was agreed: a debt of the case until it is paid, or waived by the owner (R77, R97, C4)."""

from django.db import models
from django.db.models import Q

from heed.process.words import CompensationState, Currency
from heed.records.models._fields import in_order, known
from heed.records.models.complaint import Complaint
from heed.records.models.promise import Proposal
from heed.records.models.staff import Account


class Compensation(models.Model):
    """A sum that the owner agreed to, in the currency of the project at that time, and how the debt ended."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="compensations")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="compensation")
    money = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    agreed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=CompensationState.OWED.value)
    paid_at = models.DateTimeField(null=True, blank=True)  # when the owner received it, as the staff say
    proof = models.TextField(blank=True)  # number of the receipt or transfer; its files belong to the entry
    owner_words = models.TextField(blank=True)  # with which the owner waived it
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            known("state", CompensationState),
            known("currency", Currency),
            in_order("agreed_at", "ended_at"),
            models.CheckConstraint(condition=Q(money__gt=0), name="compensation_above_zero"),
            models.CheckConstraint(
                condition=Q(state=CompensationState.OWED.value, ended_at__isnull=True)
                | ~Q(state=CompensationState.OWED.value) & Q(ended_at__isnull=False),
                name="compensation_ends_with_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=CompensationState.PAID.value) | Q(paid_at__isnull=False),
                name="compensation_paid_at_a_time",
            ),
        ]
