"""The person behind a number, a home or a name, and what is known of them (R10)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from heed.process.roles import MAY_REVEAL
from heed.process.words import Tenure, VisitOutcome
from heed.queries.access import projects_of
from heed.queries.complaints.old import OldHistory, old_history
from heed.queries.residents.care import Care, care_of
from heed.queries.residents.lookup import PersonFound, PersonHome, find_people, people_by_id
from heed.records.models import Account, Project


@dataclass(frozen=True)
class KnownPerson:
    """A person as the desk shows them, with the home in question; `care` and `before_heed` (complaints from old lists)
    only once they are recognised."""

    person: PersonFound
    care: Care | None = None
    before_heed: OldHistory | None = None

    @property
    def place(self) -> PersonHome | None:
        """The first home."""
        return self.person.homes[0] if self.person.homes else None

    @property
    def home(self) -> str:
        """The person's tenure and home: "Owner · 3号楼 1502"."""
        place = self.place
        return f"{_(Tenure(place.tenure).label)} · {place.path}" if place else ""

    @property
    def total(self) -> int:
        return self.person.open_count + self.person.past_count

    @property
    def satisfied_at(self) -> datetime | None:
        """When the person last said that they were satisfied, among their newest complaints."""
        closed = [one.closed_at for one in self.person.newest if one.owner_verdict == VisitOutcome.SATISFIED]
        return max((at for at in closed if at is not None), default=None)

    @property
    def fill(self) -> dict[str, Any]:
        """What choosing this person puts into the form; the contact stays on record and is never sent to the page."""
        place = self.place
        return {
            "person": self.person.person_id,
            "place": place.place_id if place else "",
            "name": self.person.name,
            "unit": place.path if place else "",
            "contact": "",
            "anonymous": False,
        }

    @property
    def fill_json(self) -> str:
        """The same for the page's script."""
        return json.dumps(self.fill, ensure_ascii=False)


def found(account: Account, projects: Sequence[Project], text: str) -> list[KnownPerson]:
    """The people whom a number, a home or a name fits."""
    return [KnownPerson(person) for person in find_people(_seen(account, projects), text, reader=account)]


def card_of(account: Account, projects: Sequence[Project], person_id: int) -> KnownPerson | None:
    """The person's card; None where the account may not see them."""
    known = people_by_id([person_id], _seen(account, projects), account)
    visible = [person for person in known if person.homes or person.open_count or person.past_count]
    return recognised(account, KnownPerson(visible[0])) if visible else None


def recognised(account: Account, known: KnownPerson) -> KnownPerson:
    """The person on the line or at the counter, with their needs in contact, and what came before Heed."""
    person = known.person
    before = old_history(account, person.person_id, [home.place_id for home in person.homes])
    return replace(known, care=care_of(person.person_id, reads_reason=True), before_heed=before)


def _seen(account: Account, projects: Sequence[Project]) -> list[int]:
    """The projects among these whose residents the account may look up."""
    mine = set(projects_of(account, MAY_REVEAL).values_list("pk", flat=True))
    return [project.pk for project in projects if project.pk in mine]
