"""The start of the desk, or the intake while an owner is being received."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from heed.coach import Coach, KnownFacts
from heed.insight.letters.reading import is_there
from heed.insight.numbers import whole_number
from heed.move_forms.ending import EndingForm
from heed.process.roles import RECEIVES
from heed.process.words import BODY_CHANNELS, Channel
from heed.process.words.counter import Manner
from heed.queries.held import held_reports_waiting
from heed.queries.policies import current_policy
from heed.queries.projects import projects_listed
from heed.queries.reception import (
    Meeting,
    began_at,
    channel_of,
    current_meeting,
    intake_shown,
    state_of,
    summonses_of,
)
from heed.queries.rota.on_duty import roles_to_call
from heed.records.models import Account, Call, Person, Project, Reception, Summons
from heed.rooms.desk.call_forms import SuperiorForm
from heed.rooms.desk.forms import ON_PAPER, IntakeForm
from heed.rooms.desk.letters import LetterRead
from heed.rooms.desk.lookup import KnownPerson, card_of, found, recognised
from heed.rooms.desk.suggestions import IntakeReading
from heed.rooms.desk.views.context import queue
from heed.ui.navigation import counts_of, shown_count
from heed.ui.requests import account_of, number_asked
from heed.ui.rings import rings_context

TODAY = timedelta(hours=18)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The start of the desk; with an owner in hand, or for a letter, the intake."""
    account = account_of(request)
    projects = projects_listed(account, RECEIVES)
    if not projects:
        return redirect("gate:home")
    meeting = current_meeting(account)
    if meeting is not None and meeting.complaint is not None and "new" not in request.GET:
        return redirect("desk:case", number=meeting.complaint.number)
    channel = channel_of(meeting) if meeting is not None else request.GET.get("channel", "")
    if meeting is not None or channel in ON_PAPER:
        return intake_page(request, account, projects, meeting, channel)
    return _start_page(request, account, projects)


def _start_page(request: HttpRequest, account: Account, projects: list[Project]) -> HttpResponse:
    project, waiting = chosen_project(request, projects), queue(projects)
    context = waiting | guidance_before(account, project, ringing=bool(waiting["calls"])) | {
        "projects": projects,
        "project": project,
        "taken": intake_shown(account.pk, timezone.now() - TODAY),
        "papers": ON_PAPER,
        "held": held_reports_waiting(account).exists(),
        "missed": shown_count(counts_of(account).calls),
    }  # fmt: skip
    return render(request, "desk/start.html", context)


def guidance_before(account: Account, project: Project, *, ringing: bool) -> dict[str, Any]:
    """The guidance before an owner is received: for the telephone while it rings, else for visitors (R38, R42)."""
    facts = KnownFacts(
        now=timezone.localtime(),
        channel=Channel.PHONE if ringing else Channel.VISIT,
        speaker=account.name,
        project=project.name,
        calm_may_be_asked=current_policy().manners.calm_may_be_asked,
    )
    return {"coach": Coach(facts), "manners": Manner.choices()}


def chosen_project(request: HttpRequest, projects: list[Project]) -> Project:
    """The project whose code or id stands in the request, else the first."""
    code = request.POST.get("project") or request.GET.get("project") or ""
    return next((project for project in projects if code in (project.code, str(project.pk))), projects[0])


def intake_page(
    request: HttpRequest,
    account: Account,
    projects: list[Project],
    meeting: Meeting | None,
    channel: str,
    form: IntakeForm | None = None,
    status: int = 200,
    ending: EndingForm | None = None,
    read: LetterRead | None = None,
) -> HttpResponse:
    """The intake form, empty or filled in; with `ending`, why there would be nothing to record; what a letter said."""
    project = meeting.project if meeting is not None else chosen_project(request, projects)
    known = _known(request, account, projects, meeting, form)
    if form is None:
        typed = request.GET.get("q", "") or getattr(meeting, "number", "")
        first: dict[str, Any] = {"channel": channel, "project": project.pk, "q": typed}
        first["emotion"] = meeting.emotion if meeting is not None else "calm"
        first |= _written_by_colleague(account, meeting)
        form = IntakeForm(account, projects, initial=first | (known.fill if known else {}))
    texts = {name: str(form[name].value() or "") for name in form.fields if name != "files"}
    texts |= {name: "1" if form[name].value() else "" for name in ("anonymous", "unreachable", "abusive")}
    reading = IntakeReading(account, project, texts, timezone.now(), channel, meeting, _person(known))
    context = queue(projects) | meeting_context(account, meeting) | {
        "form": form, "projects": projects, "project": project, "channel": channel, "known": known,
        "reading": reading, "coach": reading.coach, "on_paper": channel in ON_PAPER,
        "ending": ending, "from_body": meeting is None and channel in BODY_CHANNELS,
        "reads_letters": channel == Channel.LETTER and is_there(), "read": read,
    }  # fmt: skip
    return render(request, "desk/intake.html", context, status=status)


def _written_by_colleague(account: Account, meeting: Meeting | None) -> dict[str, str]:
    """What the one who answered had typed, where the call was transferred to this account (R46)."""
    if not isinstance(meeting, Call) or meeting.transferred_to_id != account.pk:
        return {}
    summons = next((one for one in summonses_of(meeting) if one.to_id == account.pk), None)
    if summons is None:
        return {}
    typed = {name: getattr(summons, name) for name in Summons.TYPED}
    return {"content": summons.matter, "name": summons.name, "unit": summons.home, **typed}


def _person(known: KnownPerson | None) -> Person | None:
    return Person.objects.get(pk=known.person.person_id) if known is not None else None


def _known(
    request: HttpRequest, account: Account, projects: list[Project], meeting: Meeting | None, form: IntakeForm | None
) -> KnownPerson | None:
    if isinstance(meeting, Call) and meeting.number and form is None and not meeting.person_id:
        calling = found(account, projects, meeting.number)
        return recognised(account, calling[0]) if len(calling) == 1 else None
    person = whole_number(form["person"].value()) if form is not None else number_asked(request, "person")
    if person is None and meeting is not None and form is None:
        person = meeting.person_id
    return card_of(account, projects, person) if person is not None else None


def meeting_context(account: Account, meeting: Meeting | None) -> dict[str, Any]:
    """The visit or call in hand for the head of the page: stopwatch, mood, the superiors called and to call."""
    if meeting is None:
        return {"meeting": None}
    timing = current_policy().clocks.counter.at("")
    summonses = summonses_of(meeting)
    superiors = roles_to_call(meeting.project, account, timezone.now())
    is_visit = isinstance(meeting, Reception)
    return {
        "meeting": meeting,
        "meeting_kind": "visit" if is_visit else "call",
        "began_at": began_at(meeting),
        "target": round((timing.target or 0) * 60),
        "limit": round((timing.limit or 0) * 60),
        **(rings_context(meeting) if isinstance(meeting, Call) else {}),
        "summonses": summonses,
        "state": state_of(summonses),
        "superiors": superiors,
        "superior_form": SuperiorForm(superiors, meeting, auto_id="id_superior_%s"),
        "manners": Manner.choices() if is_visit else (),
        "kept": meeting.checklist if isinstance(meeting, Reception) else (),
    }
