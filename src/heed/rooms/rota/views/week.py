"""The rota of a week; the gaps ahead, the reader's own shifts, and the swaps that wait (R35, R41)."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.process import rota
from heed.process.policy import Policy
from heed.process.roles import OF_DEPARTMENT
from heed.process.rota import Span
from heed.process.words import Role, SwapState
from heed.queries.access import roles_of
from heed.queries.policies import current_policy
from heed.queries.rota.on_duty import rota_of
from heed.queries.rota.planning import (
    absences_at,
    gaps_ahead,
    plans,
    roles_at,
    rota_projects,
    shifts_of,
    swaps_of,
)
from heed.records.models import Account, Project, RotaSwap
from heed.rooms.rota.requests import TELEPHONE, WEEK, monday_of
from heed.rooms.rota.week import day_in_words, shift_in_words, span_in_words, week_in_words
from heed.ui import humanize
from heed.ui.requests import account_of, day_asked


@login_required
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """A week of one duty at one project."""
    account, now, policy = account_of(request), timezone.now(), current_policy()
    projects = list(rota_projects(account))
    if not projects:
        raise Http404
    project = next((one for one in projects if one.code == request.GET.get("project")), projects[0])
    zone = ZoneInfo(project.timezone)
    duties = roles_at(project)
    duty = _duty(request, account, duties)
    roles = _answering(policy, duties) if duty == TELEPHONE else [Role(duty)]
    first = monday_of(day_asked(request, "week") or now.astimezone(zone).date())
    found = rota_of(project, roles, first, 7)
    may_plan = plans(account, project)
    span = Span(rota.instant(zone, first, 0), rota.instant(zone, first + WEEK, 0))
    context = {
        "project": project,
        "projects": projects,
        "duty": duty,
        "tabs": _tabs(project, duties, duty, first),
        "roles": roles,
        "plans": may_plan,
        "days": week_in_words(found, roles, first, now, plans=may_plan),
        "is_empty": not any(turn for role in roles for turn in found.turns[role.value]),
        "weeks": _weeks(project, duty, first, now.astimezone(zone).date()),
        "gaps": _gaps(project, policy, now),
        "away": [(one, _until(one.ends_at, zone)) for one in absences_at(project, span)],
        **_own(account, now),
    }
    return render(request, "rota/week.html", context)


def _duty(request: HttpRequest, account: Account, duties: list[Role]) -> str:
    """The duty in the address; else the reader's own here, and for those who lead or answer it the telephone."""
    chosen = request.GET.get("duty", "")
    if chosen in (TELEPHONE, *duties):
        return chosen
    held = roles_of(account)
    own = [role.value for role in duties if role.value in held]
    return own[0] if own and own[0] in OF_DEPARTMENT else TELEPHONE


def _answering(policy: Policy, duties: list[Role]) -> list[Role]:
    """The duties that answer the telephone: those held at this project, else all of the policy."""
    return [role for role in policy.telephone.answered_by if role in duties] or [*policy.telephone.answered_by]


def _tabs(project: Project, duties: list[Role], duty: str, first: date) -> list[tuple[str, str, bool]]:
    named = [(TELEPHONE, _("Telephone")), *((role.value, _(role.label)) for role in duties)]
    return [(_address(project, code, first), label, code == duty) for code, label in named]


def _weeks(project: Project, duty: str, first: date, today: date) -> dict[str, str]:
    """The addresses of the weeks around, and what this one is called."""
    last = first + WEEK - rota.DAY
    return {
        "before": _address(project, duty, first - WEEK),
        "after": _address(project, duty, first + WEEK),
        "this": "" if first == monday_of(today) else _address(project, duty, monday_of(today)),
        "name": f"{humanize.calendar_day(first)} – {humanize.calendar_day(last)}",
    }


def _address(project: Project, duty: str, first: date) -> str:
    return f"?{urlencode({'project': project.code, 'duty': duty, 'week': first.isoformat()})}"


def _gaps(project: Project, policy: Policy, now: datetime) -> list[tuple[str, str]] | None:
    """Each gap ahead in words, with the address of its week; None where the telephone has no rota yet."""
    found, zone = gaps_ahead(project, policy, now), ZoneInfo(project.timezone)
    if found is None:
        return None
    return [
        (span_in_words(gap, zone), _address(project, TELEPHONE, monday_of(gap.starts_at.astimezone(zone).date())))
        for gap in found
    ]


def _until(at: datetime, zone: ZoneInfo) -> str:
    here = at.astimezone(zone)
    return f"{day_in_words(here.date())} {here:%H:%M}"


def _own(account: Account, now: datetime) -> dict[str, Any]:
    """The reader's own coming shifts, and the swaps that concern the reader."""
    shifts = shifts_of([account], now)[account.pk]
    swaps = [(swap, *_swap_in_words(swap)) for swap in swaps_of(account, timezone.localtime(now).date())]
    return {
        "mine": [(shift_in_words(own.turn.on, own.starts, own.ends), own) for own in shifts],
        "to_answer": [one for one in swaps if one[0].asked_of_id == account.pk and one[0].state == SwapState.ASKED],
        "swaps": [one for one in swaps if one[0].asked_of_id != account.pk or one[0].state != SwapState.ASKED],
    }


def _swap_in_words(swap: RotaSwap) -> tuple[str, str]:
    """The shift given away and the shift in return, in words; "" for none."""
    back = ""
    if swap.back_on is not None and swap.back_starts is not None and swap.back_ends is not None:
        back = shift_in_words(swap.back_on, swap.back_starts, swap.back_ends)
    return shift_in_words(swap.on, swap.starts, swap.ends), back
