"""Complaints from the old lists: read and searched apart from those in Heed, and never counted with them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from heed.insight.search_query import parse_query
from heed.queries.access import Projects, access_of, of_projects
from heed.queries.paging import PAGE, Key, Page, latest_first, page_of
from heed.queries.raw_sql import gathered
from heed.records.models import Account, OldComplaint, OldList, Project

#: How many are shown on the page of a home or a person, and how many on a card at the desk.
NEWEST = 20
ON_CARD = 3
COLUMNS = (
    "pk", "project__name", "place__path", "received_on", "closed_on", "reference", "home", "name", "category",
    "content", "result",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OldHistory:
    """How many complaints from before Heed there are of a person and their homes, and the latest of them."""

    count: int
    newest: tuple[Row, ...]


def old_complaints_visible_to(account: Account) -> QuerySet[OldComplaint]:
    """Return those of the projects whose complaints the account sees; a list that is not whole yet shows none."""
    return _ready(access_of(account).projects())


def find_old_complaints(
    account: Account, text: str = "", project: int | None = None, after: str = "", size: int = PAGE
) -> Page[Row]:
    """Return a page of those with all words of the text, the latest first; one query and the duties."""
    values = latest_first(_narrowed(account, text, project).values(*COLUMNS), "received_on", after, size)
    keys = [Key(datetime.combine(row["received_on"], time(12), UTC), row["pk"]) for row in values]
    return page_of(values[:size], keys, size)


def count_old_complaints(account: Account, text: str = "", project: int | None = None) -> int:
    """Return how many there are, apart from every other number."""
    return _narrowed(account, text, project).count()


def search_old_complaints(
    account: Account, text: str, *, projects: Collection[int] | None = None, size: int = ON_CARD
) -> list[Row]:
    """Return some of those with all words of the text, the last ones written first, while it is typed.

    `projects`: only of these. One query by the index, and the duties; none for a text without words.
    """
    seen = access_of(account).projects()
    if projects is not None:
        seen = frozenset(projects) if seen is None else seen & frozenset(projects)
    if not parse_query(text) or seen == frozenset():
        return []
    pk = "search_index__old_complaint_id"
    newest = gathered(pk) if connection.vendor == "postgresql" else F(pk).desc()
    return list(_answering(_ready(seen), text, seen).order_by(newest).values(*COLUMNS)[:size])


def old_complaint_visible_to(account: Account, pk: int) -> Row | None:
    """Return one with its home's id (`place`) and its list's file name; None where the account may not see it."""
    found = old_complaints_visible_to(account).filter(pk=pk)
    row: Row | None = found.values(*COLUMNS, "place", "old_list__file_name").first()
    return row


def old_complaints_of(account: Account, **which: Any) -> list[Row]:
    """Return the latest of one home (`place`) or person (`person`) that the account may see."""
    found = old_complaints_visible_to(account).filter(**which).order_by("-received_on", "-pk")
    return list(found.values(*COLUMNS)[:NEWEST])


def old_history(account: Account, person: int, places: Iterable[int]) -> OldHistory | None:
    """Return what there is of this person and these homes; None where there is nothing.

    Two queries, by the indexes of person and home alone: the projects are compared here, or else SQLite walks them.
    """
    seen = access_of(account).projects()
    ready = _ready(None).values_list("received_on", "pk", "project_id")
    found = ready.filter(person=person).union(ready.filter(place__in=list(places)))
    keys = sorted(((on, pk) for on, pk, project in found if seen is None or project in seen), reverse=True)
    if not keys:
        return None
    newest = OldComplaint.objects.filter(pk__in=[pk for _, pk in keys[:ON_CARD]]).order_by("-received_on", "-pk")
    return OldHistory(len(keys), tuple(newest.values(*COLUMNS)))


def old_lists_at(project: Project) -> QuerySet[OldList]:
    """Return the old lists of a project, the latest first, also those of which the import broke off."""
    return OldList.objects.filter(project=project).order_by("-started_at")


def _narrowed(account: Account, text: str, project: int | None) -> QuerySet[OldComplaint]:
    seen = access_of(account).projects()
    if project is not None:
        seen = frozenset({project}) if seen is None else seen & {project}
    return _answering(_ready(seen), text, seen)


def _ready(projects: Projects) -> QuerySet[OldComplaint]:
    return of_projects(OldComplaint.objects.filter(old_list__ready_at__isnull=False), projects)


def _answering(found: QuerySet[OldComplaint], text: str, projects: Projects) -> QuerySet[OldComplaint]:
    """Only those that answer the text, by the index and then by their lines; all where the text has no words."""
    question = parse_query(text)
    if not question:
        return found
    question = question.within(f"p{pk}" for pk in projects or ())
    found = found.filter(search_index__index__answers=question)
    for lines in question.needles():
        found = found.filter(reduce(or_, (Q(text__contains=line) for line in lines)))
    return found
