"""The codes of a project's places: made for many at once, printed as posters or stickers, renewed."""

from collections.abc import Collection
from typing import IO, Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.exports import start_export
from heed.actions.setup.place_codes import make_place_codes, renew_place_code
from heed.process.words import AuditedData, ExportKind, PlaceKind
from heed.queries.place_codes import codes_of
from heed.queries.setup_access import places_set_up_by, projects_set_up_by, setup_access_of
from heed.records.models import ExportJob, Place, Project
from heed.reports.exporting import MadeExport, NothingToExport, Tell
from heed.rooms.setup.projects.code_forms import CodesForm, PlaceGroup
from heed.rooms.setup.projects.natural_order import by_number
from heed.rooms.setup.projects.projects import address_of_place
from heed.rooms.setup.requests import SetupRequest, project_for, setup_page
from heed.ui.paper.posters import PlacePoster, draw_posters
from heed.ui.refusals import sentences

#: Up to so many are drawn while one waits; more are made in the background.
AT_ONCE = 48


@setup_page
def codes(request: SetupRequest, code: str) -> HttpResponse:
    """Choose places; make the codes they lack, and draw posters or stickers of all of them."""
    project = project_for(request, code)
    groups = _groups(project)
    form = CodesForm(groups, request.POST if request.method == "POST" else None)
    context = {"project": project, "form": form, "groups": groups, "any": any(group.places for group in groups)}
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/projects/codes.html", context, status=422 if form.is_bound else 200)
    chosen = [group.key for group in groups if group.key in form.cleaned_data["groups"]]
    places = list(_places_of(project, chosen))
    made = make_place_codes(places, by=request.account)
    if "only" in request.POST:
        messages.success(request, _("%(made)s codes have been made.") % {"made": made})
        return redirect("setup:codes", code=project.code)
    is_small = form.cleaned_data["paper"] == "stickers"
    if len(places) <= AT_ONCE:
        return _pdf(_drawn(project, places, is_small=is_small), _name(project, is_small=is_small))
    asks = {"project": project.pk, "groups": chosen, "small": is_small}
    try:
        start_export(ExportKind.POSTERS, asks, by=request.account, total=len(places))
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
        return redirect("setup:codes", code=project.code)
    messages.success(request, _("It is being made. You can go on working meanwhile."))
    return redirect("exports:home")


@setup_page
@require_POST
def renew(request: SetupRequest, code: str, key: int) -> HttpResponse:
    """Give one place another code, or its first."""
    project = project_for(request, code)
    place = get_object_or_404(places_set_up_by(request.may), project=project, pk=key)
    renew_place_code(place, by=request.account)
    messages.success(request, _("The place has a new code. Replace what was printed with the former one."))
    return redirect("setup:place", code=project.code, key=place.pk)


@setup_page
@require_POST
def one(request: SetupRequest, code: str, key: int) -> HttpResponse:
    """The poster, or a sheet of stickers, of one place."""
    project = project_for(request, code)
    place = get_object_or_404(places_set_up_by(request.may), project=project, pk=key)
    make_place_codes([place], by=request.account)
    is_small = request.POST.get("paper") == "stickers"
    body = _drawn(project, [place] * (24 if is_small else 1), is_small=is_small)
    return _pdf(body, _name(project, is_small=is_small))


def make_posters(job: ExportJob, out: IO[bytes], tell: Tell) -> MadeExport:
    """Draw the posters of many places, in the background. Raises NothingToExport."""
    may, asks = setup_access_of(job.account), job.asks
    project = projects_set_up_by(may).filter(pk=asks["project"]).first()
    if project is None:
        raise NothingToExport
    places = list(_places_of(project, asks["groups"]))
    tell(0, len(places))
    out.write(_drawn(project, places, is_small=asks["small"]))
    tell(len(places), len(places))
    facts = {"data": AuditedData.POSTERS.value, "project": project.code}
    return MadeExport(_name(project, is_small=asks["small"]), facts)


def _groups(project: Project) -> list[PlaceGroup]:
    """The places that are chosen together, each with how many there are and how many lack a code; two queries."""
    in_use = Place.objects.filter(project=project, is_active=True).order_by()
    coded = Count("pk", filter=Q(codes__isnull=False, codes__ended_at=None), distinct=True)
    counted = in_use.values("kind", "parent").annotate(many=Count("pk", distinct=True), coded=coded)
    found: dict[str, list[int]] = {}
    for kind, parent, places, have in counted.values_list("kind", "parent", "many", "coded"):
        key = f"unit-{parent}" if kind == PlaceKind.UNIT else kind
        sums = found.setdefault(key, [0, 0])
        sums[0], sums[1] = sums[0] + places, sums[1] + places - have
    houses = by_number(in_use.filter(kind=PlaceKind.BUILDING))
    names = {PlaceKind.SPOT.value: _("Public areas"), PlaceKind.BUILDING.value: _("Entrances of the buildings")}
    names |= {f"unit-{house.pk}": _("Doors of homes: %(building)s") % {"building": house.path} for house in houses}
    return [PlaceGroup(key, label, *found[key]) for key, label in names.items() if key in found]


def _places_of(project: Project, groups: Collection[str]) -> list[Place]:
    kinds = [key for key in groups if not key.startswith("unit-")]
    houses = [key.partition("-")[2] for key in groups if key.startswith("unit-")]
    chosen = Q(kind__in=kinds) | Q(kind=PlaceKind.UNIT, parent__in=houses)
    places: QuerySet[Place] = Place.objects.filter(chosen, project=project, is_active=True)
    return by_number(places)


def _drawn(project: Project, places: list[Place], *, is_small: bool) -> bytes:
    codes = codes_of({place.pk: place for place in places}.values())
    posters = [PlacePoster(place.path, address_of_place(codes[place.pk])) for place in places if place.pk in codes]
    facts: dict[str, Any] = {"estate": project.name, "hotline": project.hotline, "language": project.language}
    return draw_posters(posters, is_small=is_small, **facts)


def _name(project: Project, *, is_small: bool) -> str:
    what = _("Stickers") if is_small else _("Posters")
    return f"{project.code}-{what}.pdf"


def _pdf(body: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(body, "application/pdf", headers=headers)
