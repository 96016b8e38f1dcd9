"""The sheets of how talks were received: which talks lack one, the sheets of a month, and their numbers (R43)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from heed.process.roles import REVIEWS_TALKS
from heed.process.words.quality import TalkMark, TalkPoint
from heed.queries.access import access_of, of_projects, without_conflicts_of
from heed.queries.paging import PAGE, Key, Page, latest_first, page_of
from heed.records.models import Account, Call, QualityMark, QualitySheet, Reception, Summons

#: Calls or visits.
Talks = type[Call] | type[Reception]
#: So far back talks are offered to be judged.
BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class MarkTally:
    """How often each mark was given: of one point, or to one person (`key`: the code, or the id of the account)."""

    key: str
    name: str
    good: int = 0
    partly: int = 0
    poor: int = 0
    unheard: int = 0

    @property
    def judged(self) -> int:
        """The marks that say how it was."""
        return self.good + self.partly + self.poor

    @property
    def share(self) -> int | None:
        """The good ones among those in whole hundredths; None where nothing was judged."""
        return round(100 * self.good / self.judged) if self.judged else None


def reviews_talks(account: Account) -> bool:
    """Return whether the account fills in sheets somewhere."""
    projects = access_of(account).projects(REVIEWS_TALKS)
    return projects is None or bool(projects)


def talks_visible_to(account: Account, model: Talks) -> QuerySet[Any]:
    """Return the visits or calls of the projects where the account fills in sheets; none about itself (C3)."""
    found: QuerySet[Any] = model._default_manager.all()
    found = of_projects(found, access_of(account).projects(REVIEWS_TALKS))
    seen: QuerySet[Any] = without_conflicts_of(account, found, "complaint")
    return seen.select_related("project", "account", "complaint")


def talks_to_judge(account: Account, model: Talks, now: datetime, after: str = "") -> Page[Any]:
    """Return a page of the talks that have ended and have no sheet, the latest first; no talk of the account's own."""
    began, came = ("answered_at", "rang_at") if model is Call else ("began_at", "arrived_at")
    ended = {"ended_at__isnull": False, "account__isnull": False, f"{began}__isnull": False, f"{came}__gte": now - BACK}
    found = talks_visible_to(account, model).filter(**ended, quality_sheet__isnull=True).exclude(account=account)
    of = "call" if model is Call else "reception"
    came_to = Summons.objects.filter(**{of: OuterRef("pk")}, to=account, arrived_at__isnull=False)
    found = found.exclude(Exists(came_to))
    if model is Call:
        found = found.filter(~Q(transferred_to=account) | Q(transferred_to__isnull=True))
    return _latest(found, came, after)


def sheets_visible_to(account: Account) -> QuerySet[QualitySheet]:
    """Return the sheets of the projects where the account fills them in, and those of its own talks."""
    projects = access_of(account).projects(REVIEWS_TALKS)
    here = Q() if projects is None else Q(project__in=projects) | Q(account=account)
    found = QualitySheet.objects.filter(here)
    for talk in ("call", "reception"):
        found = without_conflicts_of(account, found, f"{talk}__complaint")
    return found.select_related("project", "account", "by", "call__complaint", "reception__complaint")


def tally_by_point(sheets: QuerySet[QualitySheet]) -> list[MarkTally]:
    """Return how often each mark was given at each point, in the order of the sheet; one query."""
    rows = _marks(sheets).values_list("point", "mark").annotate(Count("pk"))
    counts: dict[str, dict[str, int]] = {}
    for point, mark, count in rows:
        counts.setdefault(point, {})[mark] = count
    return [MarkTally(point.value, point.label, **counts.get(point.value, {})) for point in TalkPoint]


def tally_by_person(sheets: QuerySet[QualitySheet]) -> list[MarkTally]:
    """Return how often each mark was given to each person, by name; one query."""
    rows = _marks(sheets).values_list("sheet__account", "sheet__account__name", "mark").annotate(Count("pk"))
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for person, name, mark, count in rows:
        counts.setdefault((name, str(person)), {})[mark] = count
    return [MarkTally(person, name, **counts[name, person]) for name, person in sorted(counts)]


def page_of_sheets(sheets: QuerySet[QualitySheet], after: str = "") -> Page[QualitySheet]:
    """Return a page of these sheets with their marks, the latest first."""
    return _latest(sheets.prefetch_related("marks"), "at", after)


def _latest(found: QuerySet[Any], column: str, after: str) -> Page[Any]:
    """Return a page, the latest first by this column: its keys, then its rows."""
    keys = latest_first(found.values("id", column), column, after, PAGE)
    rows = found.in_bulk([key["id"] for key in keys[:PAGE]])
    return page_of([rows[key["id"]] for key in keys[:PAGE]], [Key(key[column], key["id"]) for key in keys], PAGE)


def with_mark(sheets: QuerySet[QualitySheet], point: TalkPoint | None, mark: TalkMark) -> QuerySet[QualitySheet]:
    """Return those of the sheets that have this mark, at this point or (None) at any."""
    given = QualityMark.objects.filter(mark=mark.value)
    given = given.filter(point=point.value) if point is not None else given
    return sheets.filter(pk__in=given.values("sheet"))


def _marks(sheets: QuerySet[QualitySheet]) -> QuerySet[QualityMark]:
    return QualityMark.objects.filter(sheet__in=sheets.order_by().values("pk")).order_by()
