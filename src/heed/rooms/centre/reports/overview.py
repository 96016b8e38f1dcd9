"""Where the reports of a month stand, a row for each project, and what waits from other months."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from heed.process.words import MonthState
from heed.queries.reports.months import MonthStanding, standings, to_receive, to_report
from heed.queries.tallies.monthly import month_figures, months_before
from heed.reports.standing import standing_text
from heed.rooms.centre.scope import month_frame, scope_asked
from heed.ui.requests import account_of

#: So many months that wait are listed.
MOST = 60


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The reports of a month, and those of all months that wait for somebody."""
    account, now = account_of(request), timezone.now()
    scope = scope_asked(request, account)
    figures = month_figures(scope.projects, scope.on)
    found = standings(scope.ids, scope.on, figures)
    places = [(one, found.get(one.pk, MonthStanding())) for one in scope.projects]
    rows = [(one, standing_text(one, scope, standing, now), standing) for one, standing in places]
    this_month = timezone.localdate().replace(day=1)
    context = month_frame(scope) | {
        "rows": rows,
        "takes_all": len(scope.projects) > 1 and any(one.latest for one in found.values()),
        "earlier": scope.address(months_before(scope.on, 1)),
        "later": scope.address(months_before(scope.on, -1)) if scope.on < this_month else "",
        "waiting": to_report(scope.ids, now)[:MOST],
        "unanswered": to_receive(scope.ids)[:MOST],
        "sent_back": MonthState.SENT_BACK.value,
        "now": now,
    }
    return render(request, "centre/reports/overview.html", context)
