"""The pages of the daily record and of the weekly report."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.queries.access import access_of
from heed.queries.tallies.cases import page_of_cases
from heed.queries.tallies.daily import DayFigure, cases_of_days, day_figures
from heed.queries.tallies.soundness import counts_anew
from heed.reports.days import FORMULAS, heads, rows_of_days
from heed.reports.period import DAY, Period, PeriodAsked
from heed.rooms.centre.days.period import period_asked
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked


@login_required
@require_safe
def report(request: HttpRequest, period: str) -> HttpResponse:
    """A row for each project: what was left, what came, what ended, what is overdue."""
    asked = period_asked(request, account_of(request), Period(period))
    figures = day_figures(asked.scope.ids, asked.first, asked.last)
    today = timezone.localdate()
    context = _frame(asked) | {
        "heads": heads(),
        "rows": list(rows_of_days(asked, figures)),
        "earlier": asked.address(-1),
        "later": asked.address(1) if asked.last < today else "",
        "is_running": asked.last + DAY > today,
        "uncounted": counts_anew(),
    }
    return render(request, "centre/days/report.html", context)


@login_required
@require_safe
def cases(request: HttpRequest, period: str) -> HttpResponse:
    """The complaints behind a number."""
    account = account_of(request)
    asked, code = period_asked(request, account, Period(period)), request.GET.get("figure", "")
    if code not in {figure.value for figure in DayFigure}:
        raise Http404
    figure = DayFigure(code)
    found = cases_of_days(account, asked.scope.projects, asked.first, asked.last, figure)
    page = page_of_cases(found, page_asked(request))
    context = _frame(asked) | pager(request, page) | {
        "title": _(figure.label),
        "formula": _(FORMULAS[figure]),
        "listed": found.count(),
        "many_projects": len(asked.scope.projects) > 1,
        "names_whole": access_of(account).reads_names,
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "centre/days/cases.html", context)


def _frame(asked: PeriodAsked) -> dict[str, object]:
    return {"asked": asked, "scope": asked.scope, "here": f"centre:{asked.period.value}"}
