"""Reception days as owners see them: what they are invited to, signing up without scripts, the minutes afterwards."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.reception_days import signing_up
from heed.process.words import Channel, DayState
from heed.queries.reception_days import (
    day_for_owners,
    days_with_minutes,
    figures_of,
    invited_days,
    published_matters,
)
from heed.records.models import Project, ReceptionDay, SignUp
from heed.records.owner_keys import link_secret_of
from heed.rooms.community.reception_days.forms import OpenGuestForm
from heed.rooms.community.reception_days.invitation import Invitation
from heed.ui.calendar_file import calendar_response
from heed.ui.in_app import app_around
from heed.ui.limits import Limit
from heed.ui.owners_pages import lost, project_page, show_to_owner
from heed.ui.refusals import add_refusals

HOUR = 3600


@project_page
def listed(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/days/`: the days to come, and the minutes of those that were."""
    now = timezone.now()
    context = {
        "project": project,
        "coming": [Invitation(one) for one in invited_days(project, now)],
        "past": [Invitation(one) for one in days_with_minutes(project, now)],
    }
    return show_to_owner(request, "community/reception_days/open_list.html", context)


@project_page
def page(request: HttpRequest, project: Project, key: int) -> HttpResponseBase:
    """`/p/<slug>/days/<key>/`: the invitation, and signing up."""
    day = day_for_owners(project, key)
    if day is None:
        return lost(request)
    if request.method != "POST":
        return _show(request, day, OpenGuestForm())
    form = OpenGuestForm(request.POST)
    if not form.is_valid():
        form.data = {**request.POST.dict(), "website": ""}
        return _show(request, day, form, 422)
    limit = Limit("sign-up", settings.HEED_REPORTS_HOURLY, HOUR)
    if minutes := limit.take(request):
        words = _("Many sign-ups came from your network. Please wait %(minutes)s min, or call %(phone)s.")
        form.add_error(None, words % {"minutes": minutes, "phone": day.phone})
        return _show(request, day, form, 429)
    try:
        key_of_form = form.cleaned_data["client_key"] or None
        made = signing_up.sign_up(day, form.guest(), channel=Channel.WEB, client_key=key_of_form)
    except Refused as refused:
        limit.give_back(request)
        add_refusals(form, refused)
        day.refresh_from_db()
        return _show(request, day, form, 409)
    return redirect(f"{own_address(made)}?done=new")


@project_page
def calendar(request: HttpRequest, project: Project, key: int) -> HttpResponseBase:
    """`/p/<slug>/days/<key>/calendar/`: for a calendar; in an app that saves no files a page says how."""
    day = day_for_owners(project, key)
    if day is None:
        return lost(request)
    if app := app_around(request):
        context = {"project": project, "invitation": Invitation(day), "app": app}
        return show_to_owner(request, "community/reception_days/open_calendar.html", context)
    return calendar_response(Invitation(day).event(), f"reception-day-{day.pk}.ics")


def own_address(sign_up: SignUp) -> str:
    """The address of the page of a sign-up, with its secret."""
    return redirect("days:own", secret=link_secret_of(sign_up.link_nonce)).url


def _show(request: HttpRequest, day: ReceptionDay, form: OpenGuestForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "project": day.project,
        "day": day,
        "invitation": Invitation(day),
        "form": form,
        "signs_up": day.state == DayState.OPEN and now < day.sign_up_until,
        "is_full": day.taken >= day.seats,
        "is_cancelled": day.state == DayState.CANCELLED,
        "change": day.history.order_by("-pk").first(),
        "is_over": now >= day.ends_at,
    }
    if day.published_at is not None:
        told = [(one, list(one.complaint.promises.all())) for one in published_matters(day)]
        context |= {"figures": figures_of(day), "matters": told}
    response = show_to_owner(request, "community/reception_days/open_day.html", context, status)
    response.headers["Cache-Control"] = "no-store"  # each page has a key of its own, against signing up twice
    return response
