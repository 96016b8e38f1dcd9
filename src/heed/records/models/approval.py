"""Requests for a superior's approval (R65, C9, C12)."""

from django.db import models

from heed.process.words import ApprovalState, ApprovalSubject
from heed.records.models._fields import known
from heed.records.models.complaint import Complaint
from heed.records.models.staff import Account


class Approval(models.Model):
    """One request and its answer; one open request for each subject of a complaint."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="approvals")
    subject = models.CharField(max_length=16)
    round = models.PositiveSmallIntegerField()
    money = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    solution = models.TextField(blank=True)  # word for word, where a solution is to be approved
    reason = models.TextField()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    asked_of = models.ForeignKey(  # who should decide it; any other approver may decide it too
        Account, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ApprovalState.ASKED.value)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("subject", ApprovalSubject),
            known("state", ApprovalState),
            models.UniqueConstraint(
                fields=["complaint", "subject"],
                condition=models.Q(state=ApprovalState.ASKED.value),
                name="approval_asked_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_of"], condition=models.Q(state=ApprovalState.ASKED.value), name="approval_asked_of"
            )
        ]
