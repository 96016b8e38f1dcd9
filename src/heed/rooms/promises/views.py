"""The promise ledger (R73): what was promised, what will be missed, and how promises were kept over time (R72)."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.insight.forecast import Forecast
from heed.process.words import N_, PromiseState
from heed.queries.access import access_of
from heed.queries.complaints.counts import CAP
from heed.queries.promises import ledger as promise_ledger
from heed.queries.promises import track_record
from heed.rooms.promises.forms import LedgerForm, ScopeForm
from heed.ui import humanize
from heed.ui.charts import Series
from heed.ui.forecast import forecast_in_words
from heed.ui.paging import pager
from heed.ui.requests import account_of, number_asked, page_asked

#: The figures on top: their name, the address they open, label, tone where it is not nought.
FIGURES = (
    ("open", {"state": "open"}, N_("Open promises"), ""),
    ("risk", {"state": "risk"}, N_("Cannot be kept in time"), "hot"),
    ("today", {"state": "open", "today": "on"}, N_("Due today"), "warn"),
    ("owed", {"state": "owed"}, N_("Apology due"), "hot"),
    ("broken", {"state": "broken"}, N_("Broken in 30 days"), ""),
)
#: So many months are shown at least.
FEWEST = 3
#: The parts of the bars, from below: what of the tally, its colour in `chart.css`, its label.
PARTS = (
    ("kept", 1, PromiseState.KEPT.label),
    ("renegotiated", 2, PromiseState.RENEGOTIATED.label),
    ("broken", 3, PromiseState.BROKEN.label),
    ("open", 6, PromiseState.OPEN.label),
)


@login_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """A page of the ledger, filtered by the address."""
    account, now = account_of(request), timezone.now()
    form = LedgerForm(account, request.GET)
    only = form.filter
    forecasts: dict[int, Forecast] = {}
    figures = promise_ledger.figures(account, only.project, now, forecasts)
    page = promise_ledger.ledger(account, only, page_asked(request), now=now, known=forecasts)
    context = {
        "form": form,
        "figures": _figures(figures, only, now),
        "rows": [(row, forecast_in_words(row.forecast)) for row in page],
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "state": only.state or "all",
        "month": only.month,
        "names_whole": access_of(account).reads_names,
        "now": now,
    }
    return render(request, "promises/ledger.html", context | pager(request, page))


@login_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """How promises were kept, month by month: of a project, of a person, or of all that the reader may review."""
    account = account_of(request)
    reviews = track_record.may_review(account)
    form = ScopeForm(account, request.GET)
    number_asked(request, "person")
    project = form.chosen("project")
    person = form.chosen("person") if reviews else account
    project_id, person_id = project.pk if project else None, person.pk if person else None
    months = _from_the_first(track_record.kept_by_month(account, project_id, person_id))
    whose = {"project": project_id, "person": person_id}
    context = {
        "form": form,
        "reviews": reviews,
        "person": person,
        "project": project,
        "labels": [humanize.month(month.on, year=False) for month in months],
        "series": [
            Series(_(label), mark, tuple(getattr(month.tally, name) for month in months)) for name, mark, label in PARTS
        ],
        "rows": [(month, humanize.month(month.on), _address(whose, month.on)) for month in months[::-1]],
        "total": _total(months),
        "keepers": track_record.kept_by_person(account, project_id) if reviews and person is None else (),
        "project_part": urlencode({"project": project_id}) if project_id else "",
    }
    return render(request, "promises/record.html", context)


def _figures(
    figures: promise_ledger.LedgerFigures, only: promise_ledger.LedgerFilter, now: datetime
) -> list[tuple[str, str, str, str, bool]]:
    """The figures on top: the address each opens, the number, its label, its tone, whether it is the list shown."""
    shown = []
    for name, address, label, tone in FIGURES:
        number: int = getattr(figures, name)
        query: dict[str, Any] = dict(address)
        if only.project:
            query["project"] = only.project
        if name == "broken":
            query["since"] = f"{timezone.localtime(now) - timedelta(days=promise_ledger.RECENT_DAYS):%Y-%m-%d %H:%M}"
        here = only.state == address["state"] and only.today == ("today" in address)
        here = here and bool(only.since) == (name == "broken")
        text = f"{CAP - 1}+" if number >= CAP else str(number)
        shown.append((f"?{urlencode(query)}", text, label, tone if number else "", here))
    return shown


def _address(whose: dict[str, int | None], on: date) -> str:
    return urlencode({name: value for name, value in whose.items() if value} | {"month": on.isoformat()})


def _from_the_first(months: tuple[track_record.PromiseMonth, ...]) -> tuple[track_record.PromiseMonth, ...]:
    """The months since the first in which something was promised, and never fewer than a few."""
    first = next((place for place, month in enumerate(months) if month.tally.made), len(months))
    return months[min(first, len(months) - FEWEST) :]


def _total(months: tuple[track_record.PromiseMonth, ...]) -> track_record.PromiseTally:
    names = ("made", *(state.value for state in PromiseState))
    return track_record.PromiseTally(**{name: sum(getattr(month.tally, name) for month in months) for name in names})
