"""Where the report of a project's month stands, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.reporting import is_over
from heed.process.words import MonthState
from heed.queries.reports.months import MonthStanding, standings
from heed.queries.tallies.monthly import MonthFigures
from heed.records.models import Project
from heed.reports.scope import Scope

_TONES = {MonthState.SUBMITTED: "info", MonthState.RECEIVED: "good", MonthState.SENT_BACK: "warn"}


@dataclass(frozen=True, slots=True)
class StandingText:
    """Where a report stands, in words: `due_at` where it is still to come."""

    text: str
    tone: str = ""
    due_at: datetime | None = None
    differs: bool = False
    version: int = 0


def standing_text(project: Project, scope: Scope, standing: MonthStanding, now: datetime) -> StandingText:
    """Say where the report of a project's month stands."""
    if standing.latest is not None:
        state = MonthState(standing.state)
        return StandingText(_(state.label), _TONES[state], differs=standing.differs, version=standing.latest.version)
    if not is_over(scope.on, project.timezone, now):
        return StandingText(_("Month not over"))
    if standing.is_late(now):
        return StandingText(_("Not submitted in time"), "hot", standing.due_at)
    return StandingText(_("Not submitted"), "", standing.due_at)


def standings_of(scope: Scope, figures: dict[int, MonthFigures], now: datetime) -> dict[int, StandingText]:
    """Return where the report of each project of the scope stands; two queries."""
    found, none = standings(scope.ids, scope.on, figures), MonthStanding()
    return {one.pk: standing_text(one, scope, found.get(one.pk, none), now) for one in scope.projects}
