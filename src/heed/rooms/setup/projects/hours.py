"""The open hours of a project: edited, previewed, saved as a new version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.projects import NewerVersion, save_hours
from heed.process.calendar import Hours
from heed.process.intervals import CalendarError
from heed.process.policy.sequence import contradictions_at
from heed.queries.policies import current_policy, current_version_id, hours_of
from heed.records.models import Calendar, Project
from heed.rooms.setup.policy.again.making import start
from heed.rooms.setup.policy.text import problem_in_words
from heed.rooms.setup.projects.hours_forms import HoursForm, document_of
from heed.rooms.setup.projects.hours_text import days_ahead, open_now, years_to_confirm
from heed.rooms.setup.requests import SetupRequest, project_for, setup_page, version_seen
from heed.ui.refusals import sentence


@setup_page
def edit(request: SetupRequest, code: str) -> HttpResponse:
    """Change the week and the days that differ. The first POST shows a preview, the second saves."""
    project = project_for(request, code)
    in_force = hours_of(project.calendar_id, current_version_id())
    document = document_of(in_force) | {"timezone": project.timezone}
    context = {"project": project, "seen": _newest(project), "versions": _versions(project)}
    if request.method != "POST":
        form = HoursForm(document)
        return render(request, "setup/projects/hours.html", context | {"form": form, **_ahead(in_force)})
    form = HoursForm(document, request.POST)
    if "more" in request.POST or not _is_sound(form):
        return render(request, "setup/projects/hours.html", context | {"form": form, **_ahead(in_force)}, status=422)
    if "again" in request.POST:
        return _play_again(request, project, form)
    if "confirmed" not in request.POST:
        hours = Hours.from_document(form.cleaned_data["document"])
        preview = {"form": form, "preview": True, "again": request.POST.lists(), **_ahead(hours)}
        preview["contradictions"] = _contradictions(project, hours)
        return render(request, "setup/projects/hours_preview.html", context | preview)
    try:
        save_hours(project, form.cleaned_data["document"], by=request.account, seen=version_seen(request))
    except (Refused, NewerVersion) as against:
        _blame(form, against)
        return render(request, "setup/projects/hours.html", context | {"form": form, **_ahead(in_force)}, status=409)
    messages.success(request, _("The open hours have been saved. Clocks that are already running keep their hours."))
    return redirect("setup:project", code=project.code)


def _play_again(request: SetupRequest, project: Project, form: HoursForm) -> HttpResponse:
    """Play the last months of the project again in these hours."""
    hours = {name: form.cleaned_data["document"][name] for name in ("week", "days")}
    try:
        job = start({"span": "year", "project": project.code, "hours": hours}, by=request.account)
    except Refused as refused:
        messages.error(request, " ".join(map(sentence, refused.refusals)))
        return redirect("setup:hours", code=project.code)
    return redirect("setup:again_result", key=job.pk)


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


def _contradictions(project: Project, hours: Hours) -> list[str]:
    """Which clocks of the policy contradict each other in these hours, each in a sentence."""
    return [problem_in_words(problem) for problem in contradictions_at(current_policy(), project.name, hours)]


def _ahead(hours: Hours) -> dict[str, object]:
    now = timezone.now()
    return {
        "now": open_now(hours, now),
        "ahead": list(days_ahead(hours, now)),
        "years": years_to_confirm(hours, now),
    }


def _newest(project: Project) -> int:
    return project.calendar.number if project.calendar else 0


def _versions(project: Project) -> list[Calendar]:
    return list(Calendar.objects.filter(project=project).select_related("made_by").defer("document")[:10])
