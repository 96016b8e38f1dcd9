"""A project's open hours: typed, looked at, kept as a new version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.projects import NewerVersion, save_hours
from heed.process.calendar import Hours
from heed.process.intervals import CalendarError
from heed.queries.policies import current_version_id, hours_of
from heed.records.models import Calendar, Project
from heed.rooms.setup.projects.hours_forms import HoursForm, document_of
from heed.rooms.setup.projects.hours_text import days_ahead, open_now, years_to_confirm
from heed.rooms.setup.requests import Asking, project_for, setting_up
from heed.ui.numbers import whole_number
from heed.ui.refusals import sentence


@setting_up
def edit(request: Asking, code: str) -> HttpResponse:
    """Change the week and the days that differ. The first answer shows what it comes to; the second keeps it."""
    project = project_for(request, code)
    in_force = hours_of(project.calendar_id, current_version_id())
    document = document_of(in_force) | {"timezone": project.timezone}
    told = {"project": project, "seen": _newest(project), "versions": _versions(project)}
    if request.method != "POST":
        form = HoursForm(document)
        return render(request, "setup/projects/hours.html", told | {"form": form, **_ahead(in_force)})
    form = HoursForm(document, request.POST)
    if "more" in request.POST or not _is_sound(form):
        return render(request, "setup/projects/hours.html", told | {"form": form, **_ahead(in_force)}, status=422)
    if "confirmed" not in request.POST:
        hours = Hours.from_document(form.cleaned_data["document"])
        preview = {"form": form, "preview": True, "again": request.POST.lists(), **_ahead(hours)}
        return render(request, "setup/projects/hours_preview.html", told | preview)
    try:
        save_hours(project, form.cleaned_data["document"], by=request.account, seen=_seen(request))
    except (Refused, NewerVersion) as against:
        _blame(form, against)
        return render(request, "setup/projects/hours.html", told | {"form": form, **_ahead(in_force)}, status=409)
    messages.success(request, _("The open hours have been saved. Clocks that are already running keep their hours."))
    return redirect("setup:project", code=project.code)


def _is_sound(form: HoursForm) -> bool:
    if not form.is_valid():
        return False
    try:
        hours = Hours.from_document(form.cleaned_data["document"])
        if not any(hours.week):
            form.add_error(None, _("At least one day of the week needs opening hours."))
    except CalendarError as error:
        form.blame(error.where, _(error.msgid) % error.params)
    return form.is_valid()


def _blame(form: HoursForm, against: Refused | NewerVersion) -> None:
    if isinstance(against, NewerVersion):
        form.add_error(
            None,
            _("Other hours were saved in the meantime (version %(number)s). Your input is still here: compare, "
              "then send again.") % {"number": against.number},
        )  # fmt: skip
        return
    for refusal in against.refusals:
        form.blame(refusal.fact, sentence(refusal))


def _ahead(hours: Hours) -> dict[str, object]:
    now = timezone.now()
    return {
        "now": open_now(hours, now),
        "ahead": list(days_ahead(hours, now)),
        "years": years_to_confirm(hours, now),
    }


def _seen(request: Asking) -> int:
    return whole_number(request.POST.get("seen")) or 0


def _newest(project: Project) -> int:
    return project.calendar.number if project.calendar else 0


def _versions(project: Project) -> list[Calendar]:
    return list(Calendar.objects.filter(project=project).select_related("made_by").defer("document")[:10])
