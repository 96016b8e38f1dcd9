"""Planning the rota: the weekly pattern of a duty, and single days that differ (R35, R41, R150)."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.rota import planning
from heed.process.words import Role
from heed.queries.rota.on_duty import shift_of
from heed.queries.rota.planning import holders_of, planned_projects
from heed.records.models import Project, RotaChange, RotaShift
from heed.rooms.rota.forms import ChangeForm, PatternForm
from heed.rooms.rota.requests import duty_of, monday_of, planned_project
from heed.rooms.rota.week import day_in_words
from heed.ui.refusals import add_refusals, sentence
from heed.ui.requests import account_with_duties, day_asked


@login_required
def pattern(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """The weekly pattern of a duty: seven days for each person who holds it."""
    account = account_with_duties(request)
    project, duty = planned_project(account, code), duty_of(role)
    people = list(holders_of(duty, project))
    rows = RotaShift.objects.filter(project=project, role=duty, until_on__isnull=True)
    today = timezone.now().astimezone(ZoneInfo(project.timezone)).date()
    form = PatternForm(people, [shift_of(row) for row in rows.order_by("pk")], today, request.POST or None)
    seen = request.POST.get("seen") or planning.fingerprint(project, duty)
    page = {"project": project, "duty": duty, "form": form, "seen": seen, "back": _week_of(project, duty)}
    if not form.is_bound:
        return render(request, "rota/pattern.html", page)
    if not form.is_valid():
        return render(request, "rota/pattern.html", page, status=422)
    since_on = form.cleaned_data["since_on"]
    try:
        planning.plan_week(project, duty, form.week(), by=account, since_on=since_on, seen=seen)
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error("since_on" if refusal.fact == "on" else None, sentence(refusal))
        page["seen"] = planning.fingerprint(project, duty)
        return render(request, "rota/pattern.html", page, status=409)
    messages.success(request, _("The weekly rota has been saved."))
    return redirect(f"{_week_of(project, duty)}&week={monday_of(since_on)}")


@login_required
def change(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Put a person on or off duty on one day."""
    account = account_with_duties(request)
    project, duty = planned_project(account, code), duty_of(role)
    on = day_asked(request, "on") or timezone.now().astimezone(ZoneInfo(project.timezone)).date()
    form = ChangeForm(holders_of(duty, project), request.POST or None, {"on": on})
    page = {"project": project, "duty": duty, "form": form, "back": _week_of(project, duty)}
    if not form.is_bound or not form.is_valid():
        return render(request, "rota/change.html", page, status=422 if form.is_bound else 200)
    cleaned = form.cleaned_data
    try:
        planning.add_change(
            project,
            duty,
            cleaned["account"],
            cleaned["on"],
            is_on=cleaned["what"] == form.ON,
            by=account,
            hours=cleaned["hours"],
            note=cleaned["note"],
        )
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "rota/change.html", page, status=409)
    messages.success(request, _("The rota of %(day)s has been changed.") % {"day": day_in_words(cleaned["on"])})
    return redirect(f"{_week_of(project, duty)}&week={monday_of(cleaned['on'])}")


@login_required
@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Remove a dated change."""
    account = account_with_duties(request)
    here = RotaChange.objects.filter(project__in=planned_projects(account)).select_related("project")
    found = get_object_or_404(here, pk=key)
    try:
        planning.remove_change(found, by=account)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _("%(day)s follows the weekly rota again.") % {"day": day_in_words(found.on)})
    return redirect(f"{_week_of(found.project, Role(found.role))}&week={monday_of(found.on)}")


def _week_of(project: Project, duty: Role) -> str:
    return f"{reverse('rota:week')}?project={project.code}&duty={duty.value}"
