"""What the import of a list of homes and residents would change at a project (R3, R10)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from heed.insight.phones import national_digits
from heed.insight.spreadsheets import ListRow, RowProblem
from heed.insight.tokens import folded
from heed.process.words import N_, PlaceKind, Tenure
from heed.records.models import Occupancy, Place, Project

LONGEST_PATH = 200
#: How a person is recognised: by the folded name and the digits of the telephone.
Identity = tuple[str, str]
Residence = tuple[Identity, str]


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to create; `parent` is the path of its building, "" for none."""

    path: str
    kind: PlaceKind
    name: str
    parent: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class NewOccupancy:
    """A person who lives in the place of this path."""

    who: Identity
    path: str
    tenure: Tenure
    since_on: date | None


@dataclass
class ImportPlan:
    """What would be written; `problems` stand against all of it, `notes` against nothing."""

    places: dict[str, NewPlace] = field(default_factory=dict)
    persons: dict[Identity, ListRow] = field(default_factory=dict)
    homes: dict[Residence, NewOccupancy] = field(default_factory=dict)
    place_ids: dict[str, int] = field(default_factory=dict)
    person_ids: dict[Identity, int] = field(default_factory=dict)
    known_places: int = 0
    known_homes: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)

    @property
    def counts(self) -> dict[PlaceKind, int]:
        """The number of new places of each kind."""
        found = Counter(place.kind for place in self.places.values())
        return {kind: found[kind] for kind in PlaceKind}

    @property
    def is_empty(self) -> bool:
        """Whether all of it is on record already."""
        return not (self.places or self.persons or self.homes)


def digits_of(phone: str) -> str:
    """The telephone as it is compared: the same for a number with and without its country code."""
    return ",".join(national_digits(phone))


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """The places and residents of a project as rows: equal as long as nothing that an import compares has changed."""

    places: tuple[tuple[int, str, str, str], ...]
    residents: tuple[tuple[int, str, str, str, date | None], ...]


def record_of(project: Project) -> ProjectRecord:
    """Read what an import of the project is compared with; two queries."""
    places = Place.objects.filter(project=project).order_by("pk").values_list("pk", "path", "kind", "number")
    rows = Occupancy.objects.filter(place__project=project, person__erased_at__isnull=True).order_by("pk")
    columns = ("person_id", "person__name", "person__phone", "place__path", "until_on")
    return ProjectRecord(tuple(places), tuple(rows.values_list(*columns)))


def import_plan(project: Project, lines: Sequence[ListRow], record: ProjectRecord | None = None) -> ImportPlan:
    """Compare the lines with the project's record, read now unless it is given; two queries whatever their number."""
    record = record or record_of(project)
    found = ImportPlan()
    known = _KnownPlaces()
    for pk, path, kind, number in record.places:
        found.place_ids[path] = pk
        known.kinds[path] = kind
        if number and kind == PlaceKind.UNIT:
            known.numbered[number.casefold()] = path
    living = _known_residents(record)
    for line in lines:
        path = known.path_of(line)
        if len(path) > LONGEST_PATH:
            message = N_("The name together with the building's name is too long.")
            found.problems.append(line.problem("building", message))
            continue
        _plan_place(found, line, path, known)
        if line.name:
            _plan_person(found, line, path, living)
    return found


@dataclass
class _KnownPlaces:
    """The places on record: kinds by path, and the paths of homes by their short number."""

    kinds: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, str] = field(default_factory=dict)

    def path_of(self, line: ListRow) -> str:
        """The path that a line means: a home written otherwise is known by its number."""
        if line.place in self.kinds or not line.unit:
            return line.place
        return self.numbered.get(line.number.casefold(), line.place)


@dataclass
class _KnownResidents:
    """Who lives at the project: people by name and telephone, their homes, and who is known by name in a home."""

    persons: dict[Identity, int] = field(default_factory=dict)
    homes: set[Residence] = field(default_factory=set)
    phones: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def _known_residents(record: ProjectRecord) -> _KnownResidents:
    living = _KnownResidents()
    for pk, name, phone, path, until_on in record.residents:
        who = (folded(name), digits_of(phone))
        living.persons.setdefault(who, pk)
        if until_on is None:
            living.homes.add((who, path))
            living.phones.setdefault((who[0], path), set()).add(who[1])
    return living


def _plan_place(found: ImportPlan, line: ListRow, path: str, known: _KnownPlaces) -> None:
    kind, new = _kind_of(line), found.places.get(path)
    before = known.kinds.get(path) or (new.kind.value if new else "")
    if before and before != kind.value:
        message = N_("“%(path)s” already exists as another kind of place.")
        found.problems.append(line.problem(kind.value, message, path=path))
    elif before:
        found.known_places += path in known.kinds
    else:
        _plan_new_place(found, line, path, known)


def _kind_of(line: ListRow) -> PlaceKind:
    if line.unit:
        return PlaceKind.UNIT
    return PlaceKind.SPOT if line.spot else PlaceKind.BUILDING


def _plan_new_place(found: ImportPlan, line: ListRow, path: str, known: _KnownPlaces) -> None:
    """The place itself, and its building where that is new as well."""
    kind = _kind_of(line)
    parent = line.building if kind is not PlaceKind.BUILDING else ""
    if parent and parent not in known.kinds:
        found.places.setdefault(parent, NewPlace(parent, PlaceKind.BUILDING, parent))
    name = line.unit or line.spot or line.building
    found.places[path] = NewPlace(path, kind, name, parent, line.number if line.unit else "")


def _plan_person(found: ImportPlan, line: ListRow, path: str, living: _KnownResidents) -> None:
    who = (folded(line.name), digits_of(line.phone))
    lives = (who, path)
    if lives in living.homes:
        found.known_homes += 1
        return
    if lives in found.homes:
        message = N_("%(name)s appears twice in this list: counted once.")
        found.notes.append(line.problem("name", message, name=line.name))
        return
    others = living.phones.get((who[0], path))
    if others is not None:
        found.known_homes += 1
        if who[1]:
            message = N_("%(name)s already lives here, with another telephone number. Change it on that person's page.")
            found.notes.append(line.problem("phone", message, name=line.name))
        return
    key = who if who[1] else (who[0], f"@{path}")  # without a telephone a name identifies a person only within one home
    if key in living.persons:
        found.person_ids[key] = living.persons[key]
    else:
        found.persons.setdefault(key, line)
    found.homes[lives] = NewOccupancy(key, path, line.tenure, line.since_on)
