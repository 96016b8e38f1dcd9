"""Following the complaints of a hot spot together, and apart again: each is a move of its own (R10, R68, R148)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.together import each_or_none
from heed.actions.registry import ACTIONS
from heed.actions.warnings.answering import act, locked
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

    Raises Refused where some cannot be merged, with their numbers and the reasons: then none is.
    """
    now = at or timezone.now()
    locked(warning, WarningState.OPEN)
    if not others:
        raise Refused([NOTHING])
    each_or_none(others, lambda other: ACTIONS["merge"](other, by=by, at=at, other=main, reason=words))
    act(warning, words, by=by, at=now)
    return len(others)


@transaction.atomic
def follow_apart(
    warning: EarlyWarning, merged: Sequence[Complaint], words: str, *, by: Account, at: datetime | None = None
) -> None:
    """Undo it: each is followed on its own again, and the warning is open again, where no other says the same by now.

    Raises Refused, also where it was not acted on.
    """
    now = locked(warning, WarningState.ACTED)
    if not merged:
        raise Refused([NOTHING])
    for complaint in merged:
        ACTIONS["separate"](complaint, by=by, at=at, reason=words)
    same = EarlyWarning.objects.filter(project=now.project_id, kind=now.kind, key=now.key)
    if not same.filter(state=WarningState.OPEN.value).exists():
        same.filter(pk=now.pk).update(state=WarningState.OPEN.value, words="", ended_at=None, ended_by=None)


#: Nothing that was chosen is at a stage for it.
NOTHING = Refusal(N_("None of the complaints can be followed together, or apart, at their stage."), "words")
