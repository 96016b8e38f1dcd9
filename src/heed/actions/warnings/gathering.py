"""Following the complaints of a hot spot together, and apart again: each is a move of its own (R10, R68, R148)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.actions.warnings.answering import act, locked_open
from heed.process.case import Refusal
from heed.process.words import N_, WarningState
from heed.records.models import Account, Complaint, EarlyWarning


@transaction.atomic
def follow_together(
    warning: EarlyWarning,
    main: Complaint,
    others: Sequence[Complaint],
    words: str,
    *,
    by: Account,
    at: datetime | None = None,
) -> int:
    """Merge these complaints into the main one, where each keeps its owner, clocks and verdict; return how many.

    Raises Refused where none could be merged, with the reasons.
    """
    now = at or timezone.now()
    locked_open(warning)
    merged, against = 0, list[Refusal]()
    for other in others:
        try:
            with transaction.atomic():
                ACTIONS["merge"](other, by=by, at=at, other=main, reason=words)
            merged += 1
        except Refused as refused:
            against += refused.refusals
    if not merged:
        raise Refused([Refusal(one.text, "words", one.params) for one in against] or [_NOTHING])
    act(warning, words, by=by, at=now)
    return merged


@transaction.atomic
def follow_apart(
    warning: EarlyWarning, merged: Sequence[Complaint], words: str, *, by: Account, at: datetime | None = None
) -> None:
    """Undo it: each is followed on its own again, and the warning is open again. Raises Refused."""
    if not merged:
        raise Refused([_NOTHING])
    for complaint in merged:
        ACTIONS["separate"](complaint, by=by, at=at, reason=words)
    again = {"state": WarningState.OPEN.value, "words": "", "ended_at": None, "ended_by": None}
    EarlyWarning.objects.filter(pk=warning.pk, state=WarningState.ACTED.value).update(**again)


_NOTHING = Refusal(N_("None of the complaints can be followed together, or apart, at their stage."), "words")
