"""The outbox as it is worked off: claimed with a lease, sent, tried again after growing pauses, or set aside.

Sending itself happens outside every transaction, between `claim` and the recording. Attempts are counted when a notice
is claimed, so that one which brings its worker down every time is set aside too. From `go` to the recording nobody
knows whether the other side has it: a notice whose answer was lost is repeated once, under the same id, and no more.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from heed.process.words import N_
from heed.records.models import Account, Notice
from heed.records.models.notice import OWNER_CHANNEL

#: How long a claim holds without being kept; whoever claims keeps it while working.
LEASE = timedelta(seconds=60)
#: How long to wait after each failed attempt; after the last one the notice is set aside.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
ATTEMPTS = len(PAUSES) + 1
#: What is wrong with a notice whose attempts all ended with their worker.
NO_END = N_("Every attempt to send it broke off.")
#: What is wrong where it went and nobody heard an answer.
NO_ANSWER = N_("It was handed over, and the answer was lost.")
LOST_TWICE = N_("The answer was lost twice, so it may have arrived: it is not sent a third time.")
#: So many notices go into one letter at most.
MOST = 200


def claim(at: datetime | None = None) -> Notice | None:
    """Take the notice that has been due for longest, for the time of the lease; None where none is due.

    One at a time: a worker that dies costs one attempt of one notice.
    """
    now = at or timezone.now()
    due = Notice.objects.filter(_free(now), sent_at__isnull=True, failed_at__isnull=True, carried_by__isnull=True)
    due = due.filter(due_at__lte=now).order_by("due_at", "id")
    while due.exists():  # asked outside the transaction: looking takes no lock
        with transaction.atomic():
            notice = due.select_for_update(skip_locked=True, no_key=True).first()
            if notice is None:
                return None
            if notice.going_at is not None:  # it went, and whoever sent it died before the answer was on record
                notice.lost += 1
                notice.tries = [*notice.tries, [notice.going_at.isoformat(), NO_ANSWER]]
                notice.going_at = None
            if notice.attempts < ATTEMPTS and notice.lost < 2:
                notice.attempts += 1
                notice.claimed_until = now + LEASE
                notice.save(update_fields=["attempts", "claimed_until", "lost", "tries", "going_at"])
                return notice
            _set_aside(notice, now, LOST_TWICE if notice.lost > 1 else notice.error or NO_END)
    return None


def _free(now: datetime) -> Q:
    return Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)


def gather(notice: Notice, at: datetime | None = None) -> list[Notice]:
    """All that goes in one letter with this notice, itself first: the same at every attempt, so that an id means the
    same letter. What comes later waits for the next one."""
    now = at or timezone.now()
    if notice.collected and notice.attempts == 1:
        others = Notice.objects.filter(_free(now), channel=notice.channel, account=notice.account, collected=True)
        others = others.filter(sent_at__isnull=True, failed_at__isnull=True, carried_by__isnull=True, due_at__lte=now)
        ids = list(others.exclude(pk=notice.pk).order_by("pk").values_list("pk", flat=True)[:MOST])
        if ids:
            others.filter(pk__in=ids, attempts=0).update(carried_by=notice)
    return [notice, *notice.carries.order_by("pk")] if notice.collected else [notice]


def keep(notice: Notice, at: datetime | None = None) -> bool:
    """Hold a claim for another lease; False where it is no longer ours."""
    now = at or timezone.now()
    return bool(_ours(notice).filter(failed_at__isnull=True).update(claimed_until=now + LEASE))


def go(notice: Notice, at: datetime | None = None) -> bool:
    """It is handed over in the next instant; False where the claim is no longer ours, and nothing may be sent."""
    return bool(_ours(notice).filter(failed_at__isnull=True).update(going_at=at or timezone.now()))


def _ours(notice: Notice) -> Any:
    return Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at__isnull=True)


def record_sent(notice: Notice, at: datetime | None = None) -> None:
    """It has gone out. What is sent is sent, also where the claim had run out meanwhile."""
    sent = {"sent_at": at or timezone.now(), "claimed_until": None, "failed_at": None, "error": "", "going_at": None}
    if not notice.collected:
        Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(**sent)
        return
    Notice.objects.filter(Q(pk=notice.pk) | Q(carried_by=notice), sent_at__isnull=True).update(**sent)


def record_all_sent(after: timedelta) -> None:
    """All that waits counts as sent, each so long `after` it was made: in a history that is played, not lived."""
    Notice.objects.filter(sent_at__isnull=True).update(sent_at=F("made_at") + after, claimed_until=None)


def record_failure(
    notice: Notice,
    error: str,
    *,
    for_good: bool = False,
    lost: bool = False,
    at: datetime | None = None,
    not_before: datetime | None = None,
) -> bool:
    """It has not gone out, or (`lost`) nobody knows: try again later, or set it aside where that is of no use.

    True: it is set aside.
    """
    now = at or timezone.now()
    notice.lost += lost
    notice.tries = [*notice.tries, [now.isoformat(), error]]
    if for_good or notice.attempts >= ATTEMPTS or notice.lost > 1:
        _set_aside(notice, now, LOST_TWICE if notice.lost > 1 else error)
        return True
    due_at = max(now + PAUSES[notice.attempts - 1], not_before or now)
    _ours(notice).update(
        due_at=due_at, claimed_until=None, going_at=None, error=error, lost=notice.lost, tries=notice.tries
    )
    return False


def _set_aside(notice: Notice, now: datetime, error: str) -> None:
    aside = {"failed_at": now, "claimed_until": None, "going_at": None, "error": error}
    found = Notice.objects.filter(pk=notice.pk, sent_at__isnull=True)
    if found.update(**aside, lost=notice.lost, tries=notice.tries) and notice.collected:
        Notice.objects.filter(carried_by=notice, sent_at__isnull=True).update(failed_at=now, error=error)


def postpone(notice: Notice, until: datetime, at: datetime | None = None) -> None:
    """The robot has no room before that instant: this is no attempt, and whatever else is due for it waits as well."""
    now = at or timezone.now()
    _ours(notice).update(due_at=until, claimed_until=None, attempts=F("attempts") - 1)
    if notice.channel == OWNER_CHANNEL:
        return  # most of these are letters, which no robot holds up
    waiting = Notice.objects.filter(_free(now), sent_at__isnull=True, failed_at__isnull=True, carried_by__isnull=True)
    waiting.filter(due_at__lte=now, channel=notice.channel, robot=notice.robot_id).update(due_at=until)


@transaction.atomic
def send_again(notice: Notice, *, by: Account, at: datetime | None = None) -> bool:
    """What was set aside goes out anew, with all its attempts; False where it is not set aside any more."""
    now = at or timezone.now()
    first = notice.carried_by or notice
    anew = {"failed_at": None, "error": "", "attempts": 0, "lost": 0, "claimed_until": None, "due_at": now}
    tries = [*first.tries, [now.isoformat(), N_("Sent again by hand."), by.name]]
    aside = Notice.objects.filter(pk=first.pk, failed_at__isnull=False)
    if not aside.update(**anew, tries=tries):
        return False
    Notice.objects.filter(carried_by=first, sent_at__isnull=True).update(failed_at=None, error="")
    return True
