"""The lives of some complaints as plain values, for `insight.tallies`: a fixed number of queries for a batch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from heed.insight.tallies import (
    Life,
    LifeClock,
    LifePromise,
    LifeStep,
    LifeVisit,
    Measure,
    OtherMatter,
    Terms,
)
from heed.process.alarms import MEASURED
from heed.process.clocks import has_passed
from heed.process.facts import RATINGS
from heed.process.moves.taking_in import SETTLE
from heed.process.recorded import is_recorded_clearly
from heed.process.words import (
    BodyFinding,
    ClockKind,
    ClockOutcome,
    PlaceKind,
    PromiseState,
    Stage,
    VisitOutcome,
)
from heed.queries.policies import policy_of
from heed.records.models import Assessment, BodyCase, Clock, Complaint, Entry, Order, Promise, Visit

#: The clocks that the tallies read.
_CLOCKS = (
    ClockKind.ANSWER.value, ClockKind.CLOSING.value, ClockKind.FINISH.value, ClockKind.PROGRESS.value,
    ClockKind.ACCEPT.value,
)  # fmt: skip
_MARKS = tuple(fact.name for fact in RATINGS)
_FINDINGS = {
    "response": Measure.BODY_ANSWERED,
    "resolved": Measure.BODY_RESOLVED,
    "satisfied": Measure.BODY_SATISFIED,
}
_OWN = (
    "id", "project_id", "policy_id", "received_at", "nature", "category", "level", "channel", "validity",
    "place_id", "content", "course", "name", "unit", "contact", "organisation", "anonymous", "unreachable",
    "was_clear",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LifeOnRecord:
    """A life, and which complaint it is."""

    complaint_id: int
    project_id: int
    life: Life


def lives_of(complaint_ids: Collection[int]) -> list[LifeOnRecord]:
    """Return the lives of these complaints, at most some hundreds, in the order of their ids; ten queries."""
    rows = list(
        Complaint.objects.filter(pk__in=complaint_ids)
        .order_by("pk")
        .values(*_OWN, zone=F("project__timezone"), place_kind=F("place__kind"))
    )
    homes = {row["place_id"] for row in rows if row["place_kind"] == PlaceKind.UNIT}
    neighbours = _by(_other_rows(Q(place__in=homes)), "place_id") if homes else {}
    joined = _by(_other_rows(Q(merged_into__in=[row["id"] for row in rows])), "merged_into_id")
    near = (one["id"] for group in neighbours.values() for one in group)
    steps = _steps({*(row["id"] for row in rows), *near})
    parts = _Parts([row["id"] for row in rows])
    return [
        LifeOnRecord(
            row["id"],
            row["project_id"],
            _life(
                row,
                parts,
                steps,
                _others(neighbours.get(row["place_id"], ()), steps, but=row["id"]),
                _others(joined.get(row["id"], ()), steps),
            ),
        )
        for row in rows
    ]


def with_later_of_same_home(complaint_ids: Iterable[int]) -> set[int]:
    """Return these complaints, and the later ones of the same homes: whether those are repeats depends on these."""
    ids = set(complaint_ids)
    found = Complaint.objects.filter(pk__in=ids, place__kind=PlaceKind.UNIT.value)
    earliest: dict[int, datetime] = {}
    for place, received_at in found.values_list("place_id", "received_at"):
        assert place is not None
        earliest[place] = min(received_at, earliest.get(place, received_at))
    for pk, place, received_at in Complaint.objects.filter(place__in=earliest).values_list(
        "pk", "place_id", "received_at"
    ):
        if received_at > earliest[place or 0]:
            ids.add(pk)
    return ids


def _other_rows(which: Q) -> list[dict[str, Any]]:
    columns = ("id", "place_id", "merged_into_id", "received_at", "category")
    return [{**row} for row in Complaint.objects.filter(which).values(*columns, place_kind=F("place__kind"))]


def _by(rows: Iterable[dict[str, Any]], column: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _others(
    rows: Iterable[dict[str, Any]], steps: dict[int, tuple[LifeStep, ...]], but: int | None = None
) -> tuple[OtherMatter, ...]:
    return tuple(
        OtherMatter(row["received_at"], _home(row), row["category"], steps.get(row["id"], ()))
        for row in rows
        if row["id"] != but
    )


def _home(row: dict[str, Any]) -> int | None:
    return row["place_id"] if row["place_kind"] == PlaceKind.UNIT else None


def _life(
    row: dict[str, Any],
    parts: "_Parts",
    steps: dict[int, tuple[LifeStep, ...]],
    same_home: tuple[OtherMatter, ...],
    joined: tuple[OtherMatter, ...],
) -> Life:
    pk, policy = row["id"], policy_of(row["policy_id"])
    leaf = policy.leaf_by_code.get(row["category"])
    return Life(
        zone=row["zone"],
        received_at=row["received_at"],
        nature=row["nature"],
        category=row["category"],
        level=row["level"],
        channel=row["channel"],
        department=parts.departments.get(pk) or (leaf.department if leaf else ""),
        validity=row["validity"],
        home=_home(row),
        steps=steps.get(pk, ()),
        clocks=tuple(parts.clocks[pk]),
        promises=tuple(parts.promises[pk]),
        visits=tuple(parts.visits[pk]),
        findings=parts.findings.get(pk),
        same_home=same_home,
        joined=joined,
        first_nature=parts.natures.get(pk, ""),
        recorded=_is_recorded(row, steps.get(pk, ())),
        terms=Terms(policy.windows.repeat_days, policy.groups.homes, policy.groups.days),
    )


def was_recorded_clearly(complaint_id: int) -> bool:
    """Return whether a complaint counts as recorded clearly: asked before its words are erased, so that it goes on."""
    row = Complaint.objects.values(*_OWN).get(pk=complaint_id)
    return _is_recorded(row, _steps([complaint_id]).get(complaint_id, ()))


def _is_recorded(row: dict[str, Any], steps: Iterable[LifeStep]) -> bool:
    """Whether it is recorded clearly; where the words were erased since, as it was before."""
    if row["was_clear"] is not None:
        return bool(row["was_clear"])
    return is_recorded_clearly(
        content=row["content"],
        course=row["course"],
        name=row["name"] or row["organisation"],
        home=row["unit"] or row["organisation"],
        contact=row["contact"],
        out_of_reach=row["anonymous"] or row["unreachable"],
        settled=any(step.move == SETTLE.name for step in steps),
    )


def _steps(ids: Collection[int]) -> dict[int, tuple[LifeStep, ...]]:
    found: dict[int, list[LifeStep]] = defaultdict(list)
    entries = Entry.objects.filter(complaint__in=ids).order_by("complaint_id", "seq")
    for pk, at, move, stage, round_ in entries.values_list("complaint_id", "at", "move", "stage", "round"):
        found[pk].append(LifeStep(at, move, Stage(stage), round_))
    return {pk: tuple(steps) for pk, steps in found.items()}


class _Parts:
    """What stands beside the timelines of some complaints, by their ids."""

    def __init__(self, ids: Collection[int]) -> None:
        self.clocks = _grouped(_clocks(ids))
        self.promises = _grouped(_promises(ids))
        self.visits = _grouped(_visits(ids))
        self.findings = dict(_findings(ids))
        sent = Order.objects.filter(complaint__in=ids).order_by("pk")
        judged = Assessment.objects.filter(complaint__in=ids).exclude(nature="").order_by("-pk")
        self.natures = dict(judged.values_list("complaint_id", "nature"))  # the first one stays
        self.departments = dict(sent.values_list("complaint_id", "department__code"))


def _grouped(found: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for pk, one in found:
        groups[pk].append(one)
    return groups


def _clocks(ids: Collection[int]) -> Iterator[tuple[int, LifeClock]]:
    columns = ("complaint_id", "kind", "target_at", "limit_at", "breached_at", "stopped_at", "outcome")
    rows = Clock.objects.filter(complaint__in=ids, kind__in=_CLOCKS)
    for pk, kind, target_at, limit_at, breached_at, stopped_at, outcome in rows.values_list(*columns):
        assert pk is not None
        ended = ClockOutcome(outcome) if outcome else None
        if kind in MEASURED and target_at is not None:  # judged by its target, whatever its limit (R70)
            limit_at, breached_at = target_at, _missed_at(target_at, stopped_at, ended)
        if limit_at is not None:
            yield pk, LifeClock(ClockKind(kind), limit_at, breached_at, ended, stopped_at)


def _missed_at(target_at: datetime, stopped_at: datetime | None, ended: ClockOutcome | None) -> datetime | None:
    """The target of a clock that ended after it, unless it was dropped."""
    late = stopped_at is not None and has_passed(target_at, stopped_at)
    return target_at if late and ended is not ClockOutcome.DROPPED else None


def _promises(ids: Collection[int]) -> Iterator[tuple[int, LifePromise]]:
    for pk, due_at, state in Promise.objects.filter(complaint__in=ids).values_list("complaint_id", "due_at", "state"):
        yield pk, LifePromise(due_at, PromiseState(state))


def _visits(ids: Collection[int]) -> Iterator[tuple[int, LifeVisit]]:
    rows = Visit.objects.filter(complaint__in=ids).order_by("pk")
    for pk, at, outcome, *marks in rows.values_list("complaint_id", "at", "outcome", *_MARKS):
        given = {name: mark for name, mark in zip(_MARKS, marks, strict=True) if mark is not None}
        yield pk, LifeVisit(at, VisitOutcome(outcome), given)


def _findings(ids: Collection[int]) -> Iterator[tuple[int, dict[str, str]]]:
    for case in BodyCase.objects.filter(complaint__in=ids).values("complaint_id", *_FINDINGS):
        known = {measure.value: case[column] for column, measure in _FINDINGS.items()}
        yield case["complaint_id"], {name: said for name, said in known.items() if said != BodyFinding.UNKNOWN}
