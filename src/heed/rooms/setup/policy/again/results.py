"""What a simulation shows: the figures of both courses side by side."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.insight.simulation import KindSums, Sums
from heed.process.words import ClockKind
from heed.reports.table import percent
from heed.ui.charts import Series

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as it was and as it would have been; `tone` says whether that is better or worse."""

    label: str
    was: str
    would: str
    tone: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class KindRow:
    """The clocks of a kind: how many were judged, the share in time, and how many were missed."""

    label: str
    judged: int
    share: Compared
    missed: Compared


def totals(was: Sums, would: Sums) -> list[Compared]:
    """The figures of everything together."""
    all_was, all_would = was.all_kinds, would.all_kinds
    counted = _("of %(count)s clocks that ended") % {"count": all_was.judged}
    found = [
        _share(_("On time"), all_was, all_would, counted),
        _count(_("Limits missed"), all_was.missed, all_would.missed),
        _count(_("Due in the busiest week"), was.busiest_week, would.busiest_week),
    ]
    if was.received:
        then, other = was.unmanned / was.received, would.unmanned / would.received
        below = _("of %(count)s complaints of projects with a rota") % {"count": was.received}
        label = _("Received while the desk had no one on duty")
        found.append(Compared(label, percent(then), percent(other), _tone(other - then), below))
    return found


def kind_rows(was: Sums, would: Sums) -> list[KindRow]:
    """A row for each kind of clock that ran, in the order of the policy."""
    rows = []
    for kind in ClockKind:
        then = was.kinds.get(kind, KindSums())
        other = would.kinds.get(kind, KindSums())
        if then.judged or then.missed or other.missed:
            label = _(kind.label)
            rows.append(
                KindRow(label, then.judged, _share(label, then, other), _count(label, then.missed, other.missed))
            )
    return rows


def of_day(was: Sums, would: Sums) -> tuple[list[str], tuple[Series, Series]]:
    """The hours of the day, and what was due in each in a week of both courses, as bars side by side."""
    labels = [f"{hour}" for hour in range(24)]
    weeks = max(len(was.weeks), 1)
    then, other = (tuple(count / weeks for count in sums.by_hour) for sums in (was, would))
    return labels, (Series(_("As it was"), 6, then), Series(_("As it would have been"), 1, other))


def _share(label: str, was: KindSums, would: KindSums, below: str = "") -> Compared:
    if was.share is None or would.share is None:
        return Compared(label, _NOTHING, _NOTHING, "", below)
    return Compared(label, percent(was.share), percent(would.share), _tone(was.share - would.share), below)


def _count(label: str, was: int, would: int) -> Compared:
    return Compared(label, str(was), str(would), _tone(would - was))


def _tone(worse: float) -> str:
    if not worse:
        return ""
    return "hot" if worse > 0 else "good"
