"""Filters: charts of ours, drawn on the server."""

from collections.abc import Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from heed.ui import charts
from heed.ui.filters import markup, template_filter


@template_filter
def stacked_bars(labels: Sequence[str], series: Sequence[charts.Series]) -> SafeString:
    """{{ labels|stacked_bars(series) }}: stacked bars with their legend; show the table of the same figures with it."""
    return _with_legend(charts.stacked(labels, series), series)


@template_filter
def grouped_bars(labels: Sequence[str], series: Sequence[charts.Series]) -> SafeString:
    """{{ labels|grouped_bars(series) }}: the same with the bars of a label side by side."""
    return _with_legend(charts.side_by_side(labels, series), series)


def _with_legend(drawn: SafeString, series: Sequence[charts.Series]) -> SafeString:
    legend = format_html_join("", '<li data-mark="{}">{}</li>', ((part.mark, part.name) for part in series))
    return markup(
        '<ul class="chart__legend" aria-hidden="true">{}</ul><div class="chart__drawn">{}</div>', legend, drawn
    )
