"""Promises of an estate that are kept less often than before (R73, R148)."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from heed.insight.tallies import Measure
from heed.insight.warning.slipping import slide_of
from heed.process.words import PromiseState, WarningKind
from heed.queries.warnings.history import history_until, sums_before
from heed.queries.warnings.watched import Known, WarningCandidate, WatchedComplaint
from heed.records.models import Promise

_ENDED = (PromiseState.KEPT.value, PromiseState.RENEGOTIATED.value, PromiseState.BROKEN.value)


def slides(watched: Collection[WatchedComplaint], known: Known, now: datetime) -> Iterator[WarningCandidate]:
    """Give the estates where promises slip and these complaints have one of them; four queries."""
    terms = known.terms.promises
    began_at = now - timedelta(days=terms.days)
    ended = Promise.objects.filter(due_at__gt=began_at, due_at__lte=now, state__in=_ENDED)
    projects = set(ended.filter(complaint__in=[one.id for one in watched]).values_list("project", flat=True))
    if not projects:
        return
    missed: dict[int, list[int]] = {project: [] for project in projects}
    of_late: Counter[int] = Counter()
    for project, complaint, state in ended.filter(project__in=projects).values_list("project", "complaint", "state"):
        of_late[project] += 1
        if state != PromiseState.KEPT:
            missed[project].append(complaint)
    before = sums_before(projects, history_until(projects, began_at), [Measure.PROMISE_DUE, Measure.PROMISE_KEPT])
    for project, complaints in missed.items():
        subject = project, WarningKind.PROMISES, ""
        due, kept = (before[project, one, ""] for one in (Measure.PROMISE_DUE, Measure.PROMISE_KEPT))
        slide = slide_of(terms, len(complaints), of_late[project], max(due - kept, 0), due, known.dismissed[subject])
        if slide is not None:
            facts = {"missed": slide.broken, "ended": slide.ended, "usual": round(100 * slide.usual),
                     "days": terms.days, "odds": terms.odds}  # fmt: skip
            yield WarningCandidate(*subject, facts, frozenset(complaints))
