"""Creating what the first complaint needs: a policy, a project, departments, places, people and duties."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.lookup_keys import index_people
from heed.actions.engine.sealing import seal_policy
from heed.actions.record.audit import record_event
from heed.process.policy import default_policy
from heed.process.words import AuditKind, PlaceKind, Role, Tenure
from heed.queries.policies import current_policy
from heed.records.models import (
    Account,
    Department,
    Duty,
    Occupancy,
    Person,
    Place,
    PolicyVersion,
    Project,
)


@transaction.atomic
def ensure_policy(at: datetime | None = None, note: str = "") -> PolicyVersion:
    """Return the policy in force; create version 1 from the default, with this note, where there is none."""
    newest = PolicyVersion.objects.first()
    if newest is not None:
        return newest
    document = default_policy().model_dump(mode="json")
    first = PolicyVersion.objects.create(number=1, document=document, note=note, made_at=at or timezone.now())
    seal_policy(first)
    record_event(AuditKind.POLICY, at=at, facts={"number": 1})
    return first


def add_project(code: str, name: str, **details: str) -> Project:
    """Create a project with the departments of the policy. IntegrityError where the code or the slug is taken."""
    ensure_policy()
    project = Project.objects.create(code=code, name=name, slug=details.pop("slug", code.lower()), **details)
    policy = current_policy()
    Department.objects.bulk_create(Department(project=project, code=part.code) for part in policy.departments)
    return project


def add_place(project: Project, kind: PlaceKind, name: str, parent: Place | None = None, number: str = "") -> Place:
    """Create a building, unit or spot below its parent."""
    path = f"{parent.path} {name}" if parent else name
    return Place.objects.create(project=project, parent=parent, kind=kind, name=name, path=path, number=number)


@transaction.atomic
def add_account(
    username: str, name: str, password: str | None = None, *, by: Account | None = None, **details: Any
) -> Account:
    """Create an account of staff; without a password it cannot sign in."""
    account = Account(username=username, name=name, **details)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    record_event(AuditKind.ACCOUNT_ADDED, by=by, account=account)
    return account


@transaction.atomic
def give_duty(
    account: Account,
    role: Role,
    project: Project | None = None,
    department: Department | None = None,
    *,
    by: Account | None = None,
) -> Duty:
    """Return the duty at a project or a department of it, or (neither) for the company; create it if needed."""
    duty, is_new = Duty.objects.get_or_create(
        account=account, role=role, project=department.project if department else project, department=department
    )
    if is_new:
        record_duty(AuditKind.DUTY_GIVEN, duty, by=by)
    return duty


def record_duty(kind: AuditKind, duty: Duty, *, by: Account | None) -> None:
    """Record in the audit log that a duty was given or removed."""
    facts = {"role": duty.role, "project": duty.project.code if duty.project else ""}
    if duty.department is not None:
        facts["department"] = duty.department.code
    record_event(kind, by=by, account=duty.account, facts=facts)


def add_person(name: str, phone: str = "", **details: str | bool) -> Person:
    """Create an owner or resident."""
    return Person.objects.create(name=name, phone=phone, **details)


@transaction.atomic
def add_occupancy(person: Person, place: Place, tenure: Tenure, since_on: date | None = None) -> Occupancy:
    """Record that the person lives in the place."""
    occupancy = Occupancy.objects.create(person=person, place=place, tenure=tenure, since_on=since_on)
    index_people([person.pk])
    return occupancy


@transaction.atomic
def add_homes(building: Place, homes: Iterable[tuple[str, str]]) -> list[Place]:
    """Create many units of a building, by name and number."""
    return Place.objects.bulk_create(
        Place(
            project_id=building.project_id, parent=building, kind=PlaceKind.UNIT, name=name,
            path=f"{building.path} {name}", number=number,
        )
        for name, number in homes
    )  # fmt: skip


@transaction.atomic
def add_residents(homes: Iterable[tuple[Person, Place, Tenure, date]]) -> None:
    """Create many people who live in these places since these days."""
    settled = list(homes)
    people = Person.objects.bulk_create(person for person, *_ in settled)
    Occupancy.objects.bulk_create(
        Occupancy(person=person, place=place, tenure=tenure, since_on=since_on)
        for person, place, tenure, since_on in settled
    )
    index_people([person.pk for person in people])
