"""What the list of complaints and its queues filter by: words, and the condition of each (R68, R89, R149)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import In
from django.utils import timezone

from heed.process.words import N_, Emotion, Origin, PromiseState
from heed.process.words.base import Word
from heed.queries.complaints.counts import day_ends
from heed.queries.raw_sql import Unindexed
from heed.records.models import Clock, Promise

WEEK = timedelta(days=7)
#: The category of a complaint that was not assessed yet, as a filter names it.
UNASSESSED = "-"


class DueFilter(Word):
    """When the complaint is due next."""

    LATE = "late", N_("Overdue")
    TODAY = "today", N_("Due today")
    WEEK = "week", N_("Due within 7 days")
    PAUSED = "paused", N_("Clocks paused")


class PromiseFilter(Word):
    """How the promises to the owner stand (R72, R73)."""

    OPEN = "open", N_("A promise is open")
    OWED = "owed", N_("Apology due")
    BROKEN = "broken", N_("A promise was broken")


class SilentFilter(Word):
    """For how long no word has passed between the owner and us; the code is the number of days (R56)."""

    ONE = "1", N_("No word for a day")
    THREE = "3", N_("No word for 3 days")
    SEVEN = "7", N_("No word for 7 days")


class SortBy(Word):
    """What comes first in the list."""

    DUE = "due", N_("Due next")
    AGE = "age", N_("Oldest")
    LEVEL = "level", N_("Gravest level")
    SILENCE = "silence", N_("Longest without a word")

    @property
    def column(self) -> str:
        """The column that pages go along."""
        return {SortBy.AGE: "received_at", SortBy.SILENCE: "spoken_at"}.get(self, "next_due_at")


class GroupBy(Word):
    """What the list is divided by."""

    PROJECT = "project", N_("Project")
    PERSON = "person", N_("Case owner")
    STAGE = "stage", N_("Stage")
    LEVEL = "level", N_("Level")
    CATEGORY = "category", N_("Category")

    @property
    def column(self) -> str:
        """The column, and the filter, that a group is of."""
        return "case_owner" if self is GroupBy.PERSON else str(self.value)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter of a list; empty: everything. `project` and `case_owner` are ids, the others codes.

    `projects`: of these alone (a region's). `mine`: the account's own cases without what it set aside; `snoozed`: those
    that it set aside; `escalated`: a superior was notified and nobody has acknowledged it yet; `silent`: days without
    a word; `text`: words to search for (R10); `sort`: what comes first.
    """

    project: int | None = None
    projects: tuple[int, ...] | None = None
    stage: str = ""
    level: str = ""
    category: str = ""
    origin: str = ""
    emotion: str = ""
    channel: str = ""
    case_owner: int | None = None
    mine: bool = False
    snoozed: bool = False
    due: str = ""
    promise: str = ""
    silent: int = 0
    escalated: bool = False
    text: str = ""
    sort: SortBy = SortBy.DUE


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants to which filters compare: now, midnight, a week from now, and so many days ago as are silent."""

    now: datetime
    tonight: datetime
    in_a_week: datetime
    silent_since: datetime


def moments(filters: Filters, now: datetime | None = None) -> Moments:
    """Return the instants for this filter."""
    at = now or timezone.now()
    return Moments(at, day_ends(at), at + WEEK, at - timedelta(days=filters.silent))


def condition(filters: Filters, at: Moments) -> Q:
    """Return the condition of the filter, without whose cases and which words: those choose the way the list goes."""
    exact = {
        "project": filters.project,
        "stage": filters.stage,
        "level": filters.level,
        "channel": filters.channel,
        "emotion": filters.emotion,
        "case_owner": filters.case_owner,
    }
    found = Q(**{column: value for column, value in exact.items() if value})
    if filters.category:
        found &= Q(category="" if filters.category == UNASSESSED else filters.category)
    if filters.origin:
        found &= Q(nature__in=[nature.value for nature in Origin(filters.origin).natures])
    if filters.projects is not None:
        found &= _lies_in(filters.projects)
    if filters.silent:
        found &= Q(spoken_at__lt=at.silent_since)
    return found & _due(filters, at) & _promised(filters) & _escalated(filters)


def _lies_in(projects: tuple[int, ...]) -> Q:
    """Only at these projects; the list goes on along its own index."""
    return Q(In(Unindexed(F("project")), projects)) if projects else Q(pk__in=())


def _due(filters: Filters, at: Moments) -> Q:
    found = Q()
    if filters.due == DueFilter.LATE:
        found &= Q(next_due_at__lt=at.now)
    if filters.due == DueFilter.TODAY:
        found &= Q(next_due_at__gte=at.now, next_due_at__lt=at.tonight)
    if filters.due == DueFilter.WEEK:
        found &= Q(next_due_at__lt=at.in_a_week)
    if filters.due == DueFilter.PAUSED:
        found &= Q(next_due_at__isnull=True)
    return found


def _promised(filters: Filters) -> Q:
    if not filters.promise:
        return Q()
    of_it = Promise.objects.filter(complaint=OuterRef("pk"))
    found = {
        PromiseFilter.OPEN: of_it.filter(state=PromiseState.OPEN.value),
        PromiseFilter.OWED: of_it.filter(owed_at__isnull=False, apology__isnull=True),
        PromiseFilter.BROKEN: of_it.filter(broken_at__isnull=False),
    }
    return Q(Exists(found[PromiseFilter(filters.promise)]))


def _escalated(filters: Filters) -> Q:
    return Q(pk__in=unacknowledged()) if filters.escalated else Q()


def unacknowledged() -> QuerySet[Clock, int | None]:
    """Return the ids of the complaints of which a clock was escalated and not acknowledged (C7)."""
    climbed = Clock.objects.filter(climbed_at__isnull=False, acknowledged_at__isnull=True, stopped_at__isnull=True)
    return climbed.filter(complaint__isnull=False).order_by().values_list("complaint", flat=True)


#: The words of each filter that is one, by its name in an address.
WORDS: dict[str, type[Word]] = {
    "due": DueFilter, "emotion": Emotion, "promise": PromiseFilter, "silent": SilentFilter, "origin": Origin,
    "sort": SortBy, "group": GroupBy,
}  # fmt: skip
