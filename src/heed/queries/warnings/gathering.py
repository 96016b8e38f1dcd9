"""Hot spots: what several people tell of at one estate within weeks and is still open (R10, R148)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Window
from django.db.models.functions import RowNumber, Substr

from heed.insight.hotspots import Rarity, ToldMatter, alike_to, is_hot
from heed.process.policy import WarningTerms
from heed.process.policy.warnings import HotSpotTerms
from heed.process.words import PlaceKind, WarningKind, WarningState
from heed.queries.complaints.rows import only_open
from heed.queries.warnings.watched import WarningCandidate, WatchedComplaint
from heed.records.models import Complaint, EarlyWarning

#: So many texts of the whole company, the latest, say which words are rare; read anew after so long.
TEXTS, KEPT_FOR = 1_500, timedelta(hours=1)
#: So many of the latest complaints of each estate are compared, with so many characters of each.
COMPARED, READ = 500, 600
#: A complaint is compared once, soon after it came in; so many are remembered.
NEW, REMEMBERED = timedelta(days=2), 20_000


@dataclass
class Gathering:
    """What one worker remembers: how rare words are, and which complaints it has compared."""

    read_at: datetime | None = None
    rarity: Rarity = field(default_factory=Rarity)
    compared: set[int] = field(default_factory=set)
    comparing: set[int] = field(default_factory=set)

    def rarity_at(self, now: datetime) -> Rarity:
        """Return how rare words are; one query an hour."""
        if self.read_at is None or abs(now - self.read_at) > KEPT_FOR:
            latest = Complaint.objects.order_by("-pk").values_list("title", Substr("content", 1, READ))[:TEXTS]
            self.read_at, self.rarity = now, Rarity(f"{title}\n{text}" for title, text in latest)
        return self.rarity

    def not_compared(self, watched: Collection[WatchedComplaint], now: datetime) -> dict[int, int]:
        """Return the new ones among these, each with its project; `keep` remembers them once the look is done."""
        if len(self.compared) > REMEMBERED:
            self.compared.clear()
        new = {one.id: one.project_id for one in watched if one.received_at > now - NEW and one.id not in self.compared}
        self.comparing = set(new)
        return new

    def keep(self) -> None:
        """Remember what was compared: the look has been committed."""
        self.compared |= self.comparing
        self.comparing = set()


class _Group(NamedTuple):
    """Complaints of a project about one thing, and how many people tell of it."""

    project_id: int
    complaints: frozenset[int]
    voices: int


def hot_spots(
    watched: Collection[WatchedComplaint], terms: WarningTerms, now: datetime, gathering: Gathering
) -> Iterator[WarningCandidate]:
    """Give the hot spots around those of these complaints that are new; three queries at most."""
    new = gathering.not_compared(watched, now)
    if not new:
        return
    within = timedelta(days=terms.hot_spot.days)
    told = _told_at(set(new.values()), now - within, now)
    groups = list(_groups(terms.hot_spot, new, told, gathering.rarity_at(now)))
    known = _Known(terms, _earlier(groups, now - terms.afterwards.stricter_for), now)
    yield from (found for group in groups if (found := known.candidate(group)) is not None)


@dataclass
class _Known:
    """The earlier warnings of each complaint, the oldest first, and what this look has found of it."""

    terms: WarningTerms
    earlier: Mapping[int, list[EarlyWarning]]
    now: datetime
    keys: dict[int, str] = field(default_factory=dict)
    voices: Counter[str] = field(default_factory=Counter)

    def candidate(self, group: _Group) -> WarningCandidate | None:
        """What there is to say of the group; None where it is to stay quiet.

        What is told while a dismissed one keeps it quiet joins that one: a matter that goes on does not forget it.
        """
        theirs = {one.pk: one for pk in sorted(group.complaints) for one in self.earlier.get(pk, ())}.values()
        before = next((one for one in theirs if one.state == WarningState.OPEN), None)
        if before is None and not self._is_news(group, theirs):
            last = max((one for one in theirs if one.state == WarningState.DISMISSED), key=_ended_at, default=None)
            return _candidate(group, last.key, last.facts, last) if last is not None else None
        key = before.key if before else self._key_of(group)
        self.keys |= dict.fromkeys(group.complaints, key)
        self.voices[key] = max(self.voices[key], group.voices, before.facts["voices"] if before else 0)
        facts = {"voices": self.voices[key], "days": self.terms.hot_spot.days}
        return _candidate(group, key, facts)

    def _is_news(self, group: _Group, theirs: Collection[EarlyWarning]) -> bool:
        """Whether no ended warning of it keeps it quiet, and more people tell of it for each that was dismissed."""
        quiet = (self.terms.afterwards.quiet_after(WarningState(one.state)) for one in theirs)
        if any(_ended_at(one) + long > self.now for one, long in zip(theirs, quiet, strict=True)):
            return False
        return group.voices >= self.terms.hot_spot.voices + sum(one.state == WarningState.DISMISSED for one in theirs)

    def _key_of(self, group: _Group) -> str:
        """The key of the group of this look to which one of its complaints belongs already, else its own."""
        return next((self.keys[pk] for pk in sorted(group.complaints) if pk in self.keys), str(min(group.complaints)))


def _ended_at(warning: EarlyWarning) -> datetime:
    return warning.ended_at or warning.raised_at


def _candidate(group: _Group, key: str, facts: dict[str, int], joins: EarlyWarning | None = None) -> WarningCandidate:
    return WarningCandidate(group.project_id, WarningKind.HOT_SPOT, key, facts, group.complaints, joins=joins)


def _groups(
    terms: HotSpotTerms, new: Mapping[int, int], told: Mapping[int, list[ToldMatter]], rarity: Rarity
) -> Iterator[_Group]:
    """The groups around the new complaints that enough people tell of."""
    for matter in (one for listed in told.values() for one in listed if one.id in new):
        project = new[matter.id]
        alike = alike_to(terms, matter, told[project], rarity)
        if voices := is_hot(terms, matter, alike):
            yield _Group(project, frozenset([matter.id, *(one.id for one in alike)]), voices)


def _told_at(projects: Collection[int], since: datetime, now: datetime) -> dict[int, list[ToldMatter]]:
    rows = Complaint.objects.filter(project__in=projects, received_at__gt=since, received_at__lte=now)
    columns = (
        "pk",
        "project",
        "received_at",
        "person",
        "place",
        "place__kind",
        "place__parent",
        "title",
        "about",
        "where",
    )
    newest = [F("received_at").desc(), F("pk").desc()]
    place_in_line = Window(RowNumber(), partition_by="project", order_by=newest)
    latest = only_open(rows).annotate(nth=place_in_line).filter(nth__lte=COMPARED).order_by(*newest)
    found: dict[int, list[ToldMatter]] = defaultdict(list)
    for pk, project, at, person, place, kind, parent, title, about, where, text in latest.values_list(
        *columns, Substr("content", 1, READ)
    ):
        home = place if kind == PlaceKind.UNIT else None
        places = frozenset(one for one in (place, parent) if one is not None)
        found[project].append(ToldMatter(pk, at, person, home, places, title, "\n".join((text, about, where))))
    return found


def _earlier(groups: Collection[_Group], since: datetime) -> dict[int, list[EarlyWarning]]:
    """The warnings of hot spots to which these complaints belong, open ones and those that still teach."""
    complaints = {pk for group in groups for pk in group.complaints}
    found: dict[int, list[EarlyWarning]] = defaultdict(list)
    if not complaints:
        return found
    rows = EarlyWarning.complaints.through._default_manager.filter(
        complaint__in=complaints, earlywarning__kind=WarningKind.HOT_SPOT.value
    )
    for row in rows.select_related("earlywarning").order_by("earlywarning"):
        warning = row.earlywarning
        if warning.ended_at is None or warning.ended_at > since:
            found[row.complaint_id].append(warning)
    return found
