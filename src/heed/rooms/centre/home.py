"""The first page of the centre, of regional managers and of directors of several estates (R147, R148, R149)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.insight.tallies.links import GOALS, LINKS, Link
from heed.insight.wilson import FAIR
from heed.process.words import N_
from heed.queries.access import access_of
from heed.queries.complaints.burning import Burning, BurningCounts, burning_counts, burning_matters
from heed.queries.tallies.monthly import MonthFigures, month_figures, together
from heed.queries.tallies.yearly import Year, year_figures, years_together
from heed.queries.warnings.lists import open_warnings
from heed.records.models import Account
from heed.reports.scope import Scope
from heed.rooms.centre.overview import NOW, YEARLY, Numbers, RateCell, rate_cell, rows_of_estates
from heed.rooms.centre.scope import month_frame, scope_asked
from heed.ui.navigation import shown_count
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked

#: What burns, as the figures above the table: the kind, its label, and its tone where it is not nought.
FIGURES = (
    (Burning.OVERDUE, N_("Overdue"), "hot"),
    (Burning.OWED, N_("Promises broken, no apology yet"), "hot"),
    (Burning.SLIPPING, N_("Promises that cannot be kept in time"), "warn"),
    (Burning.EMERGENCY, N_("Emergencies"), "hot"),
    (Burning.ESCALATED, N_("Escalated, not acknowledged"), "hot"),
    (Burning.STILL, N_("Nothing recorded for two days"), "warn"),
    (Burning.DEMANDED, N_("Demands of the centre"), "warn"),
)
TITLES = {
    **{kind: label for kind, label, _tone in FIGURES},
    Burning.ANSWERED: N_("Answers to judge"),
    Burning.OPEN: N_("Open complaints"),
}
#: What the table can be sorted by.
SORTS = ("name", *(kind.value for kind, _label, _tone in NOW), *(column.code for column in YEARLY))
#: What is read of twelve months.
COLUMNS = {column.code: column for column in (*YEARLY, *(link.column for link in (*LINKS, *GOALS)))}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column: what it is called, its formula, the address that sorts by it, and how it is sorted."""

    code: str
    label: str
    formula: str
    query: str
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class LinkCell:
    """A link or a goal with its cell."""

    link: Link
    cell: RateCell


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What burns now, the six links and the goals, and every estate in one table."""
    account, now = account_of(request), timezone.now()
    scope, sort = scope_asked(request, account), _sort(request)
    burning = burning_counts(account, scope.ids, now)
    months = month_figures(scope.projects, scope.on)
    years = year_figures(scope.ids, scope.on, COLUMNS.values())
    whole, year = together([*months.values()]), years_together(years.values())
    context = {
        **month_frame(scope, **({"sort": sort} if sort else {})),
        "figures": _figures(scope, burning),
        "warned": shown_count(open_warnings(account, scope.ids)),
        "links": _indicators(LINKS, scope, whole, year),
        "goals": _indicators(GOALS, scope, whole, year),
        "rows": rows_of_estates(scope, Numbers(burning, months, years), sort),
        "headings": _headings(scope, sort),
        "sort": sort,
        "fair": FAIR,
        "now": now,
    }
    return render(request, "centre/home.html", context)


@login_required
@require_safe
def burns(request: HttpRequest) -> HttpResponse:
    """The complaints behind a figure of what burns, of the scope in the address."""
    account, now = account_of(request), timezone.now()
    scope = scope_asked(request, account)
    kind = _kind(request)
    page = burning_matters(account, scope.ids, kind, now, page_asked(request))
    context = _list_of(account, scope, kind, now) | pager(request, page)
    return render(request, "centre/burns.html", context)


def _list_of(account: Account, scope: Scope, kind: Burning, now: datetime) -> dict[str, object]:
    tabs = [(_(label), urlencode({"what": one.value, **scope.narrowed}), one is kind) for one, label in TITLES.items()]
    return {
        "scope": scope,
        "title": _(TITLES[kind]),
        "tabs": tabs,
        "many_projects": len(scope.projects) > 1,
        "names_whole": access_of(account).reads_names,
        "now": now,
    }


def _kind(request: HttpRequest) -> Burning:
    try:
        return Burning(request.GET.get("what", ""))
    except ValueError:
        raise Http404 from None


def _sort(request: HttpRequest) -> str:
    """How the table is sorted: "", by region; else the code of a column, with a minus the greatest first."""
    sort = request.GET.get("sort", "")
    return sort if sort.removeprefix("-") in SORTS else ""


def _figures(scope: Scope, burning: BurningCounts) -> list[tuple[int, str, str, str]]:
    """The figures above the table: the number, its label, its tone, and what it opens."""
    total = sum(burning.values(), Counter[Burning]())
    return [
        (total[kind], _(label), tone if total[kind] else "", urlencode({"what": kind.value, **scope.narrowed}))
        for kind, label, tone in FIGURES
    ]


def _indicators(links: tuple[Link, ...], scope: Scope, month: MonthFigures, year: Year) -> list[LinkCell]:
    return [LinkCell(link, rate_cell(link.column, scope, month, year, scope.address())) for link in links]


def _headings(scope: Scope, sort: str) -> list[Heading]:
    """The headings of the table; a second click turns the order."""
    named = [("name", _("Project"), "")]
    named += [(kind.value, _(label), _(TITLES[kind])) for kind, label, _tone in NOW]
    named += [(column.code, _(column.label), _(column.formula)) for column in YEARLY]
    return [_heading(scope, sort, *one) for one in named]


def _heading(scope: Scope, sort: str, code: str, label: str, formula: str) -> Heading:
    first, second = (code, f"-{code}") if code == "name" else (f"-{code}", code)
    following = second if sort == first else first
    ways = {code: "ascending", f"-{code}": "descending"}
    return Heading(code, label, formula, scope.address(sort=following), ways.get(sort, ""))
