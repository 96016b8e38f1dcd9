"""Queues: saved filters of the list, their own or shared, with the numbers that were kept of them (R68, R149)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from heed.insight.numbers import whole_number
from heed.process.policy import Policy
from heed.process.words import OPEN
from heed.queries.access import Access, access_of
from heed.queries.complaints.filters import UNASSESSED, WORDS, Filters, SortBy, condition, moments
from heed.queries.complaints.lists import LOOKED_AT, cases_elsewhere, open_here
from heed.queries.complaints.snoozed import awake
from heed.queries.policies import current_policy
from heed.queries.regions import projects_within
from heed.records.models import Account, Complaint, Queue, QueueCounts
from heed.records.prepared import prepared

#: Kept numbers are counted again after so long.
FRESH = timedelta(seconds=45)
#: What stands in the parameters of a queue for the reader.
ME = "me"
#: The parameters of the list that a queue keeps. The words of a search are none: they are looked for, not watched.
ASKED = (
    "project", "region", "person", "stage", "level", "category", "origin", "emotion", "due", "promise", "silent",
    "escalated", "sort", "group", "columns",
)  # fmt: skip
#: What the lists of the room ask for, by their names.
VIEWS: dict[str, dict[str, str]] = {
    "mine": {"person": ME}, "late": {"due": "late"}, "today": {"due": "today"}, "unverified": {"stage": "received"},
    "escalated": {"escalated": "1"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A queue beside the list. `count` and `late` are as they were kept; None: not counted yet."""

    id: int
    name: str
    asks: Mapping[str, str]
    is_own: bool
    is_shared: bool
    count: int | None = None
    late: int | None = None


def asks_of(view: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Return what a list of the room and the parameters of its address ask for, without what a queue does not keep."""
    asked = {name: str(given.get(name) or "").strip() for name in ASKED}
    return {name: value for name, value in (asked | VIEWS.get(view, {})).items() if value}


def filters_of(asks: Mapping[str, str], reader: int, policy: Policy | None = None) -> Filters:
    """Return the filter that these parameters mean for a reader; what is none of its words is passed over.

    `policy`: the one in force, where it was read already.
    """
    policy = policy or current_policy()
    levels = {level.code for level in policy.levels}
    categories = {*policy.leaf_by_code, UNASSESSED}
    region = whole_number(asks.get("region"))
    person = asks.get("person", "")
    return Filters(
        project=whole_number(asks.get("project")),
        projects=None if region is None else projects_within(region),
        stage=_one_of({stage.value for stage in OPEN}, asks.get("stage")),
        level=_one_of(levels, asks.get("level")),
        category=_one_of(categories, asks.get("category")),
        origin=word_in("origin", asks),
        emotion=word_in("emotion", asks),
        case_owner=None if person == str(reader) else whole_number(person),
        mine=person in (ME, str(reader)),
        due=word_in("due", asks),
        promise=word_in("promise", asks),
        silent=int(word_in("silent", asks) or 0),
        escalated=bool(asks.get("escalated")),
        sort=SortBy(word_in("sort", asks) or SortBy.DUE),
    )


def _one_of(codes: set[str], code: str | None) -> str:
    return code if code in codes else ""


def word_in(name: str, asks: Mapping[str, str]) -> str:
    """Return the code under this name where it is one of its words; "" where it is none."""
    return _one_of({word.value for word in WORDS[name]}, asks.get(name))


def _readable(access: Access) -> QuerySet[Queue]:
    """The queues of the account, and those that others share with it by its duties."""
    roles = {role for role, *_ in access.duties}
    projects = access.projects()
    here = Q() if projects is None else Q(project__isnull=True) | Q(project__in=projects)
    shared = Q(is_shared=True) & here & Q(role__in=["", *sorted(roles)])
    return Queue.objects.filter(Q(account=access.account_id) | shared)


def queues_of(account: Account) -> list[QueueRow]:
    """Return the queues that the account may open, its own first, with the numbers kept for it; two queries."""
    kept = next((numbers for (numbers,) in _kept_numbers(account.pk)), {})
    rows = [_row(queue, account, kept.get(str(queue.pk))) for queue in _readable_by_name(access_of(account))]
    return sorted(rows, key=lambda row: not row.is_own)


@prepared
def _readable_by_name(access: Access) -> QuerySet[Queue]:
    return _readable(access).order_by("name", "pk")


@prepared
def _kept_numbers(account: int) -> QuerySet[QueueCounts, tuple[dict[str, list[int]]]]:
    return QueueCounts.objects.filter(account=account).values_list("numbers")


def _row(queue: Queue, account: Account, kept: Sequence[int] | None) -> QueueRow:
    count, late = kept or (None, None)
    return QueueRow(queue.pk, queue.name, queue.asks, queue.account_id == account.pk, queue.is_shared, count, late)


def are_fresh(account: Account, now: datetime) -> bool:
    """Whether the numbers of the account's queues were counted lately; one query."""
    return QueueCounts.objects.filter(account=account.pk, counted_at__gt=now - FRESH).exists()


def numbers_of(account: Account, now: datetime | None = None) -> dict[str, tuple[int, int]]:
    """Return for each queue of the account, by its id, how many complaints are in it, and how many are overdue.

    All of them in one walk over what is open to the account; another one for its cases elsewhere.
    """
    access, now = access_of(account), now or timezone.now()
    policy = current_policy()
    asked = {queue.pk: filters_of(queue.asks, account.pk, policy) for queue in _readable(access)}
    if not asked:
        return {}
    whole = access.projects()
    parts = [open_here(access)] + ([cases_elsewhere(access)] if whole else [])
    walks = [_counted(part, asked, account.pk, now) for part in parts]
    return {str(pk): (sum(walk[f"n{pk}"] for walk in walks), sum(walk[f"l{pk}"] for walk in walks)) for pk in asked}


def _counted(found: QuerySet[Complaint], asked: Mapping[int, Filters], reader: int, now: datetime) -> dict[str, int]:
    counts = {}
    for pk, filters in asked.items():
        holds = condition(filters, moments(filters, now))
        if filters.mine:
            holds &= Q(case_owner=reader) & awake(reader, now)
        counts[f"n{pk}"] = Count("pk", filter=holds)
        counts[f"l{pk}"] = Count("pk", filter=holds & Q(next_due_at__lt=now))
    looked_at = found.order_by().values("pk")[:LOOKED_AT]
    return Complaint.objects.filter(pk__in=looked_at).aggregate(**counts)
