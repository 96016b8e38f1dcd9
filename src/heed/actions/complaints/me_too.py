"""An owner says "me too" to what others reported at a place: an own complaint, followed with theirs (R10)."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import ACTIONS
from heed.actions.engine.own_words import own_words
from heed.process.words import N_
from heed.queries.actor import OWNER
from heed.queries.complaints.repeats import is_of_same_owner
from heed.records.models import Complaint

WHY = N_("The owner said “me too” at the place itself")


def lodge_with(main: Complaint, *, at: datetime | None = None, **facts: Any) -> Complaint:
    """Record a complaint of an owner and merge it into `main`, or continue `main` where it is the same owner's.

    The complaint is recorded first and by itself: where the other has ended meanwhile it stays alone. Raises Refused
    as `lodge` does.
    """
    complaint = lodge(main.project, by=OWNER, at=at, **facts)
    if complaint.merged_into_id is None and complaint.pk != main.pk:
        with suppress(
            Refused
        ):  # it has ended, was merged itself, or people are in danger there: this one goes on alone
            _join(complaint, main, at)
    return complaint


@transaction.atomic
def _join(complaint: Complaint, main: Complaint, at: datetime | None) -> None:
    """Join the two; the main one is locked first and waited for, so that many may join at once."""
    locked = Complaint.objects.select_for_update(no_key=True).get(pk=main.pk)
    move = "join_earlier" if is_of_same_owner(complaint, locked) else "merge"
    ACTIONS[move](complaint, by=OWNER, at=at, other=locked, reason=own_words(complaint.project, WHY))
    complaint.refresh_from_db()
