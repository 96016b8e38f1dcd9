"""Whom the desk means: the person behind a number, a room or a name, and what is known of them (R10)."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from heed.insight.rooms import room
from heed.process.words import ENDED, Tenure, VisitOutcome
from heed.queries.sight import complaints_visible_to, people_visible_to
from heed.records.models import Account, Complaint, Occupancy, Person, Place, Project

ENDED_CODES = [stage.value for stage in ENDED]
SHOWN = 4  # complaints on the card


@dataclass(frozen=True)
class Known:
    """A person and their home, with what is on record about them."""

    person: Person
    place: Place | None = None
    tenure: str = ""
    total: int = 0
    unfinished: int = 0
    satisfied_at: datetime | None = None
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def fill(self) -> dict[str, Any]:
        """What choosing this person puts into the form."""
        person, place = self.person, self.place
        return {
            "person": person.pk,
            "place": place.pk if place else "",
            "name": person.name,
            "unit": place.path if place else "",
            "contact": person.phone or person.email,
            "anonymous": False,
        }

    @property
    def fill_json(self) -> str:
        """The same for the page's script."""
        return json.dumps(self.fill, ensure_ascii=False)

    @property
    def home(self) -> str:
        """As what, and where, the person lives: "Owner · 3号楼 1502"."""
        said = (_(Tenure(self.tenure).label) if self.tenure else "", self.place.path if self.place else "")
        return " · ".join(part for part in said if part)


def known_ones(people: Sequence[Person], projects: Sequence[Project]) -> list[Known]:
    """The homes of these people at these projects, and their figures: two queries for all of them."""
    lived = Occupancy.objects.filter(person__in=people, place__project__in=projects, until_on__isnull=True)
    homes: dict[int, Occupancy] = {}
    for occupancy in lived.select_related("place").order_by("-pk"):
        homes[occupancy.person_id] = occupancy
    figures = Complaint.objects.filter(person__in=people, project__in=projects).values("person")
    counted = figures.annotate(total=Count("pk"), unfinished=Count("pk", filter=~Q(stage__in=ENDED_CODES)))
    counts = {row["person"]: (row["total"], row["unfinished"]) for row in counted}
    found = []
    for person in people:
        home = homes.get(person.pk)
        total, unfinished = counts.get(person.pk, (0, 0))
        found.append(Known(person, home.place if home else None, home.tenure if home else "", total, unfinished))
    return found


def card_of(account: Account, projects: Sequence[Project], person_id: int) -> Known | None:
    """The person's card: home, figures, the latest complaints; None where the account may not see them."""
    person = people_visible_to(account).filter(pk=person_id).first()
    if person is None:
        return None
    known = known_ones([person], projects)[0]
    theirs = complaints_visible_to(account).filter(person=person, project__in=projects)
    satisfied = theirs.filter(owner_verdict=VisitOutcome.SATISFIED.value).aggregate(at=Max("closed_at"))["at"]
    latest = list(theirs.order_by("-received_at")[:SHOWN])
    return Known(
        person, known.place, known.tenure, known.total, known.unfinished, satisfied_at=satisfied, complaints=latest
    )


def found(account: Account, projects: Sequence[Project], text: str, limit: int = 6) -> list[Known]:
    """The people that a number, a room or a name may mean, with their homes and figures."""
    text = text.strip()
    if not text:
        return []
    digits = re.sub(r"\D", "", text)
    where = Q(name__icontains=text)
    if len(digits) >= 3 and digits == re.sub(r"[\s+()-]", "", text):
        where |= Q(tail=digits) if len(digits) == 4 else Q(digits__contains=digits)
    home = room(text)
    if home:
        where |= Q(occupancies__place__number__istartswith=home, occupancies__until_on__isnull=True)
    people = people_visible_to(account).filter(where, erased_at__isnull=True).order_by("name", "pk")[:limit]
    return known_ones(list(people), projects)
