"""The rows that a case is made of, in statements that are written once: every move reads them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from heed.process.words import BEFORE_HANDLED, PromiseState
from heed.records.models import Clock, Complaint, Promise
from heed.records.prepared import prepared

#: What is read of each complaint, by the names of a prefetch: with it the cases of many cost a fixed number of queries.
OF_CASE = ("orders", "approvals", "clocks", "accused", "apologies", "compensations", "promises", "visits")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is read of the rows that are related to a complaint by this name; `only` are conditions."""

    related: str
    columns: tuple[str, ...]
    only: tuple[tuple[str, Any], ...]


def rows_of(complaint: Complaint, related: str, *columns: str, **only: Any) -> list[Any]:
    """Return these columns of related rows as attributes: from the prefetched rows of a page, else by a query."""
    if related in getattr(complaint, "_prefetched_objects_cache", {}):
        return list(getattr(complaint, related).all())
    return _related(_Asked(related, columns, tuple(only.items())), complaint.pk)


@prepared
def _related(asked: _Asked, complaint: int) -> QuerySet[Any, Any]:
    found: QuerySet[Any] = getattr(Complaint(pk=complaint), asked.related).filter(**dict(asked.only))
    return found.order_by().values_list(*asked.columns, named=True)


def is_joined(complaint: Complaint) -> bool:
    """Whether another complaint is followed together with this one: merged into it, and the work not complete."""
    return bool(_first_companion(complaint.pk))


@prepared
def _first_companion(complaint: int) -> QuerySet[Complaint, int]:
    return _joined_to(complaint).values_list("pk", flat=True)[:1]


def companions_of(complaint: Complaint) -> list[Complaint]:
    """Return the complaints that are followed together with this one: merged into it, and the work not complete."""
    found = _companions(complaint.pk)
    for companion in found:
        companion.merged_into = complaint
    return found


@prepared
def _companions(complaint: int) -> QuerySet[Complaint]:
    return _joined_to(complaint).order_by("pk")


def _joined_to(complaint: int) -> QuerySet[Complaint]:
    return Complaint.objects.filter(merged_into=complaint, stage__in=BEFORE_HANDLED)


def running_clocks(complaint: Complaint) -> list[Clock]:
    """Return the clocks of the complaint that run: from the prefetched rows of many complaints, else by a query."""
    if "clocks" in getattr(complaint, "_prefetched_objects_cache", {}):
        return [clock for clock in complaint.clocks.all() if clock.stopped_at is None]
    found = _running_clocks(complaint.pk)
    for clock in found:
        clock.complaint = complaint
    return found


@prepared
def _running_clocks(complaint: int) -> QuerySet[Clock]:
    return Clock.objects.filter(complaint=complaint, stopped_at__isnull=True)


def open_promise(complaint: Complaint) -> Promise | None:
    """Return the promise that is owed to the owner, with who made it; None for none."""
    return next(iter(_open_promises(complaint.pk)), None)


@prepared
def _open_promises(complaint: int) -> QuerySet[Promise]:
    return Promise.objects.filter(complaint=complaint, state=PromiseState.OPEN.value).select_related("made_by")[:1]
