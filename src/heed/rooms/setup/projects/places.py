"""The places of a project: a building at a time, so that a page stays small however large the estate."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.projects import change_place, create_place
from heed.process.words import PlaceKind
from heed.queries.complaints.old import old_complaints_of
from heed.queries.place_codes import code_of
from heed.queries.setup_access import places_set_up_by, projects_read_by
from heed.queries.staff.stewards import steward_of
from heed.records.models import Occupancy, Place, Project
from heed.rooms.setup.projects.natural_order import by_number
from heed.rooms.setup.projects.place_forms import PlaceForm
from heed.rooms.setup.projects.projects import address_of_place
from heed.rooms.setup.projects.steward_forms import StewardForm
from heed.rooms.setup.requests import SetupRequest, project_for, setup_page
from heed.ui.qr import square
from heed.ui.refusals import add_refusals
from heed.ui.requests import number_asked

FOUND = 60
MOST = 600  # homes of one building on a page


@setup_page
def tree(request: SetupRequest, code: str) -> HttpResponse:
    """The buildings with what stands in the chosen one, or what a search finds."""
    project = get_object_or_404(projects_read_by(request.may), code__iexact=code)
    places = Place.objects.filter(project=project).select_related("steward")
    sought = request.GET.get("q", "").strip()[:80]
    of_kind = {f"{kind.value}s": Count("children", Q(children__kind=kind.value)) for kind in PlaceKind}
    tops = by_number(places.filter(parent=None).annotate(**of_kind))
    chosen = _chosen(request, tops)
    within: Iterable[Place] = ()
    if sought:
        within = places.filter(Q(path__icontains=sought) | Q(number__icontains=sought))[:FOUND]
    elif chosen:
        within = places.filter(parent=chosen)[:MOST]
    context = {
        "project": project, "may": request.may, "sought": sought, "chosen": chosen,
        "arranges": places_set_up_by(request.may).filter(project=project).exists() or _arranges(request, project),
        "buildings": [place for place in tops if place.kind == PlaceKind.BUILDING],
        "spots": [place for place in tops if place.kind != PlaceKind.BUILDING],
        "floors": _with_residents(by_number(within)),
    }  # fmt: skip
    return render(request, "setup/projects/places.html", context)


@setup_page
def add(request: SetupRequest, code: str) -> HttpResponse:
    """Add a place; the form is then ready for the next one."""
    project = project_for(request, code)
    inside = Place.objects.filter(project=project, pk=number_asked(request, "in") or 0).first()
    kind = PlaceKind.UNIT if inside else PlaceKind.BUILDING
    initial = {"kind": kind.value, "parent": inside}
    form = PlaceForm(project, None, request.POST if request.method == "POST" else None, initial)
    context = {"form": form, "project": project, "inside": inside}
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/projects/place_form.html", context, status=422 if form.is_bound else 200)
    try:
        place = create_place(project, by=request.account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "setup/projects/place_form.html", context, status=409)
    messages.success(request, _("%(path)s has been added.") % {"path": place.path})
    if "next" in request.POST:
        return redirect(f"{reverse('setup:place_new', args=[project.code])}?in={place.parent_id or ''}")
    return redirect(_tree_of(project, place))


@setup_page
def edit(request: SetupRequest, code: str, key: int) -> HttpResponse:
    """Rename or renumber a place, or take it out of use."""
    project = project_for(request, code)
    place = get_object_or_404(places_set_up_by(request.may), project=project, pk=key)
    form = PlaceForm(project, place, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return place_page(request, place, form, status=422 if form.is_bound else 200)
    try:
        place = change_place(place, by=request.account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return place_page(request, place, form, status=409)
    messages.success(request, _("Saved."))
    return redirect(_tree_of(project, place))


def place_page(
    request: SetupRequest,
    place: Place,
    form: PlaceForm | None = None,
    steward: StewardForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one place: its name and number, its steward, who lives there."""
    code = code_of(place)
    address = address_of_place(code.code) if code else ""
    context = {
        "place_code": code,
        "code_address": address,
        "code_square": square(address) if code else "",
        "form": form or PlaceForm(place.project, place),
        "project": place.project,
        "place": place,
        "residents": _residents(place),
        "steward_form": steward or StewardForm(place),
        "steward": steward_of(place),
        "old": old_complaints_of(request.account, place=place),
    }
    return render(request, "setup/projects/place_form.html", context, status=status)


def _tree_of(project: Project, place: Place) -> str:
    inside = place.pk if place.kind == PlaceKind.BUILDING else place.parent_id
    return reverse("setup:places", args=[project.code]) + (f"?in={inside}" if inside else "")


def _arranges(request: SetupRequest, project: Project) -> bool:
    return request.may.projects is None or project.pk in request.may.projects


def _chosen(request: SetupRequest, tops: list[Place]) -> Place | None:
    chosen = number_asked(request, "in")
    buildings = [place for place in tops if place.kind == PlaceKind.BUILDING]
    return next((place for place in buildings if place.pk == chosen), buildings[0] if buildings else None)


def _with_residents(places: list[Place]) -> list[dict[str, Any]]:
    """Each place with how many people live there (one query)."""
    lived = Occupancy.objects.filter(place__in=[place.pk for place in places], until_on=None).order_by()
    counts = dict(lived.values_list("place").annotate(Count("person", distinct=True)))
    return [{"place": place, "people": counts.get(place.pk, 0)} for place in places]


def _residents(place: Place) -> Iterable[Occupancy]:
    return Occupancy.objects.filter(place=place, until_on=None).select_related("person").order_by("pk")
