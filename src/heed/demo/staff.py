"""The accounts of the cast, made through the real actions and found by role and estate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from heed.actions.setup import founding
from heed.demo.cast import PEOPLE, Member, Post
from heed.process.words import Role
from heed.queries.access import keep_duties
from heed.queries.actor import Actor
from heed.records.models import Account, Department, Project


@dataclass
class Staff:
    """The accounts of the cast, found by role and estate."""

    accounts: dict[str, Account] = field(default_factory=dict)
    _holders: dict[tuple[Role, str, str], list[Account]] = field(default_factory=dict)

    def enrol(self, member: Member, account: Account) -> None:
        """Remember an account and its posts."""
        self.accounts[member.username] = account
        for post in member.posts:
            for code in post.estates or ("",):
                self.post(account, post.role, code, post.department)

    def post(self, account: Account, role: Role, estate: str, department: str = "") -> None:
        """Remember one post of an account."""
        self._holders.setdefault((role, estate, department), []).append(account)

    def all(self, role: Role, estate: str = "", department: str = "") -> Sequence[Account]:
        """Everybody with this role there."""
        return self._holders.get((role, estate, department), ())

    def one(self, chance: Random, role: Role, estate: str = "", department: str = "") -> Account:
        """One of them. IndexError: nobody has it."""
        return chance.choice(self.all(role, estate, department))

    def known(self, by: Actor | Account) -> Actor | Account:
        """The account as it is kept here, whose duties need not be asked for again; anybody else as they are."""
        return self.accounts.get(by.username, by) if isinstance(by, Account) else by

    def crew(self, estate: str, department: str) -> list[Account]:
        """Who works in this department: its operators, or its head where it has none."""
        found = [*self.all(Role.OPERATOR, estate, department)]
        return found or [*self.all(Role.DEPARTMENT, estate, department)]


def appear(projects: Mapping[str, Project]) -> Staff:
    """Make the accounts and duties of the cast. Nobody has a password: the demo's page signs them in."""
    staff = Staff()
    departments = {(part.project_id, part.code): part for part in Department.objects.all()}
    for member in PEOPLE:
        account = founding.add_account(member.username, member.name, language=member.language)
        staff.enrol(member, account)
    for account, post, code in _duties(staff):
        project = projects.get(code)
        department = departments[(project.pk, post.department)] if project and post.department else None
        founding.give_duty(account, post.role, None if department else project, department)
    for account in staff.accounts.values():
        keep_duties(account)  # they stay what they are for the length of the play
    return staff


def _duties(staff: Staff) -> Iterator[tuple[Account, Post, str]]:
    """Every duty, those at a member's first estate before the others: who is asked first goes by that order."""
    later = []
    for member in PEOPLE:
        for post in member.posts:
            for place, code in enumerate(post.estates or ("",)):
                duty = (staff.accounts[member.username], post, code)
                if place:
                    later.append(duty)
                else:
                    yield duty
    yield from later
