"""The wall screen: what burns now at a project, in a region or in the company, for a room to see; nobody's data."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.process.words import N_
from heed.queries.complaints.burning import Burning, BurningCounts, burning_counts, burning_matters
from heed.reports.scope import Scope
from heed.rooms.centre.scope import scope_asked
from heed.ui.requests import account_of

#: The figures in their order: the kind, a short label, and its tone where it is not nought.
FIGURES = (
    (Burning.OPEN, N_("Not closed yet"), ""),
    (Burning.OVERDUE, N_("Overdue"), "hot"),
    (Burning.OWED, N_("Broken promises"), "hot"),
    (Burning.SLIPPING, N_("Promises at risk"), "warn"),
    (Burning.EMERGENCY, N_("Emergencies"), "hot"),
    (Burning.DEMANDED, N_("Demands of the centre"), "warn"),
)
RELOADS = "60"
"""Seconds after which the browser loads the whole page anew, also without scripts."""
#: So many rows have room on the screen.
ROWS = 8


@never_cache
@login_required
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """The screen. It fetches itself again every few seconds, and says when it last did."""
    account, now = account_of(request), timezone.now()
    scope = scope_asked(request, account)
    burning = burning_counts(account, scope.ids, now)
    total = sum(burning.values(), Counter[Burning]())
    next_due = burning_matters(account, scope.ids, Burning.OPEN, now, size=ROWS).rows if scope.project else ()
    context = {
        "scope": scope,
        "address": request.get_full_path(),
        "figures": [(total[kind], _(label), tone if total[kind] else "") for kind, label, tone in FIGURES],
        "projects": _projects(scope, burning) if not scope.project else [],
        "next_due": [(row, row.next_due_at is not None and row.next_due_at < now) for row in next_due],
        "now": now,
    }
    answer = render(request, "centre/wall.html", context)
    answer["Refresh"] = RELOADS
    return answer


def _projects(scope: Scope, burning: BurningCounts) -> list[tuple[str, int, int, int]]:
    """The projects with most that is overdue: the name, open, overdue, broken promises."""

    def row(name: str, counts: Counter[Burning]) -> tuple[str, int, int, int]:
        return name, counts[Burning.OPEN], counts[Burning.OVERDUE], counts[Burning.OWED]

    rows = [row(project.name, burning[project.pk]) for project in scope.projects]
    rows.sort(key=lambda one: (-one[2], -one[3], -one[1], one[0]))
    return rows[:ROWS]
