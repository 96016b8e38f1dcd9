"""The grounds of an estate as the demo builds them: places, and the people who live there. All invented.

Telephone numbers are in ranges nobody would take for real: 138000…, 138001…, +852 5555….
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from heed.actions.setup import founding
from heed.demo.estates import IN_BUILDINGS, Estate
from heed.demo.people import names
from heed.process.words import PlaceKind, Tenure
from heed.records.models import Occupancy, Person, Place, Project


@dataclass(frozen=True, slots=True)
class Spot:
    """A public place with its English name; `building` is its building's position, None outside them."""

    place: Place
    english: str
    building: int | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    """A person at home: where, which floor, which building."""

    person: Person
    home: Place
    building: int
    floor: int


@dataclass
class Grounds:
    """An estate as it stands in the database."""

    estate: Estate
    project: Project
    homes: list[tuple[Place, int, int]] = field(default_factory=list)
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    residents: list[Resident] = field(default_factory=list)
    named: dict[str, Resident] = field(default_factory=dict)
    phones: set[str] = field(default_factory=set)

    def speaking(self, language: str) -> list[Resident]:
        """Its residents of this language."""
        return [resident for resident in self.residents if resident.person.language == language]


def build(estate: Estate) -> Grounds:
    """The estate with its places, empty of people."""
    project = founding.add_project(
        estate.code, estate.name, slug=estate.slug, hotline=estate.hotline, address=estate.address,
        language=estate.language, timezone=estate.timezone,
    )  # fmt: skip
    return _lay(Grounds(estate, project), founding.add_place, founding.add_homes)


def find(estate: Estate, project: Project) -> Grounds:
    """The estate as it was built before, with the people who live there."""
    known = {place.path: place for place in Place.objects.filter(project=project)}

    def place(project: Project, kind: PlaceKind, name: str, house: Place | None = None) -> Place:
        return known[f"{house.path} {name}" if house else name]

    def homes(house: Place, wanted: Iterable[tuple[str, str]]) -> list[Place]:
        return [known[f"{house.path} {name}"] for name, _ in wanted]

    grounds = _lay(Grounds(estate, project), place, homes)
    where = {home.pk: (home, building, floor) for home, building, floor in grounds.homes}
    lived = Occupancy.objects.filter(place__in=where, until_on__isnull=True).select_related("person").order_by("pk")
    grounds.residents = [Resident(row.person, *where[row.place_id]) for row in lived[: estate.residents]]
    return grounds


def _lay(grounds: Grounds, place_of: Callable[..., Place], homes_of: Callable[..., list[Place]]) -> Grounds:
    """Fill in the places, made or found."""
    estate, project = grounds.estate, grounds.project
    for building, name in enumerate(estate.buildings):
        house = place_of(project, PlaceKind.BUILDING, name)
        grounds.spots.setdefault("building", []).append(Spot(house, f"Tower {building + 1}", building))
        for kind, spot, english in IN_BUILDINGS[estate.language]:
            place = place_of(project, PlaceKind.SPOT, spot, house)
            grounds.spots.setdefault(kind, []).append(Spot(place, f"{english}, Tower {building + 1}", building))
        doors = [(floor, door) for floor in range(2, estate.floors + 1) for door in range(len(estate.doors))]
        homes = homes_of(house, [estate.home(building, floor, door) for floor, door in doors])
        grounds.homes += [(place, building, floor) for place, (floor, _) in zip(homes, doors, strict=True)]
    for kind, spots in estate.spots.items():
        for name, english in spots:
            place = place_of(project, PlaceKind.SPOT, name)
            grounds.spots.setdefault(kind, []).append(Spot(place, english))
    return grounds


def settle(grounds: Grounds, chance: Random, today: date) -> None:
    """People move in: owners, some tenants, some families."""
    coming_names = names(grounds.estate, chance)
    homes = chance.sample(grounds.homes, k=min(grounds.estate.residents, len(grounds.homes)))
    coming = []
    for place, building, floor in homes:
        tenure = chance.choice((Tenure.OWNER, Tenure.OWNER, Tenure.OWNER, Tenure.TENANT))
        since = today - timedelta(days=chance.randint(60, 3600))
        for member in range(1 if chance.random() < 0.7 else 2):
            name, honorific, language = next(coming_names)
            person = Person(name=name, phone=_phone(grounds, chance), honorific=honorific, language=language)
            coming.append((person, place, Tenure.FAMILY if member else tenure, since))
            grounds.residents.append(Resident(person, place, building, floor))
    founding.settle_all(coming)


def move_in(grounds: Grounds, number: str, name: str, phone: str, honorific: str, since: date) -> Resident:
    """One named owner at the home of this number, where nobody else lives and whose story is told apart."""
    place, building, floor = next(home for home in grounds.homes if home[0].number == number)
    person = Person(name=name, phone=phone, honorific=honorific, language=grounds.estate.language)
    founding.settle_all([(person, place, Tenure.OWNER, since)])
    grounds.phones.add(phone)
    grounds.homes.remove((place, building, floor))
    return Resident(person, place, building, floor)


def _phone(grounds: Grounds, chance: Random) -> str:
    """A number that nobody else of the demo has."""
    first = {"CH": "138000", "YG": "138001"}.get(grounds.estate.code)
    while True:
        number = f"{first}{chance.randint(10000, 37999)}" if first else f"+852 5555 {chance.randint(1000, 9999)}"
        if number not in grounds.phones:
            grounds.phones.add(number)
            return number
