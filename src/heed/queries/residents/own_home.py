"""The page of a resident: who is signed in, where they live now, their matters, and those that others let them read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from heed.process.words import PlaceKind, Tenure
from heed.queries.residents.matching import residents_called_at
from heed.records.models import Complaint, HomeIdentity, HomeVisit, HouseholdSight, Occupancy, Person, Project
from heed.records.owner_keys import link_hash_of

#: A visit ends when nothing was pressed for so long, and at the latest after so long.
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
#: So many matters are shown, the newest first.
MATTERS = 50


@dataclass(frozen=True, slots=True)
class Housemate:
    """Another resident of the same home; `allowed`: reads my matters, `allows`: lets me read theirs."""

    person_id: int
    name: str
    tenure: Tenure
    place_id: int
    home: str
    allowed: bool
    allows: bool


def present_homes(person_id: int, project_id: int, on: date) -> list[Occupancy]:
    """Return the homes at a project in which a person lives on this day, the longest first."""
    here = Occupancy.objects.filter(_lives_on(on), person=person_id, place__project=project_id)
    return list(here.select_related("place").order_by("since_on", "pk"))


def resident_called_at(project: Project, telephone: str, on: date) -> Person | None:
    """Return the resident with this telephone who lives at the project now; of several the owner first."""
    people = {person.pk: person for person in residents_called_at(project, telephone)}
    here = Occupancy.objects.filter(_lives_on(on), person__in=people, place__project=project)
    order = [tenure.value for tenure in Tenure]
    found = sorted(here.values_list("tenure", "person_id"), key=lambda row: (order.index(row[0]), row[1]))
    return people[found[0][1]] if found else None


def resident_known_as(project: Project, identity_hash: str, on: date) -> Person | None:
    """Return the resident who signs in by this account and lives at the project now."""
    found = HomeIdentity.objects.filter(identity_hash=identity_hash, project=project, person__erased_at__isnull=True)
    identity = found.select_related("person").first()
    if identity is None or not present_homes(identity.person_id, project.pk, on):
        return None
    return identity.person


def identities_of(person_id: int, project_id: int | None = None) -> list[HomeIdentity]:
    """Return the accounts by which a person signs in, at this project or anywhere, with their projects."""
    found = HomeIdentity.objects.filter(person=person_id).select_related("project")
    return list((found.filter(project=project_id) if project_id else found).order_by("pk"))


def visit_of(secret: str, now: datetime) -> HomeVisit | None:
    """Return the open visit with this secret, with its person and project; None for an unknown or ended one, and
    where the person lives at the project no more."""
    if "\0" in secret:
        return None
    open_still = HomeVisit.objects.filter(
        secret_hash=link_hash_of(secret), ended_at__isnull=True, seen_at__gt=now - IDLE, began_at__gt=now - LONGEST
    )
    visit = open_still.select_related("person", "project").first()
    if visit is None or visit.person.erased_at or not visit.project.is_active:
        return None
    return visit if present_homes(visit.person_id, visit.project_id, timezone.localdate(now)) else None


def ended_visit_of(secret: str) -> HomeVisit | None:
    """Return the visit with this secret, whether or not it has ended, with its project; None for an unknown one."""
    if "\0" in secret:
        return None
    known = HomeVisit.objects.filter(secret_hash=link_hash_of(secret), project__is_active=True)
    return known.select_related("project").first()


def own_matters(person_id: int, homes: list[Occupancy]) -> QuerySet[Complaint]:
    """Return a person's complaints of the present homes, and those of public places since the person lives here.

    Nothing of a former home, and nothing whose words were erased.
    """
    here = Q(place__in=[home.place_id for home in homes])
    since = None if any(home.since_on is None for home in homes) else min(h.since_on for h in homes if h.since_on)
    public = Q(place__isnull=True) | ~Q(place__kind=PlaceKind.UNIT.value)
    if since is not None:
        here &= Q(received_on__gte=since)
        public &= Q(received_on__gte=since)
    mine = Complaint.objects.filter(person=person_id, erased_at__isnull=True, anonymous=False)
    return mine.filter(here | public, project=homes[0].place.project_id)


def newest(found: QuerySet[Complaint]) -> list[Complaint]:
    """Return the newest of these complaints with what the page shows of each, those that go on first."""
    rows = list(found.select_related("project", "merged_into").order_by("-received_at", "-pk")[:MATTERS])
    return sorted(rows, key=lambda one: not one.is_open)


def housemates_of(person_id: int, homes: list[Occupancy], on: date) -> list[Housemate]:
    """Return the others who live in these homes now; three queries."""
    places = {home.place_id: home.place for home in homes}
    others = Occupancy.objects.filter(_lives_on(on), place__in=places, person__erased_at__isnull=True)
    rows = others.exclude(person=person_id).select_related("person").order_by("place_id", "pk")
    given = set(_running(places).filter(whose=person_id).values_list("place_id", "reader_id"))
    received = set(_running(places).filter(reader=person_id).values_list("place_id", "whose_id"))
    return [
        Housemate(
            row.person_id, row.person.name, Tenure(row.tenure), row.place_id, places[row.place_id].path,
            (row.place_id, row.person_id) in given, (row.place_id, row.person_id) in received,
        )
        for row in rows
    ]  # fmt: skip


def matters_shown_by(
    housemates: list[Housemate], homes: list[Occupancy], on: date
) -> list[tuple[str, list[Complaint]]]:
    """Return the matters that others of the home let this person read, each under their name: only to read."""
    shown = []
    for mate in housemates:
        if mate.allows:
            theirs = [home for home in present_homes(mate.person_id, homes[0].place.project_id, on)
                      if home.place_id == mate.place_id]  # fmt: skip
            if theirs:
                shown.append((mate.name, newest(own_matters(mate.person_id, theirs))))
    return shown


def sights_of(person_id: int) -> list[HouseholdSight]:
    """Return whom a person let read the own matters, and who let the person, with when it was withdrawn: for staff."""
    found = HouseholdSight.objects.filter(Q(whose=person_id) | Q(reader=person_id))
    return list(found.select_related("whose", "reader", "place").order_by("-pk"))


def _running(places: Iterable[int]) -> QuerySet[HouseholdSight]:
    return HouseholdSight.objects.filter(place__in=list(places), withdrawn_at__isnull=True)


def _lives_on(on: date) -> Q:
    begun = Q(since_on__isnull=True) | Q(since_on__lte=on)
    return begun & (Q(until_on__isnull=True) | Q(until_on__gte=on))
