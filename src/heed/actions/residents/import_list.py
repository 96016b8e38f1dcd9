"""Importing a list of homes and residents: thousands of rows, all or nothing, without holding anybody up (R3, R10).

Comparing and preparing take seconds and need no transaction. The rows are then written in one short step, if nothing
that they were compared with has changed; else they are compared again. The keys of the search follow batch by batch.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping

from django.db import DatabaseError, IntegrityError, transaction

from heed.actions.engine.errors import Refused
from heed.actions.engine.lookup_keys import index_waiting_people
from heed.actions.engine.prepared_rows import PreparedRows, prepare, reserve_ids
from heed.process.case import Refusal
from heed.process.words import N_, PlaceKind
from heed.queries.residents.import_estates import EstateRows, ListPlan, list_plan
from heed.queries.residents.import_preview import ImportPlan, ProjectRecord, record_of
from heed.records.models import Occupancy, Person, PersonToIndex, Place, Project

#: How often the rows are compared again because homes or residents were changed meanwhile.
ATTEMPTS = 5
_log = logging.getLogger(__name__)


def import_residents(estates: EstateRows) -> ListPlan:
    """Write everything in the rows that is not on record yet; return what was written. Raises Refused.

    From the one short step on all homes and residents are on record. Only the search of the desk finds the new
    residents a little later; where this process ends before that, the worker goes on.
    """
    for _ in range(ATTEMPTS):
        records = {project: record_of(project) for project in estates}
        found = list_plan(estates, records)
        if _write(records, _all_prepared(found)):
            _index()
            return found
    raise Refused([Refusal(N_("Homes or residents of this project are being changed right now. Please try again."))])


def _write(records: Mapping[Project, ProjectRecord], rows: Iterable[PreparedRows]) -> bool:
    """Write the rows unless a record has changed; return whether they were written.

    The projects are locked, so that two imports at once create no home twice; complaints go on meanwhile.
    """
    ids = [project.pk for project in records]
    try:
        with transaction.atomic():
            list(Project.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
            if any(record_of(project) != record for project, record in records.items()):
                return False
            for one in rows:
                one.insert()
    except IntegrityError:  # on PostgreSQL: a home that was added between the comparison and the rows
        return False
    return True


def _index() -> None:
    """Write the keys of the new residents; what fails is left to the worker, since the list itself is on record."""
    try:
        index_waiting_people()
    except DatabaseError:
        _log.exception("The search does not know all imported residents yet; the worker goes on with them.")


def _all_prepared(found: ListPlan) -> list[PreparedRows]:
    """The rows of all estates. Raises Refused where anything stands against the list."""
    if found.problems:
        raise Refused([Refusal(trouble.msgid, trouble.column, trouble.params) for trouble in found.problems])
    return [one for project, plan in found.plans.items() for one in _prepared(project, plan)]


def _prepared(project: Project, plan: ImportPlan) -> Iterator[PreparedRows]:
    """The rows of the four tables, in the order in which one refers to the other."""
    places = _places(project, plan)
    yield prepare(Place, places)
    people = _people(plan)
    yield prepare(Person, people.values())
    path_ids = plan.place_ids | {place.path: place.pk for place in places}
    person_ids = plan.person_ids | {who: person.pk for who, person in people.items()}
    homes = list(plan.homes.values())
    yield prepare(
        Occupancy,
        [
            Occupancy(
                pk=pk,
                person_id=person_ids[home.who],
                place_id=path_ids[home.path],
                tenure=home.tenure.value,
                since_on=home.since_on,
            )
            for pk, home in zip(reserve_ids(Occupancy, len(homes)), homes, strict=True)
        ],
    ).or_ignored()  # a resident who moved out, and is back since the same day
    changed = sorted({person_ids[home.who] for home in homes})
    yield prepare(PersonToIndex, [PersonToIndex(pk) for pk in changed]).or_ignored()  # or waits already


def _places(project: Project, plan: ImportPlan) -> list[Place]:
    """The new places, buildings before what is in them."""
    found = sorted(plan.places.values(), key=lambda place: place.kind is not PlaceKind.BUILDING)
    ids = dict(zip((place.path for place in found), reserve_ids(Place, len(found)), strict=True))
    return [
        Place(
            pk=ids[place.path],
            project=project,
            parent_id=ids.get(place.parent) or plan.place_ids.get(place.parent),
            kind=place.kind.value,
            name=place.name,
            path=place.path,
            number=place.number,
        )
        for place in found
    ]


def _people(plan: ImportPlan) -> dict[tuple[str, str], Person]:
    ids = reserve_ids(Person, len(plan.persons))
    return {
        who: Person(pk=pk, name=line.name, phone=line.phone, email=line.email, honorific=line.honorific)
        for pk, (who, line) in zip(ids, plan.persons.items(), strict=True)
    }
