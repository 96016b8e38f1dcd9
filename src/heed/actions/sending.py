"""The outbox as it is worked off: claimed with a lease, sent, tried again after growing pauses, or set aside.

Sending itself happens outside every transaction, between `claim` and the recording. Attempts are counted when a notice
is claimed, so that one which brings its worker down every time is set aside too.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from heed.actions import _tell
from heed.process.words import N_
from heed.records.models import Notice

#: The channel of notices to the owner; those of every other channel in use today stay in the inbox.
OWNER = _tell.OWNER
#: How long a claim holds without being kept; whoever claims keeps it while working.
LEASE = timedelta(seconds=60)
#: How long to wait after each failed attempt; after the last one the notice is set aside.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
ATTEMPTS = len(PAUSES) + 1
#: What is wrong with a notice whose attempts all ended with their worker.
NO_END = N_("Every attempt to send it broke off.")


def claim(at: datetime | None = None) -> Notice | None:
    """Take the notice that has been due for longest, for the time of the lease; None where none is due.

    One at a time: a worker that dies costs one attempt of one notice.
    """
    now = at or timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    due = Notice.objects.filter(free, sent_at__isnull=True, failed_at__isnull=True, due_at__lte=now)
    due = due.order_by("due_at", "id")
    while due.exists():  # asked outside the transaction: looking takes no lock
        with transaction.atomic():
            notice = due.select_for_update(skip_locked=True, no_key=True).first()
            if notice is None:
                return None
            if notice.attempts < ATTEMPTS:
                notice.attempts += 1
                notice.claimed_until = now + LEASE
                notice.save(update_fields=["attempts", "claimed_until"])
                return notice
            _set_aside(notice, now, notice.error or NO_END)
    return None


def keep(notice: Notice, at: datetime | None = None) -> bool:
    """Hold a claim for another lease; False where it is no longer ours."""
    now = at or timezone.now()
    ours = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at__isnull=True, failed_at__isnull=True)
    return bool(ours.update(claimed_until=now + LEASE))


def record_sent(notice: Notice, at: datetime | None = None) -> None:
    """It has gone out. What is sent is sent, also where the claim had run out meanwhile."""
    now = at or timezone.now()
    Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(
        sent_at=now, claimed_until=None, failed_at=None, error=""
    )


def record_all_sent(after: timedelta) -> None:
    """All that waits counts as sent, each so long `after` it was made: in a history that is played, not lived."""
    Notice.objects.filter(sent_at__isnull=True).update(sent_at=F("made_at") + after, claimed_until=None)


def record_failure(notice: Notice, error: str, *, for_good: bool = False, at: datetime | None = None) -> bool:
    """It has not gone out: try again later, or set it aside where that is of no use. True: it is set aside."""
    now = at or timezone.now()
    if for_good or notice.attempts >= ATTEMPTS:
        _set_aside(notice, now, error)
        return True
    ours = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at__isnull=True)
    ours.update(due_at=now + PAUSES[notice.attempts - 1], claimed_until=None, error=error)
    return False


def _set_aside(notice: Notice, now: datetime, error: str) -> None:
    Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(failed_at=now, claimed_until=None, error=error)
