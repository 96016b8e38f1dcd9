"""The complaints behind a number of a report: the same rows of which the number is the sum (R103)."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import CARRIED, FOLLOWED, OLD_OPEN, OPEN
from heed.queries.access import access_of
from heed.queries.complaints.rows import ComplaintRow, rows_of, values_of
from heed.queries.paging import PAGE, Key, Page, latest_first, page_of
from heed.records.models import Account, Complaint, ComplaintMonth


def cases_of_figures(
    account: Account, projects: Collection[int], on: date, figures: Iterable[str], but: Iterable[str] = ()
) -> QuerySet[Complaint]:
    """Return the complaints of these projects that count for one of the figures in the month, and for none of `but`.

    Those about the account itself are left out (C3).
    """
    found = all_cases_of_figures(projects, on, figures)
    if others := tuple(but):
        found = found.exclude(pk__in=_adding(projects, on, others))
    return access_of(account).without_own_conflicts(found)


def all_cases_of_figures(projects: Collection[int], on: date, figures: Iterable[str]) -> QuerySet[Complaint]:
    """Return the complaints that count for one of the figures, for whoever reads: not for a page."""
    return Complaint.objects.filter(pk__in=_adding(projects, on, figures))


def page_of_cases(found: QuerySet[Complaint], after: str = "", size: int = PAGE) -> Page[ComplaintRow]:
    """Return a page of them, the latest received first; two queries."""
    values = latest_first(values_of(found), "received_at", after, size)
    return page_of(rows_of(values[:size]), [Key(row["received_at"], row["id"]) for row in values], size)


def _adding(projects: Collection[int], on: date, figures: Iterable[str]) -> QuerySet[ComplaintMonth, int]:
    which = Q()
    for figure in figures:
        which |= _which(on, figure)
    return ComplaintMonth.objects.filter(which, project__in=projects).values_list("complaint", flat=True)


def _which(on: date, figure: str) -> Q:
    if figure == CARRIED:
        return _open_at(Q(month_on__lt=on), Q(until_on__gte=on))
    if figure == OLD_OPEN:
        return _open_at(Q(month_on__lt=on), Q(until_on__gt=on))
    if figure == OPEN:
        return _open_at(Q(month_on__lte=on), Q(until_on__gt=on))
    if figure == FOLLOWED:
        return _which(on, CARRIED) | _which(on, Measure.NEW) | _which(on, Measure.AGAIN)
    return Q(month_on=on) & (Q(adds__contains=f" {figure} ") | Q(adds__contains=f" {figure}*"))


def _open_at(since: Q, until: Q) -> Q:
    """Open from a month until another one, or still."""
    return Q(stays_open=True) & since & (until | Q(until_on__isnull=True))
