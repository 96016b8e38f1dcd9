"""Repeated and similar complaints, shown at the desk during intake (R10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from heed.insight.likeness import ComparedMatter, Likeness
from heed.insight.phones import national_digits
from heed.insight.tokens import folded
from heed.process.policy import Policy
from heed.process.words import ENDED
from heed.queries.access import of_projects, without_conflicts_of
from heed.queries.complaints.rows import only_open
from heed.queries.paging import Values
from heed.queries.policies import current_policy
from heed.records.models import Account, Complaint, Occupancy, Place

#: So many complaints are compared, the newest first, with so many characters of each.
COMPARED = 60
_READ = 600
SHOWN = 5
_OWN = (
    "id", "number", "title", "stage", "category", "policy_id", "project_id", "received_at", "handled_at", "next_due_at",
    "person_id", "place_id", "unit", "where", "about",
)  # fmt: skip
_JOINED: dict[str, Any] = {
    "told": Substr("content", 1, _READ),
    "timezone": F("project__timezone"),
    "place_path": F("place__path"),
    "parent_id": F("place__parent_id"),
}
#: How far back open complaints count as being about the same present problem.
RECENT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class SimilarComplaint:
    """Another complaint about the same subject.

    `days_ago` counts midnights at the project. `word` is a word that both contain ("电梯"), "" where only the category
    is the same. `of`: the same `person`, `home`, `place` or `building`; `project` for another or an unknown place.
    """

    id: int
    number: str
    title: str
    stage: str
    category: str
    policy_id: int
    project_id: int
    received_at: datetime
    handled_at: datetime | None
    next_due_at: datetime | None
    place: str
    person_id: int | None
    days_ago: int
    of: str
    word: str
    score: float


def repeats_of(
    project_ids: Collection[int],
    *,
    person: int | None = None,
    place: int | None = None,
    text: str = "",
    category: str = "",
    days: int | None = None,
    at: datetime | None = None,
    but: int | None = None,
    reader: Account | None = None,
    size: int = SHOWN,
) -> list[SimilarComplaint]:
    """Return earlier complaints of the same person, home or place about the same, the most similar first; four queries.

    `person` and `place` are ids; `text` is the content so far and `category` a code: without both the result is empty.
    `days`: by default the window of the policy; `but`: the id of a complaint to leave out.
    """
    now, policy = at or timezone.now(), current_policy()
    matter = _matter(policy, text, category)
    homes = _homes_of(person)
    if matter is None or not project_ids:
        return []
    since = now - timedelta(days=days or policy.windows.repeat_days)
    found = of_projects(Complaint.objects.filter(received_at__gte=since, received_at__lte=now), frozenset(project_ids))
    found = without_conflicts_of(reader, found)
    theirs = _of_them(found, person, homes | ({place} if place else set()))
    alike = {row["id"]: (row, likeness) for part in theirs for row, likeness in _similar_rows(part, matter, but)}

    def whose(row: dict[str, Any]) -> str:
        if person and row["person_id"] == person:
            return "person"
        return "home" if row["place_id"] in homes else "place"

    same = [_similar_complaint(row, likeness, whose(row), now) for row, likeness in alike.values()]
    return sorted(same, key=lambda one: (-one.score, one.days_ago))[:size]


def is_of_same_owner(complaint: Complaint, other: Complaint) -> bool:
    """Return whether both were brought by the same known owner: the same person, or the same telephone or address."""
    if complaint.anonymous or other.anonymous:
        return False
    if complaint.person_id is not None and other.person_id is not None:
        return complaint.person_id == other.person_id
    return bool(_reached_by(complaint) & _reached_by(other))


def _reached_by(complaint: Complaint) -> set[str]:
    contact = complaint.contact.strip().casefold()
    return set(national_digits(contact)) or ({contact} if contact else set())


def _homes_of(person: int | None) -> set[int]:
    return set(Occupancy.objects.filter(person=person).values_list("place", flat=True)) if person else set()


def _of_them(found: QuerySet[Complaint], person: int | None, places: set[int]) -> list[QuerySet[Complaint]]:
    """Those of the person and those of the places, one after the other: each by an index of its own."""
    theirs = [found.filter(person=person)] if person else []
    return theirs + ([found.filter(place__in=places)] if places else [])


def similar_now(
    project: int,
    text: str,
    *,
    place: int | None = None,
    category: str = "",
    at: datetime | None = None,
    but: int | None = None,
    reader: Account | None = None,
    size: int = SHOWN,
) -> list[SimilarComplaint]:
    """Return other open complaints of the last days about the same, those of the same building first; two queries.

    One person may have several of them: to count owners, count `person_id`.
    """
    now = at or timezone.now()
    matter = _matter(current_policy(), text, category)
    if matter is None:
        return []
    found = only_open(Complaint.objects.filter(project=project, received_at__gte=now - RECENT, received_at__lte=now))
    found = without_conflicts_of(reader, found)
    building = _building(place) if place else None

    def where(row: dict[str, Any]) -> str:
        if place and row["place_id"] == place:
            return "place"
        return "building" if building and building in (row["place_id"], row["parent_id"]) else "project"

    same = [_similar_complaint(row, likeness, where(row), now) for row, likeness in _similar_rows(found, matter, but)]
    return sorted(same, key=lambda one: (one.of == "project", -one.score, one.days_ago))[:size]


def similar_open(
    complaint: Complaint, *, at: datetime | None = None, reader: Account | None = None, size: int = SHOWN
) -> list[SimilarComplaint]:
    """Return open complaints of the same project that may be a repeat of this one; six queries at most.

    Those of the same person, home or place come first, then those of the same days about the same.
    """
    project, place, own = complaint.project_id, complaint.place_id, complaint.pk
    text, category = f"{complaint.title}\n{complaint.content}", complaint.category
    like: dict[str, Any] = {"place": place, "category": category, "at": at, "but": own, "reader": reader}
    theirs = repeats_of([project], person=complaint.person_id, text=text, **like)
    others = similar_now(project, text, **like)
    found = {one.id: one for one in (*theirs, *others)}
    return [one for one in found.values() if one.stage not in ENDED][:size]


def _matter(policy: Policy, text: str, category: str) -> ComparedMatter | None:
    """What is being told; None where that is nothing yet."""
    plain = folded(text)
    likely = [category] if category else [one.code for one in policy.suggest_category(plain)[:2]]
    words = [word for leaf in policy.leaves() for word in (*leaf.keywords.zh, *leaf.keywords.en)]
    matter = ComparedMatter(text, likely, words)
    return matter if matter.text or category else None


def _building(place: int) -> int | None:
    found = Place.objects.filter(pk=place).values_list("parent_id", "pk").first()
    return (found[0] or found[1]) if found else None


def _similar_rows(
    found: QuerySet[Complaint], matter: ComparedMatter, but: int | None
) -> list[tuple[dict[str, Any], Likeness]]:
    rows: Values = found.order_by("-received_at").values(*_OWN, **_JOINED)
    compared = [
        (row, matter.likeness("\n".join((row["title"], row["about"], row["where"], row["told"])), row["category"]))
        for row in rows[:COMPARED]
        if row["id"] != but
    ]
    return [(row, alike) for row, alike in compared if alike is not None]


def _similar_complaint(row: dict[str, Any], alike: Likeness, of: str, now: datetime) -> SimilarComplaint:
    zone = ZoneInfo(row["timezone"])
    days_ago = (now.astimezone(zone).date() - row["received_at"].astimezone(zone).date()).days
    own = {name: row[name] for name in SimilarComplaint.__dataclass_fields__ if name in row}
    place = row["place_path"] or row["where"] or row["unit"]
    return SimilarComplaint(**own, place=place, days_ago=days_ago, of=of, word=alike.word, score=alike.score)
