"""Reception days for staff: the list, the page of one day, planning, inviting, moving, cancelling."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.reception_days import planning
from heed.process.words import DayState
from heed.queries.reception_days import coming_days, past_days
from heed.records.models import Project, ReceptionDay
from heed.rooms.community.reception_days.forms import DayForm, DayMoveForm, WhyForm
from heed.rooms.community.reception_days.requests import day_page, require_publisher
from heed.rooms.community.reception_days.shown import day_response
from heed.rooms.community.requests import CommunityRequest, community_page
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import page_asked


@community_page
def listed(request: CommunityRequest) -> HttpResponse:
    """The days to come, the next first; below them a page of those that are over."""
    now, after = timezone.now(), page_asked(request)
    coming = () if after else coming_days(request.may.reads, now)
    page = past_days(request.may.reads, now, after)
    context = pager(request, page) | {"coming": coming, "after": after}
    return render(request, "community/reception_days/list.html", context)


@community_page
def new(request: CommunityRequest) -> HttpResponse:
    """Plan a day: first the estate, where there are several, then all that the invitation says."""
    if not request.may.publishes:
        raise Http404
    projects = list(request.may.projects_written())
    code = request.GET.get("project", "")
    chosen = [one for one in projects if one.code == code or len(projects) == 1]
    if not chosen:
        return render(request, "community/reception_days/choose.html", {"projects": projects})
    with timezone.override(chosen[0].timezone):
        return _new(request, chosen[0])


@day_page
def page(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Everything of one day, in the order in which it is needed."""
    return day_response(request, day)


@day_page
def edit(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Change what the invitation says; time and place of an open day by moving it."""
    require_publisher(request, day)
    form = DayForm(day.project, day, request.POST if request.method == "POST" else None)
    status = 200 if not form.is_bound else 422
    if form.is_valid():
        try:
            planning.amend(day, by=request.account, **form.cleaned_data)
        except Refused as refused:
            add_refusals(form, refused)
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect("community:day", key=day.pk)
    return _form(request, form, _("Change the invitation"), status, day)


@day_page
@require_POST
def invite(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Open the day to the owners."""
    require_publisher(request, day)
    try:
        planning.invite(day, by=request.account)
    except Refused as refused:
        return day_response(request, day, status=409, problems=sentences(refused))
    messages.success(request, _("The owners are invited: they can sign up now."))
    return redirect("community:day", key=day.pk)


@day_page
def move(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Another time or place, with the reason; everybody who signed up is told."""
    require_publisher(request, day)
    initial = {name: getattr(day, name) for name in planning.TIMES}
    form = DayMoveForm(request.POST if request.method == "POST" else None, initial=initial)
    return _changed(request, day, form, _("Move the day"))


@day_page
def cancel(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Cancel the day, with the reason; everybody who signed up is told."""
    require_publisher(request, day)
    form = WhyForm(request.POST if request.method == "POST" else None)
    return _changed(request, day, form, _("Cancel the day"))


def _changed(request: CommunityRequest, day: ReceptionDay, form: WhyForm, title: str) -> HttpResponse:
    status = 200 if not form.is_bound else 422
    if form.is_valid():
        act = planning.move if isinstance(form, DayMoveForm) else planning.cancel
        try:
            act(day, by=request.account, **form.cleaned_data)
        except Refused as refused:
            add_refusals(form, refused)
            status = 409
        else:
            messages.success(request, _("Everybody who signed up and gave a contact is told."))
            return redirect("community:day", key=day.pk)
    return _form(request, form, title, status, day)


def _new(request: CommunityRequest, project: Project) -> HttpResponse:
    form = DayForm(project, None, request.POST if request.method == "POST" else None)
    status = 200 if not form.is_bound else 422
    if form.is_valid():
        columns: dict[str, Any] = form.cleaned_data
        columns["client_key"] = columns["client_key"] or None
        try:
            day = planning.plan(project, by=request.account, **columns)
        except Refused as refused:
            add_refusals(form, refused)
            status = 409
        else:
            messages.success(request, _("Planned. Read the invitation, then invite the owners."))
            return redirect("community:day", key=day.pk)
    return _form(request, form, _("Plan a reception day"), status, project=project)


def _form(
    request: CommunityRequest, form: Any, title: str, status: int, day: ReceptionDay | None = None,
    project: Project | None = None,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "title": title, "day": day, "project": project or (day and day.project)}
    context["is_open"] = day is not None and day.state == DayState.OPEN
    return render(request, "community/reception_days/form.html", context, status=status)
