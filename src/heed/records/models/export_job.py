"""Long exports: each is made in the background, kept for a limited time, and then its file is deleted."""

from django.db import models
from django.db.models import F, Q

from heed.process.words import ExportKind, ExportState
from heed.records.models._fields import known
from heed.records.models.staff import Account


class ExportJob(models.Model):
    """One export of an account. `asks` are its parameters; `stored` is the name of its file in the storage.

    A worker claims it until `claimed_until` and extends that as it goes on; found claimed no more, it is begun anew.
    `sight` stands for what the account could see while it was made. `facts` are what each taking puts on record.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    asks = models.JSONField(default=dict)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=ExportState.WAITING.value)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    delete_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200, blank=True)
    stored = models.CharField(max_length=80, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    sight = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            known("kind", ExportKind),
            known("state", ExportState),
            models.CheckConstraint(condition=Q(total=0) | Q(done__lte=F("total")), name="export_job_done_of_total"),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="export_job_mine"),
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "running"]), name="export_job_open"),
            models.Index(fields=["delete_at"], condition=Q(delete_at__isnull=False), name="export_job_delete"),
        ]
