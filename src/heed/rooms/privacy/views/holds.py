"""Legal holds: set on a person or a complaint, listed, lifted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.privacy.holds import lift_hold, set_hold
from heed.queries.complaints.search import number_in
from heed.queries.paging import newest_first
from heed.rooms.privacy.forms import HoldForm, LiftForm
from heed.rooms.privacy.requests import PrivacyRequest, answering_page
from heed.rooms.privacy.views.people import person_asked, person_page
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import page_asked


@answering_page
def listed(request: PrivacyRequest) -> HttpResponse:
    """All holds, the newest first, and a new one on a complaint by its number."""
    if request.method != "POST":
        return _page(request, HoldForm(by_number=True))
    form = HoldForm(request.POST, by_number=True)
    if not form.is_valid():
        return _page(request, form, 422)
    typed = form.cleaned_data["number"]
    complaint = request.duty.complaints().filter(number=number_in(typed) or typed.upper()).first()
    if complaint is None:
        form.add_error("number", _("There is no complaint with this number."))
        return _page(request, form, 422)
    try:
        _set(request, form, project=complaint.project, complaint=complaint)
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, form, 422)
    return redirect("privacy:holds")


@answering_page
@require_POST
def on_person(request: PrivacyRequest, key: int) -> HttpResponse:
    """Hold everything of a person."""
    person = person_asked(request, key)
    form = HoldForm(request.POST)
    if not form.is_valid():
        return person_page(request, person, hold=form, status=422)
    home = person.occupancies.filter(place__project__in=request.duty.projects()).select_related("place__project")
    first = home.first()
    project = first.place.project if first is not None else request.duty.projects()[0]
    try:
        _set(request, form, project=project, person=person)
    except Refused as refused:
        add_refusals(form, refused)
        return person_page(request, person, hold=form, status=422)
    return redirect("privacy:person", key=key)


@answering_page
def lift(request: PrivacyRequest, key: int) -> HttpResponse:
    """Lift a hold, with the reason."""
    hold = get_object_or_404(request.duty.holds().select_related("person", "complaint"), pk=key, lifted_at=None)
    form = LiftForm(request.POST if request.method == "POST" else None)
    page = {"hold": hold, "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "privacy/lift.html", page, status=422 if form.is_bound else 200)
    try:
        lift_hold(hold, by=request.account, because=form.cleaned_data["because"])
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "privacy/lift.html", page, status=409)
    messages.success(request, _("Saved."))
    return redirect("privacy:holds")


def _set(request: PrivacyRequest, form: HoldForm, **which: object) -> None:
    cleaned = form.cleaned_data
    set_hold(by=request.account, reason=cleaned["reason"], until_on=cleaned["until_on"], **which)  # type: ignore[arg-type]
    messages.success(request, _("It is kept from now on."))


def _page(request: PrivacyRequest, form: HoldForm, status: int = 200) -> HttpResponse:
    found = request.duty.holds().select_related("person", "complaint", "set_by", "lifted_by", "project")
    context = pager(request, newest_first(found, page_asked(request)))
    return render(
        request, "privacy/holds.html", context | {"form": form, "today": timezone.localdate()}, status=status
    )  # fmt: skip
