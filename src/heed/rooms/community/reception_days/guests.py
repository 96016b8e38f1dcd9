"""Signing owners up at the desk and by telephone, ticking who came, signing off, showing a number (R124)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.reception_days import holding, signing_up
from heed.actions.residents.reveal import reveal_sign_up
from heed.process.words import Channel, SignUpState
from heed.records.models import ReceptionDay, SignUp
from heed.rooms.community.reception_days.forms import DeskGuestForm
from heed.rooms.community.reception_days.requests import day_page
from heed.rooms.community.reception_days.shown import day_response
from heed.rooms.community.requests import CommunityRequest
from heed.ui.ask_again import ask_again_for_many_reveals
from heed.ui.refusals import add_refusals, sentences


@day_page
@require_POST
def sign_up(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Sign an owner up; after the deadline it is one who came without having signed up."""
    form = DeskGuestForm(request.POST)
    if not form.is_valid():
        return day_response(request, day, sign_up_form=form, status=422)
    key = form.cleaned_data["client_key"] or None
    try:
        if timezone.now() < day.sign_up_until:
            channel = Channel(form.cleaned_data["channel"])
            made = signing_up.sign_up(day, form.guest(), channel=channel, by=request.account, client_key=key)
        else:
            made = signing_up.walk_in(day, form.guest(), by=request.account, client_key=key)
    except Refused as refused:
        add_refusals(form, refused)
        return day_response(request, day, sign_up_form=form, status=409)
    messages.success(request, f"{made.name} · {_(SignUpState(made.state).label)}")
    return redirect(f"{day_address(day)}#guests")


@day_page
@require_POST
def came(request: CommunityRequest, day: ReceptionDay, guest: int) -> HttpResponse:
    """Tick how many came: all (`yes`), none (`no`), or take the tick back."""
    found = _guest(day, guest)
    ticked = {"yes": found.people, "no": 0}.get(request.POST.get("came", ""))
    try:
        holding.tick(found, ticked, by=request.account)
    except Refused as refused:
        return day_response(request, day, status=409, problems=sentences(refused))
    return redirect(f"{day_address(day)}#guest-{guest}")


@day_page
@require_POST
def sign_off(request: CommunityRequest, day: ReceptionDay, guest: int) -> HttpResponse:
    """Give the seats of an owner back who called; who waits moves up."""
    found = _guest(day, guest)
    try:
        signing_up.sign_off(found)
    except Refused as refused:
        return day_response(request, day, status=409, problems=sentences(refused))
    messages.success(request, _("%(name)s is signed off.") % {"name": found.name})
    return redirect(f"{day_address(day)}#guests")


@day_page
@require_POST
@ask_again_for_many_reveals
def reveal(request: CommunityRequest, day: ReceptionDay, guest: int) -> HttpResponse:
    """The contact in full, which is recorded; 409 where the reader's duties do not require it."""
    try:
        contact = reveal_sign_up(_guest(day, guest), by=request.account)
    except Refused as refused:
        context = {"reasons": refused.refusals, "back": day_address(day)}
        return render(request, "ui/409.html", context, status=409)
    if getattr(request, "htmx", None):
        return render(request, "community/reception_days/parts/revealed.html", {"contact": contact})
    return day_response(request, day, revealed={guest: contact})


def day_address(day: ReceptionDay) -> str:
    """The address of the page of a day."""
    return redirect("community:day", key=day.pk).url


def _guest(day: ReceptionDay, guest: int) -> SignUp:
    return get_object_or_404(day.sign_ups.select_related("day__project"), pk=guest)
