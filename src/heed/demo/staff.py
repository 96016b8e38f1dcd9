"""The accounts of the cast, made through the real actions and found by role and estate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from heed.actions.setup import founding
from heed.demo.cast import CAST, CastMember, Position
from heed.process.words import Role
from heed.queries.access import keep_duties
from heed.queries.actor import Actor
from heed.records.models import Account, Department, Project


@dataclass
class Staff:
    """The accounts of the cast, found by role and estate."""

    accounts: dict[str, Account] = field(default_factory=dict)
    _holders: dict[tuple[Role, str, str], list[Account]] = field(default_factory=dict)

    def enrol(self, member: CastMember, account: Account) -> None:
        """Remember an account and its positions."""
        self.accounts[member.username] = account
        for position in member.positions:
            for code in position.estates or ("",):
                self.assign(account, position.role, code, position.department)

    def assign(self, account: Account, role: Role, estate: str, department: str = "") -> None:
        """Remember one position of an account."""
        self._holders.setdefault((role, estate, department), []).append(account)

    def all(self, role: Role, estate: str = "", department: str = "") -> Sequence[Account]:
        """All accounts with this role there."""
        return self._holders.get((role, estate, department), ())

    def one(self, chance: Random, role: Role, estate: str = "", department: str = "") -> Account:
        """A random account with this role there. Raises IndexError where there is none."""
        return chance.choice(self.all(role, estate, department))

    def cached(self, by: Actor | Account) -> Actor | Account:
        """The account as it is kept here, whose duties need no query; any other actor unchanged."""
        return self.accounts.get(by.username, by) if isinstance(by, Account) else by

    def crew(self, estate: str, department: str) -> list[Account]:
        """The operators of this department, or its head where it has none."""
        found = [*self.all(Role.OPERATOR, estate, department)]
        return found or [*self.all(Role.DEPARTMENT, estate, department)]


def create_staff(projects: Mapping[str, Project]) -> Staff:
    """Create the accounts and duties of the cast. They have no password: the demo's page signs them in."""
    staff = Staff()
    departments = {(part.project_id, part.code): part for part in Department.objects.all()}
    for member in CAST:
        account = founding.add_account(member.username, member.name, language=member.language)
        staff.enrol(member, account)
    for account, position, code in _duties(staff):
        project = projects.get(code)
        department = departments[(project.pk, position.department)] if project and position.department else None
        founding.give_duty(account, position.role, None if department else project, department)
    for account in staff.accounts.values():
        keep_duties(account)  # duties do not change during the play
    return staff


def _duties(staff: Staff) -> Iterator[tuple[Account, Position, str]]:
    """Every duty of the cast: account, position, code of the estate.

    Duties at the first estate of a position come before all others: the order decides who is asked first.
    """
    positions = [(staff.accounts[member.username], position) for member in CAST for position in member.positions]
    for account, position in positions:
        yield account, position, next(iter(position.estates), "")
    for account, position in positions:
        for code in position.estates[1:]:
            yield account, position, code
