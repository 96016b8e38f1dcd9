"""Residents: search, add, show with homes and complaints, move out (R10). Contacts are masked, each look recorded."""

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
from heed.insight.numbers import whole_number
from heed.queries.access import complaints_visible_to
from heed.queries.complaints.old import old_complaints_of
from heed.queries.complaints.rows import rows_of, values_of
from heed.queries.residents.care import care_of
from heed.queries.residents.lookup import find_people
from heed.queries.setup_access import people_set_up_by, places_set_up_by, projects_set_up_by
from heed.records.models import Occupancy, Person, Project
from heed.rooms.setup.people.forms import HomeForm, MoveOutForm, PersonForm
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.ui.ask_again import ask_again_for_many_reveals
from heed.ui.refusals import add_refusals
from heed.ui.requests import number_asked

FOUND = 40


@setup_page
def listed(request: SetupRequest) -> HttpResponse:
    """Residents by telephone, home or name."""
    projects = _projects(request)
    sought = request.GET.get("q", "").strip()[:80]
    found = find_people([project.pk for project in projects], sought, FOUND)
    return render(request, "setup/people/people.html", {"found": found, "sought": sought, "many": len(projects) > 1})


@setup_page
def show(request: SetupRequest, key: int) -> HttpResponse:
    """A person: homes now and before, and the complaints that the account may see."""
    return _page(request, _person(request, key))


@setup_page
def add(request: SetupRequest) -> HttpResponse:
    """A new resident in a home."""
    projects = _projects(request)
    data = request.POST if request.method == "POST" else None
    place = places_set_up_by(request.may).filter(pk=number_asked(request, "place") or 0).first()
    initial = {"place": place.number or place.path, "project": str(place.project_id)} if place else {}
    person, home = PersonForm(None, data), HomeForm(projects, data, initial)
    page = {"form": person, "home": home}
    if data is None:
        return render(request, "setup/people/person_form.html", page)
    if not (person.is_valid() & home.is_valid()):
        return render(request, "setup/people/person_form.html", page, status=422)
    cleaned = home.cleaned_data
    made = add_resident(
        by=request.account,
        place=cleaned["place"],
        tenure=cleaned["tenure"],
        since_on=cleaned["since_on"],
        **person.facts(),
    )
    messages.success(request, _("%(name)s has been added.") % {"name": made.name})
    return redirect("setup:person", key=made.pk)


@setup_page
def edit(request: SetupRequest, key: int) -> HttpResponse:
    """Change the facts of a person."""
    person = _person(request, key)
    form = PersonForm(person, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        page = {"form": form, "person": person}
        return render(request, "setup/people/person_form.html", page, status=422 if form.is_bound else 200)
    change_person(person, by=request.account, **form.facts())
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


@setup_page
@require_POST
@ask_again_for_many_reveals
def reveal(request: SetupRequest, key: int) -> HttpResponse:
    """Telephone and e-mail in full, which is recorded."""
    return HttpResponse(escape(reveal_person(_person(request, key), by=request.account)))


@setup_page
@require_POST
def move_in(request: SetupRequest, key: int) -> HttpResponse:
    """Add a home of a person."""
    person = _person(request, key)
    form = HomeForm(_projects(request), request.POST)
    if not form.is_valid():
        return _page(request, person, home=form, status=422)
    cleaned = form.cleaned_data
    try:
        settle(person, cleaned["place"], by=request.account, tenure=cleaned["tenure"], since_on=cleaned["since_on"])
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, person, home=form, status=409)
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


@setup_page
def move_out(request: SetupRequest, key: int, occupancy: int) -> HttpResponse:
    """Enter the last day of a person in a home."""
    person = _person(request, key)
    homes = Occupancy.objects.filter(person=person, place__in=places_set_up_by(request.may), until_on=None)
    home = get_object_or_404(homes.select_related("place"), pk=occupancy)
    form = MoveOutForm(request.POST if request.method == "POST" else None)
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


def _page(request: SetupRequest, person: Person, home: HomeForm | None = None, status: int = 200) -> HttpResponse:
    homes = Occupancy.objects.filter(person=person, place__in=places_set_up_by(request.may))
    complaints = complaints_visible_to(request.account).filter(person=person).order_by("-received_at")
    context = {
        "person": person,
        "homes": homes.select_related("place", "place__project").order_by("until_on", "since_on", "pk"),
        "rows": rows_of(values_of(complaints)[:20]),
        "count": complaints.count(),
        "home": home or HomeForm(_projects(request)),
        "old": old_complaints_of(request.account, person=person),
        "care": care_of(person.pk, reads_reason=False),
    }
    return render(request, "setup/people/person.html", context, status=status)


def _projects(request: SetupRequest) -> list[Project]:
    found = list(projects_set_up_by(request.may).filter(is_active=True).order_by("code"))
    require(bool(found))
    return found


def _person(request: SetupRequest, key: int) -> Person:
    return get_object_or_404(people_set_up_by(request.may), pk=key)


def _key(text: str | None) -> int:
    return whole_number(text) or 0
