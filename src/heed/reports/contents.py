"""What the files of the monthly table hold: the same rows and divisions as the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from heed.queries.tallies.monthly import month_figures
from heed.reports.parts import Division, divisions
from heed.reports.scope import Scope
from heed.reports.standing import standings_of
from heed.reports.table import TableRow, rows_of_table

#: The main numbers: those of a letter, and of the table in front of all reports.
MAIN = ("new", "closed", "closing_rate", "old_open", "satisfied_rate")


@dataclass(frozen=True, slots=True)
class TableContents:
    """The rows of the table, and the new complaints divided."""

    scope: Scope
    rows: Sequence[TableRow]
    divisions: Sequence[Division]


def contents_of(scope: Scope) -> TableContents:
    """Return what the files of this scope hold."""
    figures = month_figures(scope.projects, scope.on)
    standings = standings_of(scope, figures, timezone.now())
    return TableContents(scope, list(rows_of_table(scope, figures, standings)), divisions(scope))
