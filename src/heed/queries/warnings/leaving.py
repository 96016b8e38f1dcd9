"""Owners who are about to be lost: an open complaint with several signs of it (R19, R148)."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from heed.insight.warning.leaving import Standing, is_leaving, signs_of
from heed.process.policy.warnings import LeavingTerms
from heed.process.words import Emotion, Stage, VisitOutcome, WarningKind
from heed.queries.warnings.watched import Known, WarningCandidate, WatchedComplaint
from heed.records.models import Promise

#: The stages in which silence is meant, or another body has the word.
_MEANT = (Stage.WATCHING, Stage.OUTSIDE)


def leavings(watched: Collection[WatchedComplaint], known: Known, now: datetime) -> Iterator[WarningCandidate]:
    """Give the complaints whose owners are about to be lost; one query."""
    still_open = [one for one in watched if one.is_open and one.stage != Stage.WATCHING]
    broken = Promise.objects.filter(complaint__in=[one.id for one in still_open], broken_at__isnull=False)
    with_broken = set(broken.values_list("complaint", flat=True)) if still_open else set()
    terms = known.terms.leaving
    for one in still_open:
        signs = signs_of(terms, _standing(one, one.id in with_broken, now))
        subject = one.project_id, WarningKind.LEAVING, str(one.id)
        if is_leaving(terms, signs, known.dismissed[subject]):
            facts = {"signs": [sign.value for sign in signs], "round": one.round,
                     "quiet": terms.quiet_days, "silent": terms.silent_days}  # fmt: skip
            yield WarningCandidate(*subject, facts, frozenset([one.id]), one.id, owner_id=one.case_owner_id)


def silences_ahead(
    watched: Collection[WatchedComplaint], terms: LeavingTerms, now: datetime
) -> Iterator[tuple[int, datetime]]:
    """Give when each open complaint is to be looked at again, because by then nobody may have spoken."""
    for one in watched:
        if one.is_open and one.stage not in _MEANT:
            ahead = (one.spoken_at + timedelta(days=days) for days in (terms.quiet_days, terms.silent_days))
            yield from ((one.id, at) for at in ahead if at > now)


def _standing(one: WatchedComplaint, broken: bool, now: datetime) -> Standing:
    return Standing(
        dissatisfied=one.owner_verdict == VisitOutcome.NOT_SOLVED,
        round=one.round,
        silent_days=None if one.stage in _MEANT else (now - one.spoken_at) / timedelta(days=1),
        broken=broken,
        repeated=one.repeat_of_id is not None,
        upset=one.emotion == Emotion.AGITATED,
    )
