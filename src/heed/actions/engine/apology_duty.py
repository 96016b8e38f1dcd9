"""The duty to apologise for a promise that was broken, or moved with too little notice (R72).

It arises in the transaction that breaks the promise, has a clock of its own, and is met by an apology that gives the
specific reason and offers a remedy. An owner whom nobody can reach is owed nothing that could be told (R6).
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from heed.actions.engine.change import Change
from heed.process.words import Method
from heed.records.models import Apology, Complaint, Promise


def owe(promise_id: int, change: Change, since: datetime | None = None) -> None:
    """The duty arises by a move, `since` the promise was broken (now, where it was moved); see `arises`."""
    since = since or change.at
    if arises(promise_id, change.complaint, since):
        change.apology_owed_since = min(since, change.apology_owed_since or since)


def arises(promise_id: int, complaint: Complaint, at: datetime) -> bool:
    """Put the duty for this promise on record. Gives whether it arose: not where its apology was made before."""
    if complaint.anonymous or complaint.unreachable:
        return False
    promise = Promise.objects.filter(pk=promise_id, owed_at__isnull=True, apology__isnull=True)
    return bool(promise.update(owed_at=at))


def owed(complaint: Complaint) -> QuerySet[Promise]:
    """The promises of a complaint for which an apology is owed still."""
    return Promise.objects.filter(complaint=complaint, owed_at__isnull=False, apology__isnull=True)


def apologise(change: Change, method: Method, *, reason: str = "", remedy: str = "") -> None:
    """Record the apology of this move. With reason and remedy it meets what is owed, or would be before long."""
    apology = Apology.objects.create(
        complaint=change.complaint,
        round=change.round,
        method=method,
        words=change.text("apology"),
        reason=reason,
        remedy=remedy,
        made_by=change.account,
        made_at=change.at,
    )
    if apology.reason and apology.remedy:
        soon = change.at + timedelta(minutes=change.case.policy.promise.notice_minutes)
        met = Q(owed_at__isnull=False) | Q(ended_at__isnull=True, due_at__lte=soon)
        Promise.objects.filter(met, complaint=change.complaint, apology__isnull=True).update(apology=apology)
