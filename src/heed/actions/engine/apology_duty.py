"""The duty to apologise for a promise that was broken, or moved with too little notice (R72).

It starts in the transaction that breaks the promise, has a clock of its own, and is met by an apology with the specific
reason and a remedy. There is no such duty towards an owner who cannot be reached (R6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from heed.actions.engine.change import Change
from heed.process.words import Method, PromiseState
from heed.queries.complaints.case import is_out_of_reach
from heed.records.models import Apology, Complaint, Promise
from heed.records.writing import insert


def start(promise_id: int, change: Change, since: datetime | None = None) -> None:
    """Start the duty by a move, `since` the promise was broken (now, where it got a new date); see `record_all`."""
    since = since or change.at
    if record_all([BrokenPromise(promise_id, change.complaint, since)]):
        change.apology_owed_since = min(since, change.apology_owed_since or since)


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A promise that was broken, or moved with too little notice, at an instant; its complaint is locked."""

    promise_id: int
    complaint: Complaint
    at: datetime


def break_promises(broken: Sequence[BrokenPromise]) -> None:
    """Record that these promises were not kept in time; one that has ended stays as it is."""
    _set(broken, f"state = '{PromiseState.BROKEN}', broken_at = %s", f"state = '{PromiseState.OPEN}'")


def record_all(broken: Sequence[BrokenPromise]) -> set[int]:
    """Record the duties for these promises; return the ids of those for which an apology is owed from now on.

    None is where it was recorded or the apology made before.
    """
    reachable = [one for one in broken if not is_out_of_reach(one.complaint)]
    owing = Promise.objects.filter(owed_at__isnull=True, apology__isnull=True)
    found = set(owing.filter(pk__in=[one.promise_id for one in reachable]).values_list("pk", flat=True))
    _set([one for one in reachable if one.promise_id in found], "owed_at = %s", "owed_at IS NULL")
    return found


def _set(broken: Sequence[BrokenPromise], what: str, where: str) -> None:
    """Set the instants of these promises in plain SQL: an UPDATE of many rows by Django costs much more."""
    instant = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Promise._meta.db_table} SET {what} WHERE id = %s AND {where}",  # noqa: S608
            [(instant(one.at), one.promise_id) for one in broken],
        )


def open_duties(complaint: Complaint) -> QuerySet[Promise]:
    """Return the promises of a complaint for which an apology is still due."""
    return Promise.objects.filter(complaint=complaint, owed_at__isnull=False, apology__isnull=True)


def apologise(change: Change, method: Method, *, reason: str = "", remedy: str = "") -> None:
    """Record the apology of this move. With reason and remedy it also meets duties that are due soon."""
    apology = Apology(
        complaint=change.complaint,
        round=change.round,
        method=method,
        words=change.text("apology"),
        reason=reason,
        remedy=remedy,
        made_by=change.account,
        made_at=change.at,
    )
    insert(apology)
    if apology.reason and apology.remedy:
        soon = change.at + timedelta(minutes=change.case.policy.promise.notice_minutes)
        met = Q(owed_at__isnull=False) | Q(ended_at__isnull=True, due_at__lte=soon)
        Promise.objects.filter(met, complaint=change.complaint, apology__isnull=True).update(apology=apology)
