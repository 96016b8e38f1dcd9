"""The catalogue of indicators, and a page for each: what it says, how it went, and where (R147, R148)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.insight.tallies.indicators import GROUPS, INDICATORS, YEARLY, Indicator, Source
from heed.queries.policies import current_policy
from heed.queries.tallies.calls import KNOWN, QUICK, calls_by_project
from heed.queries.tallies.indicators import spreads_by_project
from heed.queries.tallies.monthly import month_figures
from heed.queries.tallies.surveys import survey_marks_by_project
from heed.queries.tallies.yearly import months_of_year
from heed.records.models import Project
from heed.reports.scope import Scope
from heed.reports.table import percent
from heed.rooms.centre.indicators.readings import (
    Reading,
    YearOfReadings,
    part_name,
    reading_of_column,
    reading_of_marks,
    reading_of_share,
    reading_of_spread,
    span_code,
)
from heed.rooms.centre.lines import line_of
from heed.rooms.centre.scope import month_frame, scope_asked
from heed.ui import humanize
from heed.ui.requests import account_of


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row: what it is of, its reading, its line of twelve months, and the address that it leads to ("": none)."""

    name: str
    reading: Reading
    line: str = ""
    query: str = ""
    code: str = ""


@login_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All indicators of a month, by group, each with its line of a year."""
    scope = scope_asked(request, account_of(request))
    year = YearOfReadings(scope)
    groups = [(_(group.label), [_row(year, one) for one in group.indicators]) for group in GROUPS]
    return render(request, "centre/indicators/catalogue.html", {"groups": groups, **month_frame(scope)})


def _row(year: YearOfReadings, indicator: Indicator) -> IndicatorRow:
    part = year.main_part(indicator)
    name = _("%(what)s: %(part)s") % {"what": _(indicator.label), "part": part_name(part)} if part else ""
    name = name or _(indicator.label)
    reading = year.read(indicator, year.scope.on, part)
    return IndicatorRow(name, reading, _line(year, indicator, part), year.scope.address(), indicator.code)


def _line(year: YearOfReadings, indicator: Indicator, part: str) -> str:
    if indicator.source not in YEARLY:
        return ""
    months = months_of_year(year.scope.on)
    values = [year.read(indicator, on, part).value for on in months]
    return line_of(_(indicator.label), values, months, _said(indicator))


def _said(indicator: Indicator) -> Callable[[float], str]:
    if indicator.source is Source.SPANS:
        return humanize.duration
    return percent if indicator.column is not None and indicator.column.per else "{:g}".format


@login_required
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: its definition, its parts, its twelve months, and each project in the month."""
    scope, one = scope_asked(request, account_of(request)), INDICATORS.get(code)
    if one is None:
        raise Http404
    year = YearOfReadings(scope)
    part = _part(request, one) or year.main_part(one)
    months = months_of_year(scope.on) if one.source in YEARLY else []
    context = {
        "one": one,
        "part": part,
        "title": IndicatorRow(_(one.label), year.read(one, scope.on, part)),
        "part_name": part_name(part),
        "parts": [_part_row(year, one, stage.value) for stage in one.parts],
        "line": _line(year, one, part),
        "months": [IndicatorRow(humanize.month(on), year.read(one, on, part)) for on in reversed(months)],
        "projects": list(_projects(scope, one, part)) if len(scope.projects) > 1 else [],
        **month_frame(scope, **({"part": part} if one.parts else {})),
    }
    return render(request, "centre/indicators/indicator.html", context)


def _part(request: HttpRequest, one: Indicator) -> str:
    part = request.GET.get("part", "")
    if part and part not in one.parts:
        raise Http404
    return part


def _part_row(year: YearOfReadings, one: Indicator, part: str) -> IndicatorRow:
    query = year.scope.address(part=part)
    return IndicatorRow(part_name(part), year.read(one, year.scope.on, part), _line(year, one, part), query, part)


def _projects(scope: Scope, one: Indicator, part: str) -> Iterator[IndicatorRow]:
    read = _reader(scope, one, part)
    if read is None:
        return
    for project in scope.projects:
        asked = {"month": f"{scope.on:%Y-%m}", "project": project.code}
        query = urlencode(asked | ({"part": part} if one.parts else {}))
        yield IndicatorRow(project.name, read(project, urlencode(asked)), query=query)


def _of_calls(counts: Counter[str]) -> Reading:
    return reading_of_share(counts[QUICK], counts[KNOWN])


def _reader(scope: Scope, one: Indicator, part: str) -> Callable[[Project, str], Reading] | None:
    """What reads the indicator at one project; None where it is told of all together only."""
    if one.measure is not None:
        spreads, span = spreads_by_project(scope.ids, scope.on, one.measure, part), span_code(one.measure, part)
        return lambda project, asked: reading_of_spread(spreads.get(project.pk), f"{asked}&span={span}")
    if one.source is Source.CALLS:
        calls = calls_by_project(scope.projects, scope.on, current_policy())
        return lambda project, _asked: _of_calls(calls.get(project.pk, Counter()))
    if one.source is Source.SURVEYS:
        marks = survey_marks_by_project(scope.projects, scope.on)
        return lambda project, _asked: reading_of_marks(marks.get(project.pk, Counter()))
    column = one.column
    if column is None or one.source is Source.SILENT:
        return None
    figures = month_figures(scope.projects, scope.on)
    return lambda project, asked: reading_of_column(
        column, figures[project.pk].figures, f"{asked}&column={column.code}"
    )
