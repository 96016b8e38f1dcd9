"""What the views of the gate share: the project of the guard, the running shift, and the call in hand."""

from django.http import Http404, HttpRequest

from heed.queries.gate import gate_projects, open_shift
from heed.queries.reception import current_meeting
from heed.records.models import Account, Call, GateShift, Project


def gates_of(account: Account) -> list[Project]:
    """The projects at whose gate the account works. Http404 where there is none."""
    projects = list(gate_projects(account))
    if not projects:
        raise Http404
    return projects


def gate_in(request: HttpRequest, projects: list[Project], shift: GateShift | None) -> Project:
    """The project of the running shift, else the one that the request names, else the first."""
    code = request.POST.get("project") or request.GET.get("project") or ""
    if shift is not None:
        code = shift.project.code
    return next((project for project in projects if code in (project.code, str(project.pk))), projects[0])


def shift_of(account: Account) -> GateShift | None:
    """The running shift of the account."""
    return open_shift(account)


def call_in_hand(account: Account) -> Call | None:
    """The call that the account is in."""
    meeting = current_meeting(account)
    return meeting if isinstance(meeting, Call) else None
