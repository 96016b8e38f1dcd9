"""Correcting what is on record of a person: in the own record, and where matters that go on carry the same."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.index import index_complaints
from heed.actions.engine.sealing import seal
from heed.actions.record.audit import record_event
from heed.actions.residents.residents import change_person
from heed.insight.guest_keys import guest_key
from heed.insight.phones import region_of
from heed.process.words import AuditKind
from heed.queries.privacy.erasable import seats_to_come
from heed.queries.privacy.seats import seats_of
from heed.records.models import Account, Complaint, Occupancy, Person, SignUp


@transaction.atomic
def correct_person(
    person: Person, facts: Mapping[str, str], *, by: Account | None, at: datetime | None = None
) -> list[str]:
    """Write the right facts (name, honorific, phone, email, language, notes) and return the numbers of the matters in
    which the same name or contact was put right too: those that go on, so that messages reach the right person; and of
    reception days to come, the themes."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    before = {"name": locked.name, "phone": locked.phone, "email": locked.email}
    changed = {name: value for name, value in facts.items() if getattr(locked, name) != value}
    if not changed:
        return []
    seats = _to_come(locked, at or timezone.now())
    change_person(locked, by=by, **changed)
    numbers = []
    for complaint in _going_on(locked):
        columns = _put_right(complaint, before, changed)
        if columns:
            Complaint.objects.filter(pk=complaint.pk).update(**columns)
            index_complaints([complaint.pk])
            complaint.refresh_from_db()
            seal(complaint)
            numbers.append(complaint.number)
    themes = [seat.day.theme for seat in seats if _put_seat_right(seat, before, changed)]
    facts_changed = {"changed": sorted(changed), "complaints": len(numbers), "seats": len(themes)}
    record_event(AuditKind.DATA_CORRECTED, by=by, person=locked, at=at or timezone.now(), facts=facts_changed)
    return numbers + themes


def _going_on(person: Person) -> list[Complaint]:
    found = Complaint.objects.select_for_update(of=("self",), no_key=True).filter(person=person, erased_at__isnull=True)
    return [complaint for complaint in found.order_by("pk") if complaint.is_open]


def _put_right(complaint: Complaint, before: dict[str, str], changed: dict[str, str]) -> dict[str, str]:
    """The columns of a complaint that carried what was wrong."""
    columns = {}
    if "name" in changed and complaint.name == before["name"]:
        columns["name"] = changed["name"]
    for way in ("phone", "email"):
        if way in changed and before[way] and complaint.contact == before[way] and changed[way]:
            columns["contact"] = changed[way]
    if changed.get("language"):
        columns["language"] = changed["language"]
    return columns


def _to_come(person: Person, at: datetime) -> list[SignUp]:
    homes = Occupancy.objects.filter(person=person).select_related("place")
    return seats_to_come(seats_of(person, homes), at)


def _put_seat_right(seat: SignUp, before: dict[str, str], changed: dict[str, str]) -> bool:
    """Write what was wrong into a sign-up, and by what it is found from now on; return whether anything was."""
    columns = {}
    if "name" in changed and seat.name == before["name"]:
        columns["name"] = changed["name"]
    way = "email" if "@" in seat.contact else "phone"
    if seat.contact and changed.get(way):
        columns["contact"] = changed[way]
    if changed.get("language"):
        columns["language"] = changed["language"]
    if columns:
        region = region_of(seat.day.project.timezone)
        key = guest_key(columns.get("contact", seat.contact), columns.get("name", seat.name), region)
        SignUp.objects.filter(pk=seat.pk).update(**columns, found_by=key)
    return bool(columns)
