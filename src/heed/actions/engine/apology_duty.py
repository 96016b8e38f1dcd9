"""The duty to apologise for a promise that was broken, or moved with too little notice (R72).

It starts in the transaction that breaks the promise, has a clock of its own, and is met by an apology with the specific
reason and a remedy. There is no such duty towards an owner who cannot be reached (R6).
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from heed.actions.engine.change import Change
from heed.process.words import Method
from heed.records.models import Apology, Complaint, Promise


def start(promise_id: int, change: Change, since: datetime | None = None) -> None:
    """Start the duty by a move, `since` the promise was broken (now, where it got a new date); see `record`."""
    since = since or change.at
    if record(promise_id, change.complaint, since):
        change.apology_owed_since = min(since, change.apology_owed_since or since)


def record(promise_id: int, complaint: Complaint, at: datetime) -> bool:
    """Record the duty for this promise; return False where there is none, as the apology was made before."""
    if complaint.anonymous or complaint.unreachable:
        return False
    promise = Promise.objects.filter(pk=promise_id, owed_at__isnull=True, apology__isnull=True)
    return bool(promise.update(owed_at=at))


def open_duties(complaint: Complaint) -> QuerySet[Promise]:
    """Return the promises of a complaint for which an apology is still due."""
    return Promise.objects.filter(complaint=complaint, owed_at__isnull=False, apology__isnull=True)


def apologise(change: Change, method: Method, *, reason: str = "", remedy: str = "") -> None:
    """Record the apology of this move. With reason and remedy it also meets duties that are due soon."""
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
