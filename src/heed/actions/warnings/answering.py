"""What people do about a warning: demand something, act, or dismiss it with a reason that teaches (R148, R149)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions import demands
from heed.actions.engine.errors import refuse_without_words
from heed.actions.engine.standing import locked_as
from heed.actions.registry import ACTIONS
from heed.process.words import N_, WarningState
from heed.records.models import Account, EarlyWarning, ProjectDemand


@transaction.atomic
def act(warning: EarlyWarning, words: str, *, by: Account, at: datetime | None = None) -> EarlyWarning:
    """Record what was done about it. Raises Refused."""
    return _ended(_locked(warning), WarningState.ACTED, words, by, at or timezone.now())


@transaction.atomic
def dismiss(warning: EarlyWarning, words: str, *, by: Account, at: datetime | None = None) -> EarlyWarning:
    """Dismiss it, with the reason: the same stays quiet for a time, and then asks for more. Raises Refused."""
    return _ended(_locked(warning), WarningState.DISMISSED, words, by, at or timezone.now())


@transaction.atomic
def demand(
    warning: EarlyWarning, words: str, due_at: datetime, *, by: Account, at: datetime | None = None
) -> EarlyWarning:
    """Demand an answer of the case, or of the project where it is about no single case. Raises Refused."""
    now, found = at or timezone.now(), _locked(warning)
    if found.complaint is not None:
        ACTIONS["demand"](found.complaint, by=by, words=words, due_at=due_at, at=at)
        return _ended(found, WarningState.ACTED, words, by, now)
    asked = demands.ask(found.project, words, due_at, by=by, at=at)
    return _ended(found, WarningState.ACTED, words, by, now, asked)


def _locked(warning: EarlyWarning) -> EarlyWarning:
    """Return the open warning, locked until the end of the transaction. Raises Refused where it has ended by now."""
    taken = N_("Somebody has been here before you: see what became of the warning.")
    return locked_as(warning, WarningState.OPEN, "project", "complaint", otherwise=taken)


def _ended(
    warning: EarlyWarning,
    state: WarningState,
    words: str,
    by: Account,
    at: datetime,
    asked: ProjectDemand | None = None,
) -> EarlyWarning:
    refuse_without_words(words)
    warning.state, warning.words, warning.demand = state.value, words.strip(), asked
    warning.ended_by, warning.ended_at = by, at
    warning.save(update_fields=["state", "words", "demand", "ended_by", "ended_at"])
    return warning
