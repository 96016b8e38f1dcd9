"""The other complaints of an owner, and those linked to one, that a reader may see."""

from typing import TypedDict

from django.db.models import Count, Q, QuerySet

from heed.process.words import ENDED
from heed.queries.access import Access
from heed.records.models import Complaint
from heed.records.prepared import prepared

LISTED = 5
"""How many of the owner's other complaints are listed."""


class OthersCount(TypedDict):
    """How many other complaints the owner has, and how many of them are open."""

    count: int
    open: int


def others_count(access: Access, person: int, but: int) -> OthersCount:
    """Count the owner's other complaints that may be seen."""
    found = _count(access, person, but)
    return OthersCount(count=found[0][0], open=found[0][1]) if found else OthersCount(count=0, open=0)


@prepared
def _count(access: Access, person: int, but: int) -> QuerySet[Complaint, tuple[int, int]]:
    is_open = ~Q(stage__in=[stage.value for stage in ENDED])
    counted = _others(access, person, but).order_by().values("person")
    return counted.annotate(count=Count("pk"), open=Count("pk", filter=is_open)).values_list("count", "open")


@prepared
def latest_others(access: Access, person: int, but: int) -> QuerySet[Complaint]:
    """Return the owner's latest other complaints that may be seen."""
    return _others(access, person, but).order_by("-received_at")[:LISTED]


@prepared
def linked_to(access: Access, complaint: int, links: tuple[int, ...]) -> QuerySet[Complaint]:
    """Return the repeats of a complaint, those merged into it, and those of these ids, where they may be seen."""
    linked = Q(repeat_of=complaint) | Q(merged_into=complaint) | Q(pk__in=links)
    return access.complaints().filter(linked).order_by("received_at")


def _others(access: Access, person: int, but: int) -> QuerySet[Complaint]:
    return access.complaints().filter(person_id=person).exclude(pk=but)
