"""Residents: found, shown with their homes and complaints, added, moved out (R10). Contacts masked, looks on record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.residents.residents import add_resident, change_person
from heed.actions.residents.residents import move_in as settle
from heed.actions.residents.residents import move_out as end_home
from heed.actions.residents.reveal import reveal_person
from heed.queries.access import complaints_visible_to
from heed.queries.complaints.rows import rows_of, values_of
from heed.queries.residents.care import care_of
from heed.queries.residents.lookup import find_people
from heed.queries.setup_access import people_set_up_by, places_set_up_by, projects_set_up_by
from heed.records.models import Occupancy, Person, Project
from heed.rooms.setup.people.forms import HomeForm, OutForm, PersonForm
from heed.rooms.setup.requests import Asking, needs, setting_up
from heed.ui.numbers import whole_number
from heed.ui.refusals import add_refusals

FOUND = 40


@setting_up
def listed(request: Asking) -> HttpResponse:
    """Residents by telephone, home or name."""
    projects = _projects(request)
    sought = request.GET.get("q", "").strip()[:80]
    found = find_people([project.pk for project in projects], sought, FOUND)
    return render(request, "setup/people/people.html", {"found": found, "sought": sought, "many": len(projects) > 1})


@setting_up
def show(request: Asking, key: int) -> HttpResponse:
    """A person: homes now and before, and the complaints that the account may see."""
    return _page(request, _person(request, key))


@setting_up
def add(request: Asking) -> HttpResponse:
    """A new resident in a home."""
    projects = _projects(request)
    data = request.POST if request.method == "POST" else None
    place = places_set_up_by(request.may).filter(pk=_key(request.GET.get("place"))).first()
    initial = {"place": place.number or place.path, "project": str(place.project_id)} if place else {}
    person, home = PersonForm(None, data), HomeForm(projects, data, initial)
    page = {"form": person, "home": home}
    if data is None:
        return render(request, "setup/people/person_form.html", page)
    if not (person.is_valid() & home.is_valid()):
        return render(request, "setup/people/person_form.html", page, status=422)
    told = home.cleaned_data
    made = add_resident(
        by=request.account, place=told["place"], tenure=told["tenure"], since_on=told["since_on"], **person.facts()
    )
    messages.success(request, _("%(name)s has been added.") % {"name": made.name})
    return redirect("setup:person", key=made.pk)


@setting_up
def edit(request: Asking, key: int) -> HttpResponse:
    """Other facts of a person."""
    person = _person(request, key)
    form = PersonForm(person, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        page = {"form": form, "person": person}
        return render(request, "setup/people/person_form.html", page, status=422 if form.is_bound else 200)
    change_person(person, by=request.account, **form.facts())
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


@setting_up
@require_POST
def reveal(request: Asking, key: int) -> HttpResponse:
    """Telephone and e-mail in full; the look is on record."""
    return HttpResponse(escape(reveal_person(_person(request, key), by=request.account)))


@setting_up
@require_POST
def move_in(request: Asking, key: int) -> HttpResponse:
    """One more home."""
    person = _person(request, key)
    form = HomeForm(_projects(request), request.POST)
    if not form.is_valid():
        return _page(request, person, home=form, status=422)
    told = form.cleaned_data
    try:
        settle(person, told["place"], by=request.account, tenure=told["tenure"], since_on=told["since_on"])
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, person, home=form, status=409)
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


@setting_up
def move_out(request: Asking, key: int, occupancy: int) -> HttpResponse:
    """The last day in a home."""
    person = _person(request, key)
    homes = Occupancy.objects.filter(person=person, place__in=places_set_up_by(request.may), until_on=None)
    home = get_object_or_404(homes.select_related("place"), pk=occupancy)
    form = OutForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "person": person, "home": home}
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/people/move_out.html", page, status=422 if form.is_bound else 200)
    try:
        end_home(home, by=request.account, until_on=form.cleaned_data["until_on"])
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "setup/people/move_out.html", page, status=409)
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


def _page(request: Asking, person: Person, home: HomeForm | None = None, status: int = 200) -> HttpResponse:
    homes = Occupancy.objects.filter(person=person, place__in=places_set_up_by(request.may))
    complaints = complaints_visible_to(request.account).filter(person=person).order_by("-received_at")
    told = {
        "person": person,
        "homes": homes.select_related("place", "place__project").order_by("until_on", "since_on", "pk"),
        "rows": rows_of(values_of(complaints)[:20]),
        "count": complaints.count(),
        "home": home or HomeForm(_projects(request)),
        "care": care_of(person.pk, reads_reason=False),
    }
    return render(request, "setup/people/person.html", told, status=status)


def _projects(request: Asking) -> list[Project]:
    found = list(projects_set_up_by(request.may).filter(is_active=True).order_by("code"))
    needs(bool(found))
    return found


def _person(request: Asking, key: int) -> Person:
    return get_object_or_404(people_set_up_by(request.may), pk=key)


def _key(text: str | None) -> int:
    return whole_number(text) or 0
