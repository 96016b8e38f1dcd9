"""What is known at a place before one tells of it: what others reported there, and what is usual there (R10, R68).

Everybody at the place may read it, so nothing of a person passes: only the kind, where it stands, the time promised,
and how many told us. What is about the conduct of a person, and what happens inside a home, is not among it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from heed.insight.tokens import folded
from heed.process.policy import Policy
from heed.process.policy.tree import Leaf
from heed.process.words import BEFORE_HANDLED, PlaceKind, PromiseKind, PromiseState, Stage
from heed.records.models import Complaint, Place, Promise

SHOWN, SUGGESTED, COUNTED = 3, 6, 100
#: What has been open for longer is no present matter of the place.
RECENT = timedelta(days=60)
#: What is often told of at such a place, until complaints of its own say more.
USUAL: dict[str, tuple[str, ...]] = {
    PlaceKind.BUILDING: ("lift_stopped", "access_control", "lighting", "cleaning", "building_leak", "clutter"),
    PlaceKind.UNIT: ("leak_upstairs", "noise_neighbour", "intercom", "drainage", "water_quality", "power_fault"),
    PlaceKind.SPOT: ("lighting", "cleaning", "shared_facility", "clutter", "waste", "security_patrol"),
    "": ("lift_stopped", "lighting", "cleaning", "access_control", "parking", "noise_neighbour"),
}


@dataclass(frozen=True, slots=True)
class ReportedHere:
    """A matter that is open at the place; `others` told us of it, too. `due_at`: promised, and not past."""

    pk: int
    leaf: Leaf
    stage: Stage
    others: int
    due_at: datetime | None


def reported_at(place: Place | None, policy: Policy, now: datetime) -> list[ReportedHere]:
    """Return what is open at a public place and may be joined, one for each kind; two queries, none for a home."""
    if place is None or place.kind == PlaceKind.UNIT:
        return []
    open_there = Complaint.objects.filter(
        place=place, received_at__gt=now - RECENT, stage__in=[stage.value for stage in BEFORE_HANDLED],
        merged_into=None, accused=None,
    )  # fmt: skip
    rows = open_there.order_by("received_at")[:COUNTED].annotate(others=Count("merged", distinct=True))
    found: dict[str, Complaint] = {}
    for row in rows:
        best = found.get(row.category)
        if _may_be_shown(policy, row.category) and (best is None or row.others > best.others):  # type: ignore[attr-defined]
            found[row.category] = row
    shown = sorted(found.values(), key=lambda row: row.received_at, reverse=True)[:SHOWN]
    due = _promised([row.pk for row in shown], now) if shown else {}
    return [
        ReportedHere(row.pk, policy.leaf(row.category), Stage(row.stage), row.others, due.get(row.pk))  # type: ignore[attr-defined]
        for row in shown
    ]


def usual_at(place: Place | None, policy: Policy) -> list[Leaf]:
    """Return the kinds of matters that are likely at the place, the likeliest first; at most one query."""
    told: list[str] = []
    if place is not None:
        before = Complaint.objects.filter(place=place).exclude(category="").order_by("-received_at")
        told = [code for code, _times in Counter(before.values_list("category", flat=True)[:COUNTED]).most_common()]
        told += [one.code for one in policy.suggest_category(folded(place.path))]
    codes = dict.fromkeys((*told, *USUAL[place.kind if place else ""]))
    return [policy.leaf(code) for code in codes if _may_be_shown(policy, code)][:SUGGESTED]


def _may_be_shown(policy: Policy, code: str) -> bool:
    """Whether the kind is one of a thing, not of a person's conduct; for what needs help at once one calls."""
    leaf = policy.leaf_by_code.get(code)
    return leaf is not None and not leaf.about_conduct and not policy.helps_first(code)


def _promised(complaints: Sequence[int], now: datetime) -> dict[int, datetime]:
    """The time until which the work is promised, by the id of the complaint."""
    work = Promise.objects.filter(
        complaint__in=complaints, kind=PromiseKind.COMPLETION, state=PromiseState.OPEN, due_at__gt=now
    )
    return dict(work.order_by("pk").values_list("complaint", "due_at"))
