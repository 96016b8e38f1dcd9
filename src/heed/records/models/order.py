"""Orders: work for a department or a named person (R65, R67, R71, R80)."""

from django.db import models

from heed.process.words import OrderState
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint
from heed.records.models.staff import Account, Department


class Order(models.Model):
    """One piece of work. `account` is the person it was given to, or who accepted it."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="orders")
    department = models.ForeignKey(Department, models.PROTECT, related_name="orders", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="orders", db_index=False)
    round = models.PositiveSmallIntegerField()
    assists = models.BooleanField(default=False)  # another department leads, and this one is due no later
    state = models.CharField(max_length=12)
    work = models.TextField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    by_link = models.BooleanField(default=False)  # people of a contractor get it, by links
    coming_at = models.DateTimeField(null=True, blank=True)  # when they said that they would be there
    accepted_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    on_the_way_at = models.DateTimeField(null=True, blank=True)
    part = models.CharField(max_length=120, blank=True)  # that it waits for
    part_due_at = models.DateTimeField(null=True, blank=True)
    sent_back = models.PositiveSmallIntegerField(default=0)  # times that the work was not good enough (R79)
    checked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [known("state", OrderState)]
        indexes = [
            models.Index(fields=["account", "state"], name="order_account_state"),
            models.Index(fields=["department", "state"], name="order_department_state"),
            *(
                models.Index(
                    fields=[column, "ended_at"],
                    condition=models.Q(ended_at__isnull=False),
                    name=f"order_{column}_ended",
                )
                for column in ("account", "department")
            ),
        ]

    def __str__(self) -> str:
        return self.work[:60]
