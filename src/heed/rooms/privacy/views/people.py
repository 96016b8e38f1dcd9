"""Finding a person, and everything that is on record of them on one page."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.privacy.consents import record_consent
from heed.actions.privacy.naming import name_matter as put_to_person
from heed.process.words import ConsentKind
from heed.queries.privacy.consents import consents_of
from heed.queries.privacy.holdings import holdings_of
from heed.queries.privacy.requests import open_requests
from heed.queries.residents.lookup import find_people
from heed.records.models import Person
from heed.rooms.privacy.contents import sections_of
from heed.rooms.privacy.forms import DataRequestForm, HoldForm
from heed.rooms.privacy.requests import PrivacyRequest, answering_page, reading_page

FOUND, ESTATES = 20, 40


@reading_page
def home(request: PrivacyRequest) -> HttpResponse:
    """People by telephone, home or name, and the requests that wait; for others the table of purposes alone."""
    if not request.duty.answers_anywhere:
        return redirect("privacy:table")
    sought = request.GET.get("q", "").strip()[:80]
    estates = list(request.duty.projects())
    projects = [project.pk for project in estates]
    context = {
        "sought": sought, "found": find_people(projects, sought, FOUND, request.account) if sought else [],
        "many": len(projects) > 1, "estates": estates[:ESTATES], "waiting": open_requests(request.duty),
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "privacy/home.html", context)


@answering_page
def show(request: PrivacyRequest, key: int) -> HttpResponse:
    """Everything of a person."""
    return person_page(request, person_asked(request, key))


def person_asked(request: PrivacyRequest, key: int) -> Person:
    """The person of this key. Http404 where the account does not answer for them."""
    return get_object_or_404(request.duty.people(), pk=key)


def person_page(
    request: PrivacyRequest, person: Person, form: DataRequestForm | None = None, hold: HoldForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a person, with a form as it was filled in."""
    found = holdings_of(person, request.duty)
    said = consents_of(person.pk)
    projects = list(request.duty.projects())
    context: dict[str, Any] = {
        "person": person, "found": found, "sections": sections_of(found, whole=False),
        "form": form or DataRequestForm(projects, initial={"client_key": secrets.token_urlsafe(16)}),
        "hold": hold or HoldForm(),
        "consents": [{"kind": kind, "given": said.get(kind)} for kind in ConsentKind],
    }  # fmt: skip
    response = render(request, "privacy/person.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@answering_page
@require_POST
def consent(request: PrivacyRequest, key: int) -> HttpResponse:
    """Record that a person agreed to something or withdrew it."""
    person = person_asked(request, key)
    kind, given = request.POST.get("kind", ""), request.POST.get("given", "")
    if kind not in ConsentKind._value2member_map_ or given not in ("yes", "no"):
        raise Http404
    record_consent(person, ConsentKind(kind), given=given == "yes", by=request.account)
    messages.success(request, _("Saved. It holds from now on."))
    return redirect("privacy:person", key=key)


@answering_page
@require_POST
def name_matter(request: PrivacyRequest, key: int) -> HttpResponse:
    """Say that a matter told with the same telephone is this person's."""
    person = person_asked(request, key)
    unnamed = holdings_of(person, request.duty).unnamed
    complaint = next((one for one in unnamed if one.number == request.POST.get("number")), None)
    if complaint is None:
        raise Http404
    put_to_person(complaint, person)
    messages.success(request, _("%(number)s is now on record as this person's.") % {"number": complaint.number})
    return redirect("privacy:person", key=key)
