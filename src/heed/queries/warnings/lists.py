"""The warnings that an account may see: those of the estates it reports of, and those it answers for (R148)."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from heed.process.roles import READS_REPORTS
from heed.process.words import WarningState
from heed.queries.access import access_of
from heed.queries.complaints.counts import counted
from heed.queries.complaints.rows import ComplaintRow, rows_of, values_of
from heed.queries.paging import PAGE, Page, newest_first
from heed.records.models import Account, EarlyWarning

#: So many of the complaints behind a warning are shown, the latest first.
SHOWN = 50


def warnings_visible_to(account: Account) -> QuerySet[EarlyWarning]:
    """Return the warnings that the account may see; never one about itself, or that rests on a complaint about itself
    (C3)."""
    access = access_of(account)
    projects, workplaces = access.projects(READS_REPORTS), access.workplaces
    found = EarlyWarning.objects.all()
    if projects is not None:
        own = Q(owner=account) if workplaces is None else Q(owner=account, project__in=workplaces)
        found = found.filter(Q(project__in=projects) | own)
    found = found.filter(Q(about__isnull=True) | ~Q(about=account))
    return access.without_own_conflicts(found, "complaints")


def page_of_warnings(
    account: Account, projects: Collection[int] | None, *, ended: bool = False, after: str = "", size: int = PAGE
) -> Page[EarlyWarning]:
    """Return a page of the open ones (or of those that ended) at these projects, the latest first; None: at all."""
    found = warnings_visible_to(account).select_related("project", "owner", "about", "complaint", "ended_by")
    if projects is not None:
        found = found.filter(project__in=projects)
    still_open = Q(state=WarningState.OPEN.value)
    return newest_first(found.filter(~still_open if ended else still_open), after, size)


def open_warnings(account: Account, projects: Collection[int]) -> int:
    """Return how many are open at these projects, up to the cap of `counts`; two queries."""
    found = warnings_visible_to(account).filter(state=WarningState.OPEN.value, project__in=projects)
    return counted({"all": found})["all"]


def complaints_behind(account: Account, warning: EarlyWarning) -> list[ComplaintRow]:
    """Return the complaints on which it rests, as far as the account sees them, the latest first; three queries."""
    seen = access_of(account).complaints().filter(early_warnings=warning)
    return rows_of(values_of(seen).order_by("-received_at", "-pk")[:SHOWN])
