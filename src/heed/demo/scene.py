"""Where a story happens: an estate with its staff, its desk and its open hours."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from heed.demo import drawing
from heed.demo.grounds import Grounds, PublicSpot, Resident
from heed.demo.staff import Staff
from heed.process.policy import Policy, default_policy
from heed.process.words import Role
from heed.records.models import Account, Department, Place


@dataclass
class Desk:
    """The receptionists, each busy with one owner at a time, at the counter or on the telephone (R39)."""

    receptionists: list[Account]
    _busy: set[int] = field(default_factory=set)

    def take(self) -> Account | None:
        """Reserve a receptionist who is free; None when all are busy."""
        for account in self.receptionists:
            if account.pk not in self._busy:
                self._busy.add(account.pk)
                return account
        return None

    def release(self, account: Account) -> None:
        """Make this receptionist free again."""
        self._busy.discard(account.pk)
        self.receptionists.append(self.receptionists.pop(0))  # the next owner gets another receptionist


class Album:
    """Some drawn photos and signatures, made once and used many times."""

    def __init__(self, chance: Random) -> None:
        self._photos = {kind: [draw(chance) for _ in range(4)] for kind, draw in drawing.PICTURES.items()}
        self._signatures = [drawing.signature(chance) for _ in range(12)]

    def photo(self, chance: Random, department: str) -> bytes:
        """A photo that this department might have taken."""
        kinds = {"engineering": ("lift", "part", "wall"), "cleaning": ("floor",)}.get(department, ("floor", "wall"))
        return chance.choice(self._photos[chance.choice(kinds)])

    def signature(self, chance: Random) -> bytes:
        """A random signature."""
        return chance.choice(self._signatures)


@dataclass
class Scene:
    """One estate for its stories."""

    grounds: Grounds
    staff: Staff
    album: Album
    departments: dict[str, Department]
    policy: Policy = field(default_factory=default_policy)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(list(self.staff.all(Role.RECEPTIONIST, self.code)))

    @property
    def code(self) -> str:
        return self.grounds.estate.code

    def holder(self, chance: Random, role: Role, department: str = "") -> Account:
        """A random account with this role at the estate."""
        return self.staff.one(chance, role, self.code, department)

    @property
    def manager(self) -> Account:
        """The manager of the estate, who approves."""
        return self.staff.all(Role.MANAGER, self.code)[0]

    def holders(self, role: str) -> list[Account]:
        """All accounts with this role here; of the operators, those of engineering."""
        return [*self.staff.all(Role(role), self.code, "engineering" if role == "operator" else "")]

    def local(self, at: datetime) -> datetime:
        """The instant in the time zone of the estate."""
        return at.astimezone(ZoneInfo(self.grounds.project.timezone))

    def at_hour(self, at: datetime, hour: float, days: int = 0) -> datetime:
        """This hour of the local day of `at`, or of a later day."""
        midnight = self.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=days, hours=hour)

    def worked(self, at: datetime, minutes: float) -> datetime:
        """The instant after so many minutes of open time."""
        return self.policy.open_hours.add(at, minutes)

    def spot(self, chance: Random, kind: str, resident: Resident) -> tuple[Place, str, str]:
        """A place of this kind near the resident: the place, and its name in Chinese and English."""
        floor = self.grounds.estate.floor
        house = self.grounds.spots["building"][resident.building]
        if kind == "home":
            return resident.home, resident.home.path.replace(" ", ""), f"flat {resident.home.number}"
        if kind == "corridor":
            corridor = f"{house.place.name}{floor(resident.floor, self.grounds.estate.language)}走廊"
            return house.place, corridor, f"the {floor(resident.floor, 'en')} corridor of {house.english}"
        spots = [spot for spot in self.grounds.spots[kind] if spot.building in (None, resident.building)]
        chosen: PublicSpot = chance.choice(spots)
        return chosen.place, chosen.place.path.replace(" ", ""), chosen.english
