"""Complaints from the old lists: read and searched apart from those in Heed, and never counted with them."""

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import QuerySet

from heed.insight.tokens import needles
from heed.queries.access import access_of, of_projects
from heed.queries.paging import PAGE, Key, Page, latest_first, page_of
from heed.records.models import Account, OldComplaint, OldList, Project

#: Lines of a question that are searched: each costs time.
MOST_WORDS = 8
#: How many are shown on the page of a home or a person.
NEWEST = 20
COLUMNS = (
    "pk", "project__name", "place__path", "received_on", "closed_on", "reference", "home", "name", "category",
    "content", "result",
)  # fmt: skip
Rows = list[dict[str, Any]]


def old_complaints_visible_to(account: Account) -> QuerySet[OldComplaint]:
    """Return those of the projects whose complaints the account sees; a list that is not whole yet shows none."""
    ready = OldComplaint.objects.filter(old_list__ready_at__isnull=False)
    return of_projects(ready, access_of(account).projects())


def find_old_complaints(
    account: Account, text: str = "", project: int | None = None, after: str = "", size: int = PAGE
) -> Page[dict[str, Any]]:
    """Return a page of those with all words of the text, the latest first; one query and the duties."""
    values = latest_first(_narrowed(account, text, project).values(*COLUMNS), "received_on", after, size)
    keys = [Key(datetime.combine(row["received_on"], time(12), UTC), row["pk"]) for row in values]
    return page_of(values[:size], keys, size)


def count_old_complaints(account: Account, text: str = "", project: int | None = None) -> int:
    """Return how many there are, apart from every other number."""
    return _narrowed(account, text, project).count()


def old_complaints_of(account: Account, **which: Any) -> Rows:
    """Return the latest of one home (`place`) or person (`person`) that the account may see."""
    found = old_complaints_visible_to(account).filter(**which).order_by("-received_on", "-pk")
    return list(found.values(*COLUMNS)[:NEWEST])


def old_lists_at(project: Project) -> QuerySet[OldList]:
    """Return the old lists of a project, the latest first, also those of which the import broke off."""
    return OldList.objects.filter(project=project).order_by("-started_at")


def _narrowed(account: Account, text: str, project: int | None) -> QuerySet[OldComplaint]:
    found = old_complaints_visible_to(account)
    if project is not None:
        found = found.filter(project=project)
    for line in [line for word in text.split() for line in needles(word)][:MOST_WORDS]:
        found = found.filter(text__contains=line)
    return found
