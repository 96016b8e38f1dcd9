"""What the import of an old list of complaints would bring: which rows are new, about which home, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from heed.insight.homes import room
from heed.insight.person_names import WHOLLY, fit_of
from heed.insight.phones import national_digits, region_of
from heed.insight.spreadsheets import OldRow, RowProblem
from heed.insight.tokens import folded, lines
from heed.process.words import N_, PlaceKind
from heed.records.models import Occupancy, OldComplaint, Place, Project


@dataclass
class OldListPlan:
    """The new complaints, and how many rows are on record already; `notes` stand against nothing."""

    rows: list[OldComplaint] = field(default_factory=list)
    known: int = 0
    notes: list[RowProblem] = field(default_factory=list)

    @property
    def with_home(self) -> int:
        """How many were linked to a home or a public area."""
        return sum(row.place_id is not None for row in self.rows)

    @property
    def with_person(self) -> int:
        """How many were linked to a resident."""
        return sum(row.person_id is not None for row in self.rows)


def old_list_plan(project: Project, found: Sequence[OldRow]) -> OldListPlan:
    """Compare the rows with the project's record; three queries whatever their number."""
    plan, here = OldListPlan(), _Record(project)
    known = set(OldComplaint.objects.filter(project=project, old_list__ready_at__isnull=False).values_list("digest"))
    for row in found:
        digest = _digest(row)
        if (digest,) in known:
            plan.known += 1
            continue
        known.add((digest,))
        place = here.place_of(row.home)
        if row.home and place is None:
            message = N_("“%(home)s” is no home on record: the complaint is kept with the home as it is written.")
            plan.notes.append(row.problem("unit", message, home=row.home))
        plan.rows.append(_complaint(project, row, place, here.person_of(row, place), digest))
    return plan


def _complaint(project: Project, row: OldRow, place: int | None, person: int | None, digest: str) -> OldComplaint:
    said = (row.reference, row.home, room(row.home), row.name, row.category, row.content, row.result)
    return OldComplaint(
        project=project,
        place_id=place,
        person_id=person,
        received_on=row.received_on,
        closed_on=row.closed_on,
        reference=row.reference,
        home=row.home,
        name=row.name,
        category=row.category,
        content=row.content,
        result=row.result,
        text="\n".join(dict.fromkeys(line for text in said for line in lines(text))),
        digest=digest,
    )


def _digest(row: OldRow) -> str:
    said = (row.received_on.isoformat(), row.reference, row.home, row.name, row.content)
    return sha256("\x1f".join(map(folded, said)).encode()).hexdigest()[:32]


class _Record:
    """The places and residents of a project, as a list may write them."""

    def __init__(self, project: Project) -> None:
        self.places: dict[str, set[int]] = {}
        for pk, kind, path, number in Place.objects.filter(project=project).values_list("pk", "kind", "path", "number"):
            written = {folded(path)} | ({room(path), room(number), folded(number)} if kind == PlaceKind.UNIT else set())
            for name in written - {""}:
                self.places.setdefault(name, set()).add(pk)
        self.region = region_of(project.timezone)
        self.living: dict[int, set[int]] = {}
        self.called: dict[str, set[int]] = {}
        self.names: dict[int, str] = {}
        lived = Occupancy.objects.filter(place__project=project, person__erased_at__isnull=True)
        for pk, name, phone, place in lived.values_list("person", "person__name", "person__phone", "place"):
            self.names[pk] = name
            self.living.setdefault(place, set()).add(pk)
            for number in national_digits(phone, self.region):
                self.called.setdefault(number, set()).add(pk)

    def place_of(self, home: str) -> int | None:
        """The one place that is written so; None for none or several."""
        return _only(self.places.get(folded(home)) or self.places.get(room(home)) or set()) if home else None

    def person_of(self, row: OldRow, place: int | None) -> int | None:
        """The one resident with this name and telephone, or with this name in this home; None for none or several."""
        numbers = national_digits(row.phone, self.region)
        found = set().union(*(self.called.get(number, set()) for number in numbers)) if numbers else set()
        found = found or (self.living.get(place, set()) if place and row.name else set())
        if row.name:
            found = {pk for pk in found if fit_of(row.name, self.names[pk]) == WHOLLY}
        return _only(found)


def _only(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None
