"""The complaints that are looked at together, and what is known of warnings like theirs."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F

from heed.process.policy import WarningTerms
from heed.process.words import ENDED, PlaceKind, WarningKind, WarningState
from heed.records.models import Complaint, EarlyWarning


class WatchedComplaint(NamedTuple):
    """What the rules ask of a complaint; `home` is the place where that is a home."""

    id: int
    project_id: int
    category: str
    person_id: int | None
    place_id: int | None
    place_kind: str | None
    stage: str
    round: int
    level: str
    policy_id: int
    calendar_id: int | None
    case_owner_id: int
    emotion: str
    owner_verdict: str
    repeat_of_id: int | None
    received_at: datetime
    spoken_at: datetime

    @property
    def home(self) -> int | None:
        return self.place_id if self.place_kind == PlaceKind.UNIT else None

    @property
    def is_open(self) -> bool:
        return self.stage not in ENDED


_JOINED = {"place_kind": F("place__kind"), "calendar_id": F("project__calendar_id")}
_OWN = tuple(name for name in WatchedComplaint._fields if name not in _JOINED)
#: Project, kind and key of a warning.
Subject = tuple[int, WarningKind, str]


@dataclass(frozen=True, slots=True)
class WarningCandidate:
    """What could be warned of: the facts in codes and numbers, and the complaints behind it.

    `joins`: the dismissed warning that keeps it quiet, to which the complaints are added.
    """

    project_id: int
    kind: WarningKind
    key: str
    facts: dict[str, Any]
    complaints: frozenset[int]
    complaint_id: int | None = None
    about_id: int | None = None
    owner_id: int | None = None
    joins: EarlyWarning | None = None

    @property
    def subject(self) -> Subject:
        return self.project_id, self.kind, self.key


@dataclass
class Known:
    """The terms of warnings, and what earlier ones of the same subjects teach: how often they were dismissed of late,
    and which are to stay quiet."""

    terms: WarningTerms
    dismissed: Counter[Subject] = field(default_factory=Counter)
    quiet: set[Subject] = field(default_factory=set)


def watched_of(complaint_ids: Collection[int]) -> list[WatchedComplaint]:
    """Return these complaints, some hundreds at most; one query."""
    rows = Complaint.objects.filter(pk__in=complaint_ids).order_by("pk")
    return [WatchedComplaint(**row) for row in rows.values(*_OWN, **_JOINED)]


def known_of(terms: WarningTerms, projects: Collection[int], keys: Iterable[str], now: datetime) -> Known:
    """Return what earlier warnings with these keys teach; one query."""
    known, since = Known(terms), now - terms.afterwards.stricter_for
    found = EarlyWarning.objects.filter(project__in=projects, key__in=set(keys), ended_at__gte=since)
    for project, kind, key, state, ended_at in found.values_list("project", "kind", "key", "state", "ended_at"):
        subject = project, WarningKind(kind), key
        ended = WarningState(state)
        known.dismissed[subject] += ended is WarningState.DISMISSED
        if ended_at is not None and ended_at + terms.afterwards.quiet_after(ended) > now:
            known.quiet.add(subject)
    return known
