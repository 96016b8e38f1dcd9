"""A complaint with everything that its page shows, in statements that are written once."""

from typing import Any

from django.db.models import QuerySet

from heed.queries.access import Access
from heed.records.models import (
    Account,
    Apology,
    Approval,
    Attachment,
    Clock,
    Compensation,
    Complaint,
    Entry,
    Order,
    Promise,
    Proposal,
    Visit,
)
from heed.records.prepared import keep_related, prepared


def whole_complaint(access: Access, number: str) -> Complaint | None:
    """Return the complaint of this number, where it may be seen, with its people and all that stands next to it.

    Every `.all()` of what is related is answered without a query. A fixed number of queries.
    """
    found = _complaint(access, number.upper())
    if not found:
        return None
    complaint = found[0]
    for name, read in RELATED.items():
        keep_related(complaint, name, read(complaint.pk))
    _keep_files(complaint)
    return complaint


def _keep_files(complaint: Complaint) -> None:
    """Give each entry its files."""
    none = Attachment.objects.none()
    none._result_cache = []  # or Django begins to write a statement for it
    files: dict[int, list[Attachment]] = {}
    for file in _files(complaint.pk):
        files.setdefault(file.entry_id, []).append(file)
    for entry in complaint.entries.all():
        if entry.pk in files:
            keep_related(entry, "attachments", files[entry.pk])
        else:
            entry._prefetched_objects_cache = {"attachments": none}  # type: ignore[attr-defined]


@prepared
def _complaint(access: Access, number: str) -> QuerySet[Complaint]:
    people = ("project", "case_owner", "received_by", "handler", "person", "day_matter__day")
    with_people = access.complaints().select_related(*people, "place__steward", "place__parent__steward")
    return with_people.filter(number=number)


@prepared
def _entries(complaint: int) -> QuerySet[Entry]:
    people = ("account", "content", "order__department", "order__account")
    return Entry.objects.filter(complaint=complaint).select_related(*people).order_by("seq")


@prepared
def _files(complaint: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(complaint=complaint).order_by("pk")


@prepared
def _clocks(complaint: int) -> QuerySet[Clock]:
    of_orders = Clock.objects.select_related("order__department", "order__account")
    return of_orders.filter(complaint=complaint).order_by("pk")


@prepared
def _promises(complaint: int) -> QuerySet[Promise]:
    return Promise.objects.filter(complaint=complaint).select_related("made_by").order_by("pk")


@prepared
def _proposals(complaint: int) -> QuerySet[Proposal]:
    return Proposal.objects.filter(complaint=complaint).order_by("pk")


@prepared
def _approvals(complaint: int) -> QuerySet[Approval]:
    people = ("asked_by", "asked_of", "decided_by")
    return Approval.objects.filter(complaint=complaint).select_related(*people).order_by("pk")


@prepared
def _orders(complaint: int) -> QuerySet[Order]:
    return Order.objects.filter(complaint=complaint).select_related("department", "account").order_by("pk")


@prepared
def _compensations(complaint: int) -> QuerySet[Compensation]:
    return Compensation.objects.filter(complaint=complaint).order_by("pk")


@prepared
def _apologies(complaint: int) -> QuerySet[Apology]:
    return Apology.objects.filter(complaint=complaint).order_by("pk")


@prepared
def _visits(complaint: int) -> QuerySet[Visit]:
    return Visit.objects.filter(complaint=complaint).order_by("pk")


@prepared
def _accused(complaint: int) -> QuerySet[Account]:
    named = Complaint.accused.through._default_manager.filter(complaint=complaint)
    return Account.objects.filter(pk__in=named.values("account"))


RELATED: dict[str, Any] = {
    "entries": _entries,
    "clocks": _clocks,
    "promises": _promises,
    "proposals": _proposals,
    "approvals": _approvals,
    "orders": _orders,
    "compensations": _compensations,
    "apologies": _apologies,
    "visits": _visits,
    "accused": _accused,
}
"""How the rows of each relation are read, by its name."""
