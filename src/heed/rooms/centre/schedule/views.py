"""The page of a person's schedules: what is sent next, what became of the last one; adding, changing, pausing,
removing."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heed.actions.engine.errors import Refused
from heed.actions.reports import schedules
from heed.actions.reports.again import send_last_again
from heed.process.words import N_, ReportKind
from heed.queries.reports.schedules import ScheduleStanding, schedules_of, standings_of_schedules
from heed.queries.tallies.monthly import reported_projects
from heed.records.models import Account, ReportSchedule
from heed.rooms.centre.schedule.advice import undelivered
from heed.rooms.centre.schedule.form import ALL, PROJECT, REGION, ScheduleForm
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import account_of

#: What can be done with a schedule, and what is said afterwards.
STEPS: dict[str, tuple[Callable[[ReportSchedule], object], str]] = {
    "pause": (schedules.pause, N_("Paused. Nothing more is sent until you let it go on.")),
    "resume": (schedules.resume, N_("It goes on.")),
    "remove": (schedules.remove, N_("Removed.")),
}


def _reader(request: HttpRequest) -> Account:
    account = account_of(request)
    if not reported_projects(account).exists():
        raise Http404
    return account


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The person's own schedules, the next one first."""
    standings = standings_of_schedules(schedules_of(_reader(request)))
    rows = [(one, _when(one.schedule), _scope_name(one), list(undelivered(one))) for one in standings]
    return render(request, "centre/schedule/home.html", {"rows": rows, "reports": list(ReportKind)})


def _when(schedule: ReportSchedule) -> str:
    """When it is sent, in words."""
    at = f"{schedule.minute // 60:02}:{schedule.minute % 60:02}"
    if schedule.report == ReportKind.DAY:
        return _("every day at %(at)s") % {"at": at}
    if schedule.report == ReportKind.WEEK:
        return _("every %(day)s at %(at)s") % {"day": WEEKDAYS[schedule.day - 1], "at": at}
    return _("on day %(day)s of every month at %(at)s") % {"day": schedule.day, "at": at}


def _scope_name(standing: ScheduleStanding) -> str:
    one = standing.schedule.project or standing.schedule.region
    return one.name if one else _("All projects")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, report: str) -> HttpResponse:
    """Add a schedule of this report; the address may name a project or a region."""
    account, kind = _reader(request), ReportKind(report)
    form = ScheduleForm(account, kind, _posted(request), scope=_scope_asked(request))
    made, status = _saved(form, lambda: schedules.add_schedule(form.facts, by=account))
    if made is not None:
        messages.success(request, _("Added. It is sent %(when)s.") % {"when": _when(made)})
        return redirect("centre:schedule")
    context = {"form": form, "report": kind, "reports": list(ReportKind), "asked": request.GET.urlencode()}
    return render(request, "centre/schedule/add.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a schedule of one's own that has not ended."""
    account = _reader(request)
    schedule = get_object_or_404(schedules_of(account), pk=pk, ended="")
    form = ScheduleForm(account, ReportKind(schedule.report), _posted(request), changed=schedule)
    changed, status = _saved(form, lambda: schedules.change_schedule(schedule, form.facts, by=account))
    if changed is not None:
        sent = _("Saved. It is sent %(when)s.") % {"when": _when(changed)}
        messages.success(request, sent if changed.next_at else _("Saved. It stays paused."))
        return redirect("centre:schedule")
    context = {"form": form, "report": form.report, "changed": schedule}
    return render(request, "centre/schedule/add.html", context, status=status)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _saved(form: ScheduleForm, save: Callable[[], ReportSchedule]) -> tuple[ReportSchedule | None, int]:
    """Save what was typed, and return the schedule; None, with the status of the answer, where it cannot be saved."""
    if not form.is_bound:
        return None, 200
    if not form.is_valid():
        return None, 422
    try:
        return save(), 200
    except Refused as refused:
        add_refusals(form, refused)
        return None, 409


def _scope_asked(request: HttpRequest) -> str:
    if code := request.GET.get("project", ""):
        return f"{PROJECT}{code}"
    region = request.GET.get("region", "")
    return f"{REGION}{region}" if region else ALL


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the last report of a schedule of one's own again to whom it could not be delivered."""
    account = _reader(request)
    schedule = get_object_or_404(schedules_of(account), pk=pk)
    try:
        send_last_again(schedule, by=account)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
    else:
        messages.success(request, _("It is being sent again."))
    return redirect("centre:schedule")


@login_required
@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Pause a schedule of one's own, let it go on, or remove it."""
    schedule = get_object_or_404(ReportSchedule, pk=pk, owner=_reader(request))
    make, done = STEPS[name]
    try:
        make(schedule)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
    else:
        messages.success(request, _(done))
    return redirect(reverse("centre:schedule"))
