"""The first page of Setup: what is left to do, the projects, the policy in force."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heed.process.roles import ANSWERS_TELEPHONE
from heed.process.words import PlaceKind, Role
from heed.queries.notices.robots import has_unknown
from heed.queries.setup_access import projects_read_by
from heed.records.models import Duty, Place, PolicyVersion, Project
from heed.rooms.setup.requests import SetupRequest, setup_page


@setup_page
def home(request: SetupRequest) -> HttpResponse:
    """The projects that the account sets up or reads, and a checklist until the first is ready."""
    projects = list(projects_read_by(request.may).select_related("region").order_by("-is_active", "code"))
    context = {"projects": _counted(projects), "may": request.may, "steps": None}
    context["undecided"] = request.may.reads and has_unknown()
    active = [project for project in projects if project.is_active]
    if request.may.rules and active:
        context["steps"] = steps(active[0])
    return render(request, "setup/home.html", context)


def steps(project: Project) -> list[dict[str, object]] | None:
    """What is left to do at the first project; None where all is done (six queries)."""
    held = set(Duty.objects.filter(project=project, account__is_active=True).values_list("role", flat=True))
    staffed = bool(held.intersection(ANSWERS_TELEPHONE)) and Role.DIRECTOR.value in held
    found = [
        (_("Places"), _("Homes, buildings and public areas, by hand or from a spreadsheet."), "setup:sheet",
         _("Import a list"), Place.objects.filter(project=project).exists()),
        (_("Staff"), _("At least one receptionist and one customer-service director."), "setup:account_new",
         _("Add a staff member"), staffed),
        (_("Open hours"), _("When the desk is open; many clocks count only these hours."), "setup:hours",
         _("Check the hours"), project.calendar_id is not None),
        (_("Policy"), _("How fast an answer is due, and who is notified when it is overdue. The default follows "
                        "good practice."),
         "setup:policy", _("Review the policy"), PolicyVersion.objects.filter(number__gt=1).exists()),
    ]  # fmt: skip
    if all(done for *_rest, done in found):
        return None
    return [
        {"title": title, "text": text, "url": url, "act": act, "done": done, "project": project}
        for title, text, url, act, done in found
    ]


def _counted(projects: list[Project]) -> list[dict[str, object]]:
    """Each project with its homes, buildings and staff: two queries more."""
    keys = [project.pk for project in projects]
    of_kind = {kind: Count("pk", filter=Q(kind=kind.value, is_active=True)) for kind in PlaceKind}
    rows = Place.objects.filter(project__in=keys).order_by().values("project")
    places = {row["project"]: row for row in rows.annotate(**{kind.value: count for kind, count in of_kind.items()})}
    duties = Duty.objects.filter(project__in=keys, account__is_active=True).order_by().values("project")
    staff = {row["project"]: row["people"] for row in duties.annotate(people=Count("account", distinct=True))}
    return [
        {
            "project": project,
            "units": places.get(project.pk, {}).get("unit", 0),
            "buildings": places.get(project.pk, {}).get("building", 0),
            "staff": staff.get(project.pk, 0),
        }
        for project in projects
    ]
