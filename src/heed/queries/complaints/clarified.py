"""What is on record of the five clarifications and one report, for the six ticks (R81 to R87)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from heed.process.facts import DONE_AT_INTAKE
from heed.process.moves import MOVES
from heed.process.roles import SUPERIORS
from heed.process.words import ActorKind, PromiseState
from heed.records.models import Complaint, Entry, EntryContent, Notice, Promise
from heed.records.prepared import prepared

_MARKS = tuple(fact.name for fact in DONE_AT_INTAKE)
#: The moves that say what was done at intake, and those that call a superior.
_SAYING = [row.name for row in MOVES.values() if any(fact.name in _MARKS for fact in row.facts)]
_CALLING = [row.name for row in MOVES.values() if row.escalates]


@dataclass(frozen=True, slots=True)
class Clarified:
    """What was done by the word of the person who took it in, and what followed."""

    marks: frozenset[str] = frozenset()
    kept: bool = False
    reported: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """The same by the names that the coach uses."""
        return {name: name in self.marks for name in _MARKS} | {"kept": self.kept, "reported": self.reported}


def clarified(complaints: Iterable[Complaint]) -> dict[int, Clarified]:
    """Return what is on record of each of these complaints, by its id; four queries.

    Of one that was merged into another, a superior knows as well by the other.
    """
    listed = list(complaints)
    ids = [complaint.pk for complaint in listed]
    marks: dict[int, set[str]] = {}
    for complaint, facts in _said(tuple(ids)):
        marks.setdefault(complaint, set()).update(name for name in _MARKS if facts.get(name))
    kept = set(_kept(tuple(ids)))
    known = (*ids, *(complaint.merged_into_id for complaint in listed if complaint.merged_into_id))
    reported = {*_called(known), *_read(known)}  # a superior knows: called by a person, or the notice was read
    return {
        complaint.pk: Clarified(
            frozenset(marks.get(complaint.pk, ())),
            complaint.pk in kept,
            complaint.pk in reported or complaint.merged_into_id in reported,
        )
        for complaint in listed
    }


@prepared
def _said(complaints: tuple[int, ...]) -> QuerySet[EntryContent, tuple[int, dict[str, Any]]]:
    found = EntryContent.objects.filter(entry__complaint__in=complaints, entry__move__in=_SAYING)
    return found.values_list("entry__complaint", "facts")


@prepared
def _kept(complaints: tuple[int, ...]) -> QuerySet[Promise, int]:
    kept = Promise.objects.filter(complaint__in=complaints, state=PromiseState.KEPT.value)
    return kept.values_list("complaint", flat=True)


@prepared
def _called(complaints: tuple[int, ...]) -> QuerySet[Entry, int]:
    called = Entry.objects.filter(complaint__in=complaints, move__in=_CALLING, actor=ActorKind.STAFF.value)
    return called.values_list("complaint", flat=True)


@prepared
def _read(complaints: tuple[int, ...]) -> QuerySet[Notice, int]:
    roles = [role.value for role in SUPERIORS]
    read = Notice.objects.filter(account__duties__role__in=roles, complaint__in=complaints, read_at__isnull=False)
    return read.exclude(account=F("complaint__received_by")).values_list("complaint", flat=True)
