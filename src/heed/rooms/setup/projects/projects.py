"""Projects: their facts, what belongs to them, and the poster with the address for owners (R41)."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.projects import change_project, open_project
from heed.queries.policies import current_version_id, hours_of
from heed.queries.regions import region_path
from heed.queries.setup_access import projects_read_by, projects_set_up_by
from heed.records.models import Occupancy, Place, Project
from heed.rooms.setup.projects.forms import ProjectForm
from heed.rooms.setup.projects.hours_text import open_now, years_to_confirm
from heed.rooms.setup.requests import SetupRequest, project_for, require, setup_page
from heed.rooms.setup.staff.duty_text import people_of
from heed.ui.qr import square
from heed.ui.refusals import add_refusals


@setup_page
def show(request: SetupRequest, code: str) -> HttpResponse:
    """One project: its facts, its open hours now, places, staff, and the address for owners."""
    project = get_object_or_404(projects_read_by(request.may), code__iexact=code)
    hours = hours_of(project.calendar_id, current_version_id())
    kinds = Place.objects.filter(project=project, is_active=True).order_by().values_list("kind")
    context = {
        "project": project,
        "may": request.may,
        "arranges": projects_set_up_by(request.may).filter(pk=project.pk).exists(),
        "now": open_now(hours, timezone.now()),
        "years": years_to_confirm(hours, timezone.now()),
        "own_hours": project.calendar_id is not None,
        "counts": dict(kinds.annotate(Count("pk"))),
        "residents": Occupancy.objects.filter(place__project=project, until_on=None)
        .values("person")
        .distinct()
        .count(),
        "staff": people_of(project),
        "address": address_of(project),
        "region": region_path(project.region) if project.region else "",
        "month": project.months.first(),
    }
    return render(request, "setup/projects/project.html", context)


@setup_page
def add(request: SetupRequest) -> HttpResponse:
    """Create a project."""
    require(request.may.rules)
    form = ProjectForm(None, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _form(request, form, None)
    if not form.is_valid():
        return _form(request, form, None, 422)
    try:
        project = open_project(by=request.account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return _form(request, form, None, 409)
    messages.success(request, _("The project has been added. Add its places and its staff next."))
    return redirect("setup:project", code=project.code)


@setup_page
def edit(request: SetupRequest, code: str) -> HttpResponse:
    """Change the facts of a project."""
    require(request.may.rules)
    project = project_for(request, code)
    form = ProjectForm(project, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _form(request, form, project)
    if not form.is_valid():
        return _form(request, form, project, 422)
    try:
        project = change_project(project, by=request.account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return _form(request, form, project_for(request, code), 409)
    messages.success(request, _("Saved."))
    return redirect("setup:project", code=project.code)


@setup_page
def poster(request: SetupRequest, code: str) -> HttpResponse:
    """A page to print for the lobby: the address for owners, also as a picture for their telephone."""
    project = get_object_or_404(projects_read_by(request.may), code__iexact=code)
    address = address_of(project)
    return render(
        request, "setup/projects/poster.html", {"project": project, "address": address, "qr": square(address)}
    )


def address_of(project: Project) -> str:
    """The full address of the page where owners report, as it is printed."""
    try:
        return settings.HEED_URL + reverse("portal:project", args=[project.slug])
    except NoReverseMatch:
        return f"{settings.HEED_URL}/p/{project.slug}/"


def address_of_place(code: str) -> str:
    """The full address to which the code of a place leads, as it is printed."""
    return f"{settings.HEED_URL}/at/{code}/"


def _form(request: SetupRequest, form: ProjectForm, project: Project | None, status: int = 200) -> HttpResponse:
    return render(request, "setup/projects/project_form.html", {"form": form, "project": project}, status=status)
