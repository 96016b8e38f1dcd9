"""What burns now: open matters that are late, owe something, or of which nobody has heard for days (R148, R149).

A number and the list that it opens come from the same condition.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from heed.process.words import DemandState, Stage
from heed.queries.access import access_of
from heed.queries.complaints.counts import counted
from heed.queries.complaints.filters import unacknowledged
from heed.queries.complaints.rows import ComplaintRow, only_open, page_by_due, soonest_values
from heed.queries.paging import PAGE, Page
from heed.queries.policies import current_policy
from heed.queries.promises.ledger import RISK, LedgerFilter, ledger, still_owed
from heed.records.models import Account, Complaint, Promise

STILL_AFTER = timedelta(days=2)
"""An open matter of which nothing was recorded for so long stands still; the silent week is meant to be silent."""


class Burning(StrEnum):
    """One kind of what burns; `OPEN` is all that is open."""

    OPEN = "open"
    OVERDUE = "overdue"
    OWED = "owed"  # a promise was broken, and nobody has apologised yet
    SLIPPING = "slipping"  # a promise that cannot be kept in time any more
    EMERGENCY = "emergency"  # people may be in danger
    STILL = "still"  # nothing was recorded for days
    DEMANDED = "demanded"  # the company centre waits for an answer
    ANSWERED = "answered"  # the centre has to judge the answer
    ESCALATED = "escalated"  # a superior was notified, and nobody has acknowledged it


#: How many of each kind, by project.
BurningCounts = dict[int, Counter[Burning]]


def burning_counts(account: Account, projects: Collection[int], now: datetime) -> BurningCounts:
    """Return how many complaints of each project burn; ten queries, however many projects."""
    found: BurningCounts = defaultdict(Counter)
    kinds = {kind: Count("pk", filter=condition) for kind, condition in _conditions(now).items()}
    for row in _open(account, projects).order_by().values("project").annotate(**kinds):
        found[row["project"]].update({kind: row[kind] for kind in kinds})
    for kind, complaints in (
        (Burning.OWED, still_owed(Promise.objects.filter(project__in=projects)).values("complaint")),
        (Burning.SLIPPING, _slipping(account, now)),
        (Burning.ESCALATED, unacknowledged()),
    ):
        counted = _open(account, projects).filter(pk__in=complaints).order_by().values("project")
        for row in counted.annotate(many=Count("pk")):
            found[row["project"]][kind] = row["many"]
    return found


def burning_number(account: Account, projects: Collection[int], kind: Burning, now: datetime) -> int:
    """Return how many of one kind there are, up to the cap of `counts`; two queries."""
    return counted({"all": _of_kind(account, projects, kind, now)})["all"]


def burning_matters(
    account: Account, projects: Collection[int], kind: Burning, now: datetime, after: str = "", size: int = PAGE
) -> Page[ComplaintRow]:
    """Return a page of those of one kind, the next due first."""
    found = _of_kind(account, projects, kind, now)
    return page_by_due(soonest_values(found, "next_due_at", after, size), size)


def _of_kind(account: Account, projects: Collection[int], kind: Burning, now: datetime) -> QuerySet[Complaint]:
    found = _open(account, projects)
    if kind is Burning.OWED:
        return found.filter(pk__in=still_owed(Promise.objects.all()).values("complaint"))
    if kind is Burning.SLIPPING:
        return found.filter(pk__in=_slipping(account, now))
    if kind is Burning.ESCALATED:
        return found.filter(pk__in=unacknowledged())
    return found.filter(_conditions(now)[kind])


def _open(account: Account, projects: Collection[int]) -> QuerySet[Complaint]:
    return access_of(account).without_own_conflicts(only_open(Complaint.objects.filter(project__in=projects)))


def _conditions(now: datetime) -> dict[Burning, Q]:
    grave = [level.code for level in current_policy().levels if level.help_first]
    return {
        Burning.OPEN: Q(),
        Burning.OVERDUE: Q(next_due_at__lt=now),
        Burning.EMERGENCY: Q(level__in=grave),
        Burning.DEMANDED: Q(demand=DemandState.ASKED.value),
        Burning.ANSWERED: Q(demand=DemandState.ANSWERED.value),
        Burning.STILL: Q(moved_at__lt=now - STILL_AFTER) & ~Q(stage=Stage.WATCHING.value),
    }


def _slipping(account: Account, now: datetime) -> list[int]:
    """The complaints of promises that will be missed, among the next that are due."""
    return [row.complaint_id for row in ledger(account, LedgerFilter(state=RISK), now=now).rows]
