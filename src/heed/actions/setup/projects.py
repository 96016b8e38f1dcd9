"""Projects, their open hours, places and departments (R41, R60, R150): the only writer of them after founding."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from heed.actions.engine import to_tally
from heed.actions.engine.errors import NotDone, Refused
from heed.actions.notices.robots import mark_projects_with_robots
from heed.actions.setup.founding import ensure_policy
from heed.actions.staff.regional import spread_regional_duties
from heed.process.calendar import Hours
from heed.process.case import Refusal
from heed.process.intervals import CalendarError
from heed.process.words import N_, PlaceKind
from heed.queries.complaints.rows import only_open
from heed.queries.policies import current_policy
from heed.records.models import Account, Calendar, Complaint, Department, Place, Project

#: The columns of a project that may be changed.
PROJECT = (
    "code", "name", "slug", "hotline", "address", "kind", "region", "timezone", "language", "currency", "is_active",
)  # fmt: skip
_TAKEN_CODE = N_("Another project already uses this code.")
_TAKEN_SLUG = N_("Another project already uses this address.")


class NewerVersion(NotDone):
    """A newer version was saved meanwhile; `number` is the newest."""

    def __init__(self, number: int) -> None:
        super().__init__(f"version {number} was kept meanwhile")
        self.number = number


@transaction.atomic
def open_project(*, by: Account | None, departments: Iterable[str] | None = None, **facts: object) -> Project:
    """Create a project with the departments of the policy in force, or some of them. Raises Refused."""
    ensure_policy()
    project = Project()
    _write_project(project, {"slug": slugify(str(facts.get("code", ""))), **facts})
    spread_regional_duties()
    mark_projects_with_robots()
    wanted = [part.code for part in current_policy().departments] if departments is None else departments
    Department.objects.bulk_create(Department(project=project, code=code) for code in wanted)
    return project


@transaction.atomic
def change_project(project: Project, *, by: Account, **facts: object) -> Project:
    """Change facts of a project. Raises Refused where the code or slug is taken, or open complaints forbid it."""
    if facts.get("is_active") is False and only_open(Complaint.objects.filter(project=project)).exists():
        raise Refused([Refusal(N_("Close the open complaints of this project first."), "is_active")])
    _write_project(project, facts)
    spread_regional_duties()
    return project


def _write_project(project: Project, facts: dict[str, object]) -> None:
    for name in PROJECT:
        if name in facts:
            setattr(project, name, facts[name])
    others = Project.objects.exclude(pk=project.pk)
    against = []
    if others.filter(code__iexact=project.code).exists():
        against.append(Refusal(_TAKEN_CODE, "code"))
    if others.filter(slug__iexact=project.slug).exists():
        against.append(Refusal(_TAKEN_SLUG, "slug"))
    if against:
        raise Refused(against)
    _zone(project.timezone)
    try:
        with transaction.atomic():
            if project.pk and _moves_zone(project):
                to_tally.mark_project(project.pk)  # its months begin at another instant
            project.save(update_fields=PROJECT if project.pk else None)
    except IntegrityError as taken:  # by another transaction, just now
        raise Refused([Refusal(_TAKEN_CODE, "code")]) from taken


def _moves_zone(project: Project) -> bool:
    return not Project.objects.filter(pk=project.pk, timezone=project.timezone).exists()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        message = N_("“%(timezone)s” is not a known time zone.")
        raise Refused([Refusal(message, "timezone", {"timezone": name})]) from unknown


@transaction.atomic
def save_hours(project: Project, document: object, *, by: Account, seen: int, at: datetime | None = None) -> Calendar:
    """Save a new version of the project's open hours and return it; running clocks keep their times.

    `seen` is the number of the version that was edited (0: none). Raises Refused where the document is no calendar,
    NewerVersion where another version was saved meanwhile.
    """
    try:
        hours = Hours.from_document(document)
        if not any(hours.week):
            raise CalendarError(N_("At least one day of the week needs opening hours."), where="week")
    except CalendarError as error:
        raise Refused([Refusal(error.msgid, error.where, error.params)]) from error
    locked = Project.objects.select_for_update(of=("self",)).select_related("calendar").get(pk=project.pk)
    newest = locked.calendar.number if locked.calendar else 0
    if newest != seen:
        raise NewerVersion(newest)
    document, made_at = hours.as_document(), at or timezone.now()
    project.calendar = Calendar.objects.create(
        project=project, number=newest + 1, document=document, made_by=by, made_at=made_at
    )
    project.save(update_fields=["calendar"])
    return project.calendar


@transaction.atomic
def create_place(
    project: Project, *, by: Account, kind: PlaceKind | str, name: str, parent: Place | None = None, number: str = ""
) -> Place:
    """Create a building, unit or spot below its parent. Raises Refused where it exists already."""
    place = Place(project=project, parent=parent, kind=str(kind), name=name, number=number)
    place.path = _path(parent, name)
    _refuse_twice(place)
    place.save()
    return place


@transaction.atomic
def change_place(place: Place, *, by: Account, name: str, number: str = "", is_active: bool = True) -> Place:
    """Change the name, number or use of a place; the places below it follow. Raises Refused."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    before = place.path
    place.name, place.number, place.is_active = name, number, is_active
    place.path = _path(place.parent, name)
    _refuse_twice(place)
    place.save()
    if place.path != before:
        _update_paths(place.project_id, {place.pk: place.path})
    if not is_active:
        _deactivate_below(place.project_id, {place.pk})
    return place


def _path(parent: Place | None, name: str) -> str:
    path = f"{parent.path} {name}" if parent else name
    if len(path) > 200:
        raise Refused([Refusal(N_("The name together with the building's name is too long."), "name")])
    return path


def _refuse_twice(place: Place) -> None:
    same = Place.objects.filter(project=place.project_id, path=place.path).exclude(pk=place.pk)
    if same.exists():
        raise Refused([Refusal(N_("“%(path)s” already exists."), "name", {"path": place.path})])


def _update_paths(project_id: int, paths: dict[int, str]) -> None:
    """Update the paths of the places below, level by level."""
    while paths:
        below = list(Place.objects.filter(project=project_id, parent__in=paths))
        for place in below:
            place.path = f"{paths[place.parent_id or 0]} {place.name}"[:200]
        Place.objects.bulk_update(below, ["path"], batch_size=500)
        paths = {place.pk: place.path for place in below}


def _deactivate_below(project_id: int, parents: set[int]) -> None:
    """Deactivate the places below places that are out of use."""
    while parents:
        below = Place.objects.filter(project=project_id, parent__in=parents)
        parents = set(below.values_list("pk", flat=True))
        below.update(is_active=False)


@transaction.atomic
def set_department(project: Project, code: str, *, by: Account, name: str = "", is_active: bool = True) -> Department:
    """Set whether a department of the policy works at this project, and its own name. Raises Refused where a department
    that is switched off still has orders or people."""
    department, _new = Department.objects.get_or_create(project=project, code=code)
    if department.is_active and not is_active:
        if department.orders.filter(ended_at__isnull=True).exists():
            raise Refused([Refusal(N_("This department still has open work orders."), code)])
        if department.duties.filter(account__is_active=True).exists():
            raise Refused([Refusal(N_("There are still people with duties in this department."), code)])
    department.name, department.is_active = name, is_active
    department.save()
    return department
