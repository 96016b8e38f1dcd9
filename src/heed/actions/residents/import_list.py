"""Importing a list of homes and residents: thousands of rows in one transaction, all or nothing (R3, R10)."""

from django.db import transaction

from heed.actions.engine.errors import Refused
from heed.actions.engine.lookup_keys import index_people
from heed.process.case import Refusal
from heed.process.words import PlaceKind
from heed.queries.residents.import_estates import EstateRows, ListPlan, list_plan
from heed.queries.residents.import_preview import ImportPlan
from heed.records.models import Occupancy, Person, Place, Project

BATCH = 1000


@transaction.atomic
def import_residents(estates: EstateRows) -> ListPlan:
    """Write everything in the rows that is not on record yet; return what was written. Raises Refused.

    The projects are locked meanwhile, so that two imports at once create no home twice.
    """
    list(Project.objects.select_for_update().filter(pk__in=[project.pk for project in estates]).order_by("pk"))
    found = list_plan(estates)
    if found.problems:
        raise Refused([Refusal(trouble.msgid, trouble.column, trouble.params) for trouble in found.problems])
    for project, plan in found.plans.items():
        _write(project, plan)
    return found


def _write(project: Project, plan: ImportPlan) -> None:
    places = plan.place_ids | _create_places(project, plan)
    persons = plan.person_ids | _create_people(plan)
    Occupancy.objects.bulk_create(
        [
            Occupancy(
                person_id=persons[home.who],
                place_id=places[home.path],
                tenure=home.tenure.value,
                since_on=home.since_on,
            )
            for home in plan.homes.values()
        ],
        batch_size=BATCH,
        ignore_conflicts=True,  # a resident who moved out, and is back since the same day
    )
    changed = sorted({persons[home.who] for home in plan.homes.values()})
    for start in range(0, len(changed), BATCH):
        index_people(changed[start : start + BATCH])


def _create_places(project: Project, plan: ImportPlan) -> dict[str, int]:
    """Create the buildings, then the places in them; return the ids by path."""
    made: dict[str, int] = {}
    for inside in (False, True):
        rows = [
            Place(
                project=project,
                parent_id=made.get(place.parent) or plan.place_ids.get(place.parent),
                kind=place.kind.value,
                name=place.name,
                path=place.path,
                number=place.number,
            )
            for place in plan.places.values()
            if (place.kind is not PlaceKind.BUILDING) is inside
        ]
        made |= {row.path: row.pk for row in Place.objects.bulk_create(rows, batch_size=BATCH)}
    return made


def _create_people(plan: ImportPlan) -> dict[tuple[str, str], int]:
    rows = [
        Person(name=line.name, phone=line.phone, email=line.email, honorific=line.honorific)
        for line in plan.persons.values()
    ]
    made = Person.objects.bulk_create(rows, batch_size=BATCH)
    return {who: row.pk for who, row in zip(plan.persons, made, strict=True)}
