"""The list of closed complaints: filtered, the latest first, by keyset pages over an index (R92, R101)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from heed.process.moves import MOVES
from heed.process.words import N_, Stage, VisitOutcome
from heed.process.words.base import Word
from heed.queries.access import access_of, of_projects
from heed.queries.complaints.rows import ComplaintRow, rows_of, values_of
from heed.queries.paging import PAGE, Key, Page, latest_first, page_of
from heed.records.models import Account, Complaint, Duty, Entry, Order

#: The moves that take a closed complaint up again.
_REOPENING = [row.name for row in MOVES.values() if Stage.CLOSED in row.at and row.to and Stage.CLOSED not in row.to]
DAY = timedelta(days=1)


class SatisfactionFilter(Word):
    """What the owner said in the end, as the list offers it."""

    SATISFIED = "satisfied", N_("Satisfied")
    NOT_SATISFIED = "not_satisfied", N_("Not satisfied")
    UNKNOWN = "unknown", N_("The owner did not say")


_VERDICTS: dict[str, Q] = {
    SatisfactionFilter.SATISFIED: Q(owner_verdict=VisitOutcome.SATISFIED.value),
    SatisfactionFilter.NOT_SATISFIED: Q(owner_verdict=VisitOutcome.NOT_SOLVED.value),
    SatisfactionFilter.UNKNOWN: ~Q(owner_verdict__in=[VisitOutcome.SATISFIED.value, VisitOutcome.NOT_SOLVED.value]),
}


@dataclass(frozen=True, slots=True)
class ClosedFilters:
    """The filter; empty: everything. `project` and `closed_by` are ids, `since` and `until` days of the active time
    zone, both included, `department` a code of the policy, `satisfaction` a code of `SatisfactionFilter`."""

    project: int | None = None
    category: str = ""
    level: str = ""
    department: str = ""
    since: date | None = None
    until: date | None = None
    closed_by: int | None = None
    satisfaction: str = ""
    reopened: bool = False


def closed_matters(
    account: Account, only: ClosedFilters | None = None, after: str = "", size: int = PAGE
) -> Page[ComplaintRow]:
    """Return a page of the closed complaints that the account may see, the latest first; two queries and the duties."""
    found = _narrowed(_closed(account), only or ClosedFilters())
    values = latest_first(values_of(found), "closed_at", after, size)
    return page_of(rows_of(values[:size]), [Key(row["closed_at"], row["id"]) for row in values], size)


def closers(account: Account) -> QuerySet[Account]:
    """Return the staff of the projects whose closed complaints the account sees: any of them may have closed one."""
    projects = access_of(account).projects()
    if projects is None:
        return Account.objects.order_by("name")
    return Account.objects.filter(Exists(Duty.objects.filter(account=OuterRef("pk"), project__in=projects))).order_by(
        "name"
    )


def reopened_among(ids: Iterable[int]) -> frozenset[int]:
    """Return which of these complaints were closed before and taken up again."""
    again = Entry.objects.filter(complaint__in=list(ids), move__in=_REOPENING)
    return frozenset(again.order_by().values_list("complaint", flat=True))


def _closed(account: Account) -> QuerySet[Complaint]:
    access = access_of(account)
    projects = access.projects()
    whole = projects is None or bool(projects)
    found = of_projects(Complaint.objects.all(), projects) if whole else access.complaints()
    return found.filter(closed_at__isnull=False)


def _narrowed(found: QuerySet[Complaint], only: ClosedFilters) -> QuerySet[Complaint]:
    exact = {"project": only.project, "category": only.category, "level": only.level, "closed_by": only.closed_by}
    found = found.filter(**{column: value for column, value in exact.items() if value})
    if only.department:
        of_department = Order.objects.filter(complaint=OuterRef("pk"), department__code=only.department)
        found = found.filter(Exists(of_department))
    if only.satisfaction in _VERDICTS:
        found = found.filter(_VERDICTS[only.satisfaction])
    if only.reopened:
        found = found.filter(Exists(Entry.objects.filter(complaint=OuterRef("pk"), move__in=_REOPENING)))
    return _between(found, only.since, only.until)


def _between(found: QuerySet[Complaint], since: date | None, until: date | None) -> QuerySet[Complaint]:
    if since is not None:
        found = found.filter(closed_at__gte=_midnight(since))
    if until is not None:
        found = found.filter(closed_at__lt=_midnight(until + DAY))
    return found


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
