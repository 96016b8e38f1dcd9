"""Holding the clockwork, and letting it go: after a backup was restored, a long absence, or a clock that jumped."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.process.words import N_, HoldReason
from heed.queries.clocks.holds import PERHAPS_SENT, letters_before
from heed.records.models import Account, Hold, Notice, Pulse

#: What the delivery log says of a letter that was left out when the clockwork was let go.
LEFT_OUT = N_("It may have gone out before the backup was restored, so it was not sent again.")


def beat(now: datetime) -> None:
    """Put down that a worker is at work."""
    Pulse.objects.update_or_create(pk=1, defaults={"at": now})


def hold(reason: HoldReason, since: datetime, at: datetime | None = None) -> Hold:
    """Let nothing go out, close or escalate until an administrator says go."""
    held, _made = Hold.objects.get_or_create(
        reason=reason.value, released_at=None, defaults={"since": since, "at": at or timezone.now()}
    )
    return held


@transaction.atomic
def release(*, by: Account, send_letters: bool, at: datetime | None = None) -> bool:
    """Go: what is due acts now. False where nothing is held any more.

    `send_letters`: also those that may have gone out before a restored backup was lost; else they are set aside.
    """
    now = at or timezone.now()
    held = list(Hold.objects.select_for_update().filter(released_at__isnull=True))
    if not held:
        return False
    if not send_letters:
        for one in held:
            if one.reason in PERHAPS_SENT:
                _leave_out(one, now, by)
    Hold.objects.filter(pk__in=[one.pk for one in held]).update(released_at=now, released_by=by)
    beat(now)
    return True


def _leave_out(held: Hold, now: datetime, by: Account) -> None:
    waiting: Any = letters_before(held.since)
    tries = [[now.isoformat(), LEFT_OUT, by.name]]
    Notice.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        failed_at=now, claimed_until=None, going_at=None, error=LEFT_OUT, tries=tries
    )
