"""The secret page of one sign-up (R124): what it is, how to change it, how to sign off. No scripts, no cookies."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from heed.actions.engine.errors import Refused
from heed.actions.reception_days import signing_up
from heed.process.words import DayState, SignUpState
from heed.queries.notices.reach import lacks_gateway_to
from heed.queries.reception_days import sign_up_of_secret
from heed.records.models import SignUp
from heed.rooms.community.reception_days.forms import SignUpChangeForm
from heed.rooms.community.reception_days.invitation import Invitation
from heed.ui.open_page import as_private, chosen_language, in_language
from heed.ui.owners_pages import View, lost, show_to_owner
from heed.ui.refusals import add_refusals

#: What was just done, as the address says it.
_DONE = ("new", "changed", "off")


def _own_page(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, secret: str) -> HttpResponseBase:
        found = sign_up_of_secret(secret)
        if found is None:
            return as_private(in_language(request, "", lambda: lost(request)))
        with timezone.override(found.day.project.timezone):
            shown = chosen_language(request) or in_language(request, found.language, lambda: view(request, found))
        return as_private(shown)

    return csrf_exempt(answer)


@_own_page
def page(request: HttpRequest, found: SignUp) -> HttpResponse:
    """`/g/<secret>/`."""
    if request.method != "POST":
        return _show(request, found, SignUpChangeForm(initial={"people": found.people, "about": found.about}))
    form = SignUpChangeForm(request.POST if "off" not in request.POST else None, initial={"people": found.people})
    if form.is_bound and not form.is_valid():
        return _show(request, found, form, 422)
    try:
        if form.is_bound:
            signing_up.change(found, form.cleaned_data["people"], form.cleaned_data["about"])
        else:
            signing_up.sign_off(found)
    except Refused as refused:
        form = form if form.is_bound else SignUpChangeForm({"people": found.people, "about": found.about})
        form.is_valid()
        add_refusals(form, refused)
        return _show(request, found, form, 409)
    return redirect(f"{request.path}?done={'changed' if form.is_bound else 'off'}")


def _show(request: HttpRequest, found: SignUp, form: SignUpChangeForm, status: int = 200) -> HttpResponse:
    day = found.day
    done = request.GET.get("done", "")
    alive = found.state in (SignUpState.SEATED, SignUpState.WAITING) and day.state == DayState.OPEN
    context: dict[str, Any] = {
        "project": day.project,
        "day": day,
        "sign_up": found,
        "invitation": Invitation(day),
        "form": form,
        "done": done if done in _DONE else "",
        "alive": alive,
        "changes": alive and timezone.now() < day.begins_at,
        "silent": not found.contact or lacks_gateway_to(found.contact, day.project_id),
        "change": day.history.order_by("-pk").first(),
        "address": request.build_absolute_uri(request.path),
    }
    return show_to_owner(request, "community/reception_days/own.html", context, status)
