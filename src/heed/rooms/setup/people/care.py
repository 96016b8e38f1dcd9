"""What a resident needs from us, and who speaks for them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.residents.care import (
    mark_vulnerable,
    name_representative,
    remove_representative,
    unmark_vulnerable,
)
from heed.actions.residents.residents import change_person
from heed.queries.setup_access import people_set_up_by
from heed.records.models import Person
from heed.rooms.setup.people.care_forms import CareForm, RepresentativeForm
from heed.rooms.setup.requests import Asking, setting_up
from heed.ui.refusals import add_refusals


@setting_up
def care(request: Asking, key: int) -> HttpResponse:
    """Needs in contact, and special care with its reason."""
    person = _person(request, key)
    form = CareForm(person, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, person, form, _("Needs"), 422 if form.is_bound else 200)
    with transaction.atomic():
        change_person(person, by=request.account, **form.needs())
        if not form.cleaned_data["vulnerable"]:
            unmark_vulnerable(person, by=request.account)
        elif form.cleaned_data["reason"]:
            mark_vulnerable(person, form.cleaned_data["reason"], by=request.account)
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


@setting_up
def representative(request: Asking, key: int) -> HttpResponse:
    """Who speaks for the person, with the consent that allows it."""
    person = _person(request, key)
    form = RepresentativeForm(person, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, person, form, _("Representative"), 422 if form.is_bound else 200)
    try:
        name_representative(person, by=request.account, **form.facts())
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, person, form, _("Representative"), 409)
    messages.success(request, _("Saved."))
    return redirect("setup:person", key=key)


@setting_up
@require_POST
def withdraw(request: Asking, key: int) -> HttpResponse:
    """The person withdrew the consent: nobody speaks for them any longer."""
    remove_representative(_person(request, key), by=request.account)
    messages.success(request, _("The consent is withdrawn."))
    return redirect("setup:person", key=key)


def _page(
    request: Asking, person: Person, form: CareForm | RepresentativeForm, heading: str, status: int
) -> HttpResponse:
    told = {"person": person, "form": form, "heading": heading}
    return render(request, "setup/people/care_form.html", told, status=status)


def _person(request: Asking, key: int) -> Person:
    return get_object_or_404(people_set_up_by(request.may), pk=key)
