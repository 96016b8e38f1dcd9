"""Surges of a category at an estate, from the kept sums of the months before and what came within days (R148)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from heed.insight.tallies import Measure
from heed.insight.warning.surges import surge_of, voices_of
from heed.process.words import PlaceKind, Stage, WarningKind
from heed.queries.warnings.history import history_until, sums_before
from heed.queries.warnings.watched import Known, WarningCandidate, WatchedComplaint
from heed.records.models import Complaint


class _Told(NamedTuple):
    """A complaint of the window."""

    id: int
    person: int | None
    home: int | None


def surges(watched: Collection[WatchedComplaint], known: Known, now: datetime) -> Iterator[WarningCandidate]:
    """Give the surges that these complaints are part of; three queries."""
    began_at = now - timedelta(days=known.terms.surge.days)
    recent = [one for one in watched if one.category and one.received_at > began_at]
    if not recent:
        return
    projects, categories = {one.project_id for one in recent}, {one.category for one in recent}
    history = history_until(projects, began_at)
    before = sums_before(projects, history, [Measure.BY_CATEGORY], categories)
    window = _window(projects, categories, began_at, now)
    for project, category in sorted({(one.project_id, one.category) for one in recent}):
        told, usual = window[project, category], (before[project, Measure.BY_CATEGORY, category], history.days(project))
        if (found := _surge(project, category, told, usual, known)) is not None:
            yield found


def _surge(
    project: int, category: str, told: list[_Told], usual: tuple[int, int], known: Known
) -> WarningCandidate | None:
    """The surge that these complaints make; `usual`: how many there were in how many days before."""
    subject, terms = (project, WarningKind.SURGE, category), known.terms.surge
    voices = voices_of((one.person, one.home) for one in told)
    surge = surge_of(terms, voices, *usual, known.dismissed[subject])
    if surge is None:
        return None
    facts = {"voices": voices, "usual": round(surge.usual, 1), "days": terms.days, "odds": terms.odds,
             "category": category}  # fmt: skip
    return WarningCandidate(*subject, facts, frozenset(one.id for one in told))


def _window(
    projects: Collection[int], categories: Collection[str], began_at: datetime, now: datetime
) -> dict[tuple[int, str], list[_Told]]:
    rows = Complaint.objects.filter(
        project__in=projects, category__in=categories, received_at__gt=began_at, received_at__lte=now
    ).exclude(stage=Stage.WITHDRAWN.value)
    found: dict[tuple[int, str], list[_Told]] = defaultdict(list)
    columns = ("id", "project", "category", "person", "place", "place__kind")
    for pk, project, category, person, place, kind in rows.order_by("received_at", "pk").values_list(*columns):
        found[project, category].append(_Told(pk, person, place if kind == PlaceKind.UNIT else None))
    return found
