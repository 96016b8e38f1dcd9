"""My home, of a resident who has signed in: all matters, the household, contact, consents, ways to sign in."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from heed.actions.engine.errors import Refused
from heed.actions.privacy.consents import record_consent
from heed.actions.privacy.requests import take_request
from heed.actions.residents import own_home as acting
from heed.actions.residents.identities import remove_identity
from heed.insight.numbers import whole_number
from heed.process.words import Asker, ConsentKind, HomeProvider, IdentityCheck, RequestKind, RequestWay
from heed.queries.complaints.owner_lookup import link_is_open
from heed.queries.privacy.consents import consents_of
from heed.queries.residents import own_home as asking
from heed.records.models import Complaint, DataRequest, HomeVisit
from heed.rooms.portal.home_forms import ContactForm, DataAskForm
from heed.rooms.portal.pages import show
from heed.ui.open_page import as_private, chosen_language, in_language
from heed.ui.owners_pages import lost
from heed.ui.refusals import add_refusals

View = Callable[..., HttpResponseBase]


def resident_page(view: View) -> View:
    """A page of a signed-in resident: `view(request, visit)`, never cached.

    Once it has ended, 404 with the way to sign in again, and with the words that were just sent.
    """

    @wraps(view)
    def page(request: HttpRequest, secret: str) -> HttpResponseBase:
        visit = asking.visit_of(secret, timezone.now())
        language = visit.person.language if visit else ""
        response = chosen_language(request) or in_language(request, language, lambda: _answer(request, visit, secret))
        return as_private(response)

    def _answer(request: HttpRequest, visit: HomeVisit | None, secret: str) -> HttpResponseBase:
        if visit is None:
            return _signed_out(request, secret)
        acting.keep_open(visit)
        request.home_secret = secret  # type: ignore[attr-defined]
        with timezone.override(visit.project.timezone):
            return view(request, visit)

    return csrf_exempt(page)


def _signed_out(request: HttpRequest, secret: str) -> HttpResponseBase:
    ended = asking.ended_visit_of(secret)
    if ended is None:
        return lost(request)
    context = {"project": ended.project, "typed": request.POST.get("words", "").strip()}
    return show(request, "home_ended", context, 404)


@resident_page
def my_home(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """`/my/<secret>/`."""
    return _home(request, visit)


@resident_page
def household(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """Let another resident of the home read the own matters, or withdraw that."""
    place, reader = whole_number(request.POST.get("place")), whole_number(request.POST.get("reader"))
    allowed = request.POST.get("allowed", "")
    if request.method == "POST" and (place is None or reader is None or allowed not in ("yes", "no")):
        return _home(request, visit, problem=_("Something is missing. Please press the button again."), status=422)
    if request.method == "POST" and place is not None and reader is not None:
        try:
            acting.let_read(visit, reader, place, allowed=allowed == "yes")
        except Refused as refused:
            return _home(request, visit, problem=_(refused.refusals[0].text), status=409)
    return _back(request)


@resident_page
def consent(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """Agree to something, or withdraw it: it holds at once."""
    kind, given = request.POST.get("kind", ""), request.POST.get("given", "")
    if request.method == "POST":
        if kind not in ConsentKind._value2member_map_ or given not in ("yes", "no"):
            return _home(request, visit, problem=_("Something is missing. Please press the button again."), status=422)
        record_consent(visit.person, ConsentKind(kind), given=given == "yes", by=None)
    return _back(request)


@resident_page
def without(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """Take an account away by which the resident signs in: the code to the telephone stays."""
    provider = request.POST.get("provider", "")
    if request.method == "POST":
        if provider not in HomeProvider._value2member_map_:
            return _home(request, visit, problem=_("Something is missing. Please press the button again."), status=422)
        remove_identity(visit, HomeProvider(provider))
    return _back(request)


@resident_page
def contact(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """Change e-mail, language and the best time to call."""
    form = ContactForm(visit.person, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        page = _page(request, visit) | {"form": form}
        return show(request, "home_contact", page, 422 if form.is_bound else 200)
    acting.change_own_contact(visit, **form.cleaned_data)
    return _back(request)


@resident_page
def ask(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """Ask for a copy, a correction or the erasure of the own data: it lands as a request with its due date."""
    initial = {"client_key": secrets.token_urlsafe(16)}
    form = DataAskForm(request.POST if request.method == "POST" else None, initial=initial)
    page = _page(request, visit) | {"form": form}
    if not form.is_bound or not form.is_valid():
        return show(request, "home_ask", page, 422 if form.is_bound else 200)
    identity = IdentityCheck.APP if visit.provider else IdentityCheck.CODE
    try:
        take_request(
            visit.person, visit.project, by=None, kind=RequestKind(form.cleaned_data["kind"]), way=RequestWay.ONLINE,
            asker=Asker.SELF, identity=identity, words=form.cleaned_data["words"], client_key=form.key(),
        )  # fmt: skip
    except Refused as refused:
        add_refusals(form, refused)
        return show(request, "home_ask", page, 422)
    return _back(request)


@resident_page
def sign_out(request: HttpRequest, visit: HomeVisit) -> HttpResponse:
    """End the visit."""
    if request.method == "POST":
        acting.sign_out(visit)
        return redirect("portal:project", slug=visit.project.slug)
    return _back(request)


def _home(request: HttpRequest, visit: HomeVisit, *, problem: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    on = timezone.localdate(now)
    homes = asking.present_homes(visit.person_id, visit.project_id, on)
    mates = asking.housemates_of(visit.person_id, homes, on)
    said = consents_of(visit.person_id)
    mine = asking.own_matters(visit.person_id, homes)
    page = _page(request, visit) | {
        "homes": homes, "matters": [_matter(one, now) for one in asking.newest(mine)],
        "mates": mates, "shown": asking.matters_shown_by(mates, homes, on), "problem": problem,
        "identities": asking.identities_of(visit.person_id, visit.project_id),
        "consents": [{"kind": kind, "given": said.get(kind)} for kind in ConsentKind],
        "asked": DataRequest.objects.filter(person=visit.person).order_by("-pk")[:10],
    }  # fmt: skip
    return show(request, "my_home", page, status)


def _matter(complaint: Complaint, now: Any) -> dict[str, Any]:
    return {"complaint": complaint, "secret": complaint.secret if link_is_open(complaint, now) else ""}


def _page(request: HttpRequest, visit: HomeVisit) -> dict[str, Any]:
    return {"project": visit.project, "person": visit.person, "secret": _secret(request)}


def _secret(request: HttpRequest) -> str:
    return str(getattr(request, "home_secret", ""))


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("portal:my_home", secret=_secret(request))
