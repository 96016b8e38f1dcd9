"""Clocks that run, and everything that happened to them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from heed.process.words import ClockEventKind, ClockKind, ClockOutcome
from heed.records.models._fields import in_order, known, where_given
from heed.records.models.calendar import Calendar
from heed.records.models.complaint import Complaint
from heed.records.models.demand import ProjectDemand
from heed.records.models.order import Order
from heed.records.models.policy import PolicyVersion
from heed.records.models.promise import Promise
from heed.records.models.reception import Reception, Summons


class Clock(models.Model):
    """One clock of a complaint, or of an order, a promise, a demand on a project, a reception or a summons.

    `due_at` is a due time agreed by words (a promise) rather than computed. `next_action_at` is when the tick has
    something to do; None when nothing is left. `breached_at` is the limit itself, and nothing erases it. `climbed_at`
    is when it escalated last; `acknowledged_at`, when that was acknowledged (C7).
    """

    kind = models.CharField(max_length=16)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="clocks")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="clocks", db_index=False)
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="clocks", db_index=False)
    demand = models.ForeignKey(ProjectDemand, models.PROTECT, null=True, related_name="clocks", db_index=False)
    reception = models.ForeignKey(Reception, models.PROTECT, null=True, related_name="clocks", db_index=False)
    summons = models.ForeignKey(Summons, models.PROTECT, null=True, related_name="clocks", db_index=False)
    round = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=20, blank=True)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, db_index=False)
    calendar = models.ForeignKey(Calendar, models.PROTECT, null=True, db_index=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    target_at = models.DateTimeField(null=True)
    limit_at = models.DateTimeField(null=True)
    next_action_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    climbed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            known("kind", ClockKind),
            known("outcome", ClockOutcome, blank=True),
            in_order("started_at", "stopped_at"),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, outcome="") | Q(stopped_at__isnull=False) & ~Q(outcome=""),
                name="clock_stopped_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(complaint__isnull=False)
                | Q(reception__isnull=False)
                | Q(summons__isnull=False)
                | Q(demand__isnull=False),
                name="clock_has_a_subject",
            ),
            models.UniqueConstraint(
                "complaint",
                "kind",
                Coalesce("order", 0),
                Coalesce("promise", 0),
                condition=Q(stopped_at__isnull=True, complaint__isnull=False),
                name="clock_runs_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_action_at", "id"],
                condition=Q(stopped_at__isnull=True, next_action_at__isnull=False),
                name="clock_due",
            ),
            models.Index(
                fields=["kind", "limit_at", "complaint"], condition=Q(stopped_at__isnull=True), name="clock_running"
            ),
            models.Index(
                fields=["complaint"],
                condition=Q(climbed_at__isnull=False, acknowledged_at__isnull=True, stopped_at__isnull=True),
                name="clock_unacknowledged",
            ),
            *where_given("clock", "order", "promise", "demand", "reception", "summons"),
        ]


class ClockEvent(models.Model):
    """One event of a clock. A warning, the breach and each rung happen once for each clock: the table says so.

    That it started and stopped stands in the clock itself, and in no event.
    """

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16)
    rung = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("kind", ClockEventKind),
            models.UniqueConstraint(
                fields=["clock", "kind", "rung"],
                condition=Q(kind__in=["warned", "breached", "escalated"]),
                name="clock_event_fires_once",
            ),
        ]
