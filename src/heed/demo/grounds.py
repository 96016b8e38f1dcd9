"""The grounds of an estate in the demo: its places, and the people who live there. All are invented.

Telephone numbers are of ranges that look invented: 13800…, +852 5555….
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from heed.actions.setup import founding
from heed.demo.estates import IN_BUILDINGS, Estate
from heed.demo.people import names
from heed.process.words import PlaceKind, Tenure
from heed.records.models import Person, Place, Project

#: The first digits of telephone numbers on the mainland, by estate.
_FIRST_DIGITS = {"CH": "138000", "YG": "138001", "YX": "138003", "CW": "138004", "DA": "138005"}


@dataclass(frozen=True, slots=True)
class PublicSpot:
    """A public place with its English name; `building` is the position of its building, None outdoors."""

    place: Place
    english: str
    building: int | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    """A person with a home, the position of its building, and its floor."""

    person: Person
    home: Place
    building: int
    floor: int


@dataclass
class Grounds:
    """An estate with its rows: places, residents, and the telephone numbers in use. `homes` have building and floor."""

    estate: Estate
    project: Project
    homes: list[tuple[Place, int, int]] = field(default_factory=list)
    spots: dict[str, list[PublicSpot]] = field(default_factory=dict)
    residents: list[Resident] = field(default_factory=list)
    named: dict[str, Resident] = field(default_factory=dict)
    phones: set[str] = field(default_factory=set)

    def speaking(self, language: str) -> list[Resident]:
        """The residents who speak this language."""
        return [resident for resident in self.residents if resident.person.language == language]


def build(estate: Estate) -> Grounds:
    """Create the estate with its places; without residents."""
    project = founding.add_project(
        estate.code, estate.name, slug=estate.slug, hotline=estate.hotline, address=estate.address,
        language=estate.language, timezone=estate.timezone,
    )  # fmt: skip
    grounds = Grounds(estate, project)
    lay_out(grounds, founding.add_place, founding.add_homes)
    return grounds


def lay_out(grounds: Grounds, place: Callable[..., Place], homes: Callable[..., list[Place]]) -> None:
    """Fill in buildings, homes and public spots. `place` and `homes` add rows as `founding` does, or find them."""
    for building, name in enumerate(grounds.estate.buildings):
        _lay_out_building(grounds, place(grounds.project, PlaceKind.BUILDING, name), building, place, homes)
    for kind, spots in grounds.estate.spots.items():
        for name, english in spots:
            spot = place(grounds.project, PlaceKind.SPOT, name)
            grounds.spots.setdefault(kind, []).append(PublicSpot(spot, english))


def _lay_out_building(
    grounds: Grounds, house: Place, building: int, place: Callable[..., Place], homes: Callable[..., list[Place]]
) -> None:
    estate, tower = grounds.estate, f"Tower {building + 1}"
    grounds.spots.setdefault("building", []).append(PublicSpot(house, tower, building))
    for kind, name, english in IN_BUILDINGS[estate.language]:
        spot = place(grounds.project, PlaceKind.SPOT, name, house)
        grounds.spots.setdefault(kind, []).append(PublicSpot(spot, f"{english}, {tower}", building))
    doors = [(floor, door) for floor in range(2, estate.floors + 1) for door in range(len(estate.doors))]
    found = homes(house, [estate.home(building, floor, door) for floor, door in doors])
    grounds.homes += [(home, building, floor) for home, (floor, _) in zip(found, doors, strict=True)]


def settle(grounds: Grounds, chance: Random, today: date) -> None:
    """Add residents to random homes: owners, some tenants, some families."""
    new_names = names(grounds.estate, chance)
    homes = chance.sample(grounds.homes, k=min(grounds.estate.residents, len(grounds.homes)))
    moves = []
    for place, building, floor in homes:
        tenure = chance.choice((Tenure.OWNER, Tenure.OWNER, Tenure.OWNER, Tenure.TENANT))
        since = today - timedelta(days=chance.randint(60, 3600))
        for member in range(1 if chance.random() < 0.7 else 2):
            name, honorific, language = next(new_names)
            person = Person(name=name, phone=_phone(grounds, chance), honorific=honorific, language=language)
            moves.append((person, place, Tenure.FAMILY if member else tenure, since))
            grounds.residents.append(Resident(person, place, building, floor))
    founding.add_residents(moves)


def move_in(grounds: Grounds, number: str, name: str, phone: str, honorific: str, since: date) -> Resident:
    """Add one named owner to the home of this number, and keep the home free of other residents."""
    place, building, floor = next(home for home in grounds.homes if home[0].number == number)
    person = Person(name=name, phone=phone, honorific=honorific, language=grounds.estate.language)
    founding.add_residents([(person, place, Tenure.OWNER, since)])
    grounds.phones.add(phone)
    grounds.homes.remove((place, building, floor))
    return Resident(person, place, building, floor)


def _phone(grounds: Grounds, chance: Random) -> str:
    """A telephone number that no other resident has."""
    first = _FIRST_DIGITS.get(grounds.estate.code)
    while True:
        number = f"{first}{chance.randint(10000, 37999)}" if first else f"+852 5555 {chance.randint(1000, 9999)}"
        if number not in grounds.phones:
            grounds.phones.add(number)
            return number
