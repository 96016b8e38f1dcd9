"""The monthly table 顾客投诉分类统计表, and the complaints behind each of its numbers (R103)."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import GROUPS, OPENABLE, Shape
from heed.insight.tallies.indicators import INDICATORS
from heed.insight.tallies.spans import LONGEST
from heed.process.words import N_
from heed.queries.access import access_of
from heed.queries.policies import current_policy
from heed.queries.tallies.breakdown import DIVISIONS
from heed.queries.tallies.cases import cases_of_figures, page_of_cases
from heed.queries.tallies.indicators import spreads_by_month
from heed.queries.tallies.monthly import month_figures, together
from heed.queries.tallies.soundness import counts_anew
from heed.reports.parts import TITLES, divisions, name_of_part
from heed.reports.scope import Scope
from heed.reports.standing import standings_of
from heed.reports.table import cell_of, rows_of_table, size_in_words
from heed.rooms.centre.indicators.readings import part_name
from heed.rooms.centre.scope import month_frame, scope_asked
from heed.ui import humanize
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked

#: The measures to which a complaint can add more than once.
COUNTED_SINGLY = {Measure.PROMISE_DUE, Measure.BOUNCES}
#: The lists of a share: all of what is below the line, what counts, and what does not.
SIDES = (("all", N_("All of them")), ("yes", N_("Counted")), ("no", N_("Not counted")))


@login_required
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """The table of a month, a row for each project, and the new complaints divided by what they are."""
    scope = scope_asked(request, account_of(request))
    figures = month_figures(scope.projects, scope.on)
    standings = standings_of(scope, figures, timezone.now())
    context = month_frame(scope) | {
        "groups": GROUPS,
        "rows": list(rows_of_table(scope, figures, standings)),
        "divisions": divisions(scope),
        "uncounted": counts_anew(),
    }
    return render(request, "centre/month.html", context)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a number counts: its title and formula, its figures above and below the line, and what it shows."""

    title: str
    formula: str
    of: tuple[str, ...]
    per: tuple[str, ...]
    shown: str
    hint: str
    number: int


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The complaints behind a number of the table: of a column, or of a part of a division."""
    account = account_of(request)
    scope = scope_asked(request, account)
    opened = _column(request, scope) or _part(request, scope) or _span(request, scope)
    side = request.GET.get("side", "all")
    if opened is None or side not in {name for name, _label in SIDES}:
        raise Http404
    found = cases_of_figures(account, scope.ids, scope.on, *_figures(opened, side))
    page = page_of_cases(found, page_asked(request))
    query = request.GET.copy()
    for name in ("side", "after"):
        query.pop(name, None)
    context = pager(request, page) | {
        "scope": scope,
        "month_name": humanize.month(scope.on),
        "opened": opened,
        "sides": [(name, _(label)) for name, label in SIDES] if opened.per else [],
        "side": side,
        "query": query.urlencode(),
        "listed": found.count(),
        "many_counts": bool(COUNTED_SINGLY.intersection((*opened.of, *opened.per))),
        "many_projects": len(scope.projects) > 1,
        "names_whole": access_of(account).reads_names,
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "centre/cases.html", context)


def _figures(opened: Opened, side: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures whose complaints a list holds, and those whose complaints it leaves out."""
    if opened.per and side == "yes":
        return opened.of, ()
    return opened.per or opened.of, opened.of if opened.per and side == "no" else ()


def _column(request: HttpRequest, scope: Scope) -> Opened | None:
    column = OPENABLE.get(request.GET.get("column", ""))
    if column is None:
        return None
    figures = together([*month_figures(scope.projects, scope.on).values()])
    cell = cell_of(column, figures)
    per = column.per if column.shape is Shape.SHARE else ()
    hint = size_in_words(figures) if column.shape is Shape.RATE else cell.hint
    number = column.base(figures.figures) if per else column.number(figures.figures)
    return Opened(_(column.label), _(column.formula), column.of, per, cell.text, hint, number)


def _part(request: HttpRequest, scope: Scope) -> Opened | None:
    code, _equal, key = request.GET.get("part", "").partition("=")
    if code not in {measure.value for measure in DIVISIONS}:
        return None
    measure = Measure(code)
    try:
        name = name_of_part(current_policy(), measure, key)
    except ValueError:
        return None
    word = f"{code}={key}" if key else code
    title = _("Newly received: %(name)s") % {"name": name}
    return Opened(title, _(TITLES[measure]), (word,), (), "", "", 0)


def _span(request: HttpRequest, scope: Scope) -> Opened | None:
    """The complaints of the longest tenth of some spans: "stage_time.handling", "given_time"."""
    code, _dot, part = request.GET.get("span", "").partition(".")
    indicator = next((one for one in INDICATORS.values() if one.measure is not None and one.measure == code), None)
    if indicator is None or indicator.measure is None or (part not in indicator.parts and (part or indicator.parts)):
        return None
    spread = spreads_by_month(scope.ids, scope.on, indicator.measure).get(scope.on, {}).get(part)
    if spread is None:
        return None
    begins = f"{part}." if part else ""
    longest = (f"{code}={begins}{number}" for number in range(spread.longest_from, LONGEST + 1))
    title = " · ".join(filter(None, (_(indicator.label), part_name(part), _("the longest"))))
    shown = _("from about %(span)s on") % {"span": humanize.duration(spread.ninetieth)}
    return Opened(title, _(indicator.formula), tuple(longest), (), "", shown, 0)
