"""What was promised, proposed and apologised for."""

from django.db import models

from heed.process.words import Method, PromisedWay, PromiseKind, PromiseState
from heed.records.models._fields import known, where_given
from heed.records.models.complaint import Complaint
from heed.records.models.place import Project
from heed.records.models.staff import Account


class Promise(models.Model):
    """A promise in the promiser's own words (R55, R69, R73). A new date is a new row; `replaces` links the old one.

    `project` repeats the complaint's, which never changes: so the ledger pages along an index. `owed_at` is when the
    duty to apologise for it arose, `apology` what met it (R72).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="promises", db_index=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8, default=PromisedWay.PHONE.value)  # what keeps it
    words = models.TextField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="promises", db_index=False)
    kept_by = models.ForeignKey(  # a stand-in who keeps it now; None: the person who made it
        Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=14, default=PromiseState.OPEN.value)
    ended_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)  # the due time itself; never erased
    owed_at = models.DateTimeField(null=True, blank=True)
    apology = models.ForeignKey(  # most have none: an index of its own would mislead a database
        "Apology", models.PROTECT, null=True, blank=True, related_name="promises", db_index=False
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            known("kind", PromiseKind),
            known("way", PromisedWay),
            known("state", PromiseState),
            models.CheckConstraint(condition=models.Q(due_at__gt=models.F("made_at")), name="promise_lies_ahead"),
            models.UniqueConstraint(fields=["complaint"], condition=models.Q(state="open"), name="promise_one_open"),
        ]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="promise_state_due"),
            models.Index(fields=["project", "state", "due_at", "id"], name="promise_project_state_due"),
            models.Index(fields=["project", "due_at", "id"], name="promise_project_due"),
            models.Index(fields=["made_by", "due_at", "id"], name="promise_made_by_due"),
            models.Index(fields=["project", "made_by"], name="promise_project_made_by"),
            models.Index(fields=["due_at", "id"], name="promise_due"),
            *where_given("promise", "kept_by"),
            models.Index(
                fields=["owed_at", "id"],
                condition=models.Q(owed_at__isnull=False, apology__isnull=True),
                name="promise_owed",
            ),
            models.Index(
                fields=["project", "owed_at", "id"],
                condition=models.Q(owed_at__isnull=False, apology__isnull=True),
                name="promise_project_owed",
            ),
        ]


class Proposal(models.Model):
    """A solution offered, and the owner's view of it in the owner's words (R58, R78)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="proposals")
    round = models.PositiveSmallIntegerField()
    findings = models.TextField()
    solution = models.TextField()
    money = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    owner_words = models.TextField(blank=True)
    own_proposal = models.TextField(blank=True)


class Apology(models.Model):
    """When, by whom and in which form the owner was apologised to (R51, R52, R72)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="apologies")
    round = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=14)
    words = models.TextField()
    reason = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [known("method", Method)]
