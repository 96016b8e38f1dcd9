"""Delivering the outbox: notices are claimed with a lease, sent, tried again after growing pauses, or set aside.

Sending happens outside every transaction, between `claim` and recording the result. Attempts are counted when a notice
is claimed, so that one which crashes its worker each time is set aside too. Between `start_sending` and the result it
is unknown whether the other side has it: a notice whose answer was lost is sent once more, with the same id.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from heed.actions.reports.undelivered import record_undelivered
from heed.process.words import N_
from heed.queries.notices.lanes import Lane, due_notices
from heed.records.models import Account, Notice
from heed.records.models.notice import OWNER_CHANNEL

#: How long a claim lasts unless it is renewed.
LEASE = timedelta(seconds=60)
#: How long to wait after each failed attempt; after the last one the notice is set aside.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
ATTEMPTS = len(PAUSES) + 1
#: The error of a notice whose worker crashed in every attempt.
ALL_ATTEMPTS_FAILED = N_("Every attempt to send it was interrupted.")
#: The errors of a notice that was sent and got no answer.
NO_ANSWER = N_("It was handed over, but no answer came back.")
LOST_TWICE = N_("No answer came back twice. It may have arrived, so it is not sent a third time.")
#: So many notices are collected in one message at most.
MOST_COLLECTED = 200


def claim(at: datetime | None = None, lane: Lane | None = None) -> Notice | None:
    """Claim the notice that has been due longest, of a lane or of all, for the time of the lease; None where none is.

    One at a time, so that a crash costs one attempt of one notice.
    """
    now = at or timezone.now()
    due = due_notices(now).filter(lane.which if lane else Q()).exclude(_is_collected_elsewhere(now))
    due = due.order_by("due_at", "id")
    while due.exists():  # outside the transaction: this takes no lock
        with transaction.atomic():
            notice = due.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
            if notice is None or _begin_attempt(notice, now):
                return notice
    return None


def _is_collected_elsewhere(now: datetime) -> Q:
    """Whether another notice to the same person or group is being sent now: it may carry this one."""
    going = Notice.objects.filter(claimed_until__gt=now, sent_at__isnull=True, collected=True)
    to_person = going.filter(account=OuterRef("account"), channel=OuterRef("channel"))
    to_group = going.filter(account__isnull=True, robot=OuterRef("robot"))
    return Q(Exists(to_person) | Exists(to_group), collected=True)


def _begin_attempt(notice: Notice, now: datetime) -> bool:
    """Begin an attempt to send the notice; return False where it has had all of them and is set aside."""
    if notice.going_at is not None:  # the worker died after sending it, before the answer was recorded
        notice.lost += 1
        notice.tries = [*notice.tries, [notice.going_at.isoformat(), NO_ANSWER]]
        notice.going_at = None
    if notice.attempts >= ATTEMPTS or notice.lost > 1:
        _set_aside(notice, now, LOST_TWICE if notice.lost > 1 else notice.error or ALL_ATTEMPTS_FAILED)
        return False
    notice.attempts += 1
    notice.claimed_until = now + LEASE
    notice.save(update_fields=["attempts", "claimed_until", "lost", "tries", "going_at"])
    return True


def collect(notice: Notice, at: datetime | None = None) -> list[Notice]:
    """Return the notices that go out in one message with this one, itself first; the same in each attempt: an id
    stands for one message. Later notices wait for the next message."""
    now = at or timezone.now()
    if notice.collected and notice.attempts == 1:
        to_same = {"channel": notice.channel, "account": notice.account_id, "robot": notice.robot_id}
        others = due_notices(now).filter(**to_same, collected=True)
        ids = list(others.exclude(pk=notice.pk).order_by("pk").values_list("pk", flat=True)[:MOST_COLLECTED])
        if ids:
            others.filter(pk__in=ids, attempts=0).update(carried_by=notice)
    return [notice, *notice.carries.order_by("pk")] if notice.collected else [notice]


def renew(notice: Notice, at: datetime | None = None) -> bool:
    """Renew a claim for another lease; return False where it has been lost."""
    now = at or timezone.now()
    return bool(_claimed(notice).filter(failed_at__isnull=True).update(claimed_until=now + LEASE))


def start_sending(notice: Notice, at: datetime | None = None) -> bool:
    """Record that the notice is sent now; return False where the claim has been lost: then it may not be sent."""
    return bool(_claimed(notice).filter(failed_at__isnull=True).update(going_at=at or timezone.now()))


def _claimed(notice: Notice) -> Any:
    return Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at__isnull=True)


def record_sent(notice: Notice, at: datetime | None = None) -> None:
    """Record that the notice was sent, also where the claim has run out meanwhile."""
    sent = {"sent_at": at or timezone.now(), "claimed_until": None, "failed_at": None, "error": "", "going_at": None}
    if not notice.collected:
        Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(**sent)
        return
    Notice.objects.filter(Q(pk=notice.pk) | Q(carried_by=notice), sent_at__isnull=True).update(**sent)


def record_all_sent(after: timedelta) -> None:
    """Record every waiting notice as sent, so long `after` it was made: for the generated history of the demo."""
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
    """Record that the notice was not sent, or (`lost`) that this is unknown: it is tried again later, or set aside.

    Returns whether it was set aside.
    """
    now = at or timezone.now()
    notice.lost += lost
    notice.tries = [*notice.tries, [now.isoformat(), error]]
    if for_good or notice.attempts >= ATTEMPTS or notice.lost > 1:
        _set_aside(notice, now, LOST_TWICE if notice.lost > 1 else error)
        return True
    due_at = max(now + PAUSES[notice.attempts - 1], not_before or now)
    _claimed(notice).update(
        due_at=due_at, claimed_until=None, going_at=None, error=error, lost=notice.lost, tries=notice.tries
    )
    return False


@transaction.atomic
def _set_aside(notice: Notice, now: datetime, error: str) -> None:
    aside = {"failed_at": now, "claimed_until": None, "going_at": None, "error": error}
    found = Notice.objects.filter(pk=notice.pk, sent_at__isnull=True, failed_at__isnull=True)
    if not found.update(**aside, lost=notice.lost, tries=notice.tries):
        return
    if notice.collected:
        Notice.objects.filter(carried_by=notice, sent_at__isnull=True).update(failed_at=now, error=error)
    record_undelivered(notice, error, now)


def postpone(notice: Notice, until: datetime, at: datetime | None = None) -> None:
    """Delay a notice until its robot accepts messages again: no attempt counts, and other notices for it wait too."""
    now = at or timezone.now()
    _claimed(notice).update(due_at=until, claimed_until=None, attempts=F("attempts") - 1)
    if notice.channel == OWNER_CHANNEL:
        return  # most of these are e-mails, which no robot delays
    due_notices(now).filter(channel=notice.channel, robot=notice.robot_id).update(due_at=until)


def count_as_sent(notice: Notice, *, by: Account, at: datetime | None = None) -> bool:
    """Record that a person found a lost message to have arrived; return False where it is not set aside any more."""
    now = at or timezone.now()
    first = notice.carried_by or notice
    tries = [*first.tries, [now.isoformat(), N_("Marked as arrived."), by.name]]
    aside = Notice.objects.filter(Q(pk=first.pk) | Q(carried_by=first), failed_at__isnull=False, sent_at__isnull=True)
    return bool(aside.update(failed_at=None, error="", sent_at=now, tries=tries))


@transaction.atomic
def send_again(notice: Notice, *, by: Account, at: datetime | None = None) -> bool:
    """Send a notice that was set aside again, with new attempts; return False where it is not set aside any more."""
    now = at or timezone.now()
    first = notice.carried_by or notice
    anew = {"failed_at": None, "error": "", "attempts": 0, "lost": 0, "claimed_until": None, "due_at": now}
    tries = [*first.tries, [now.isoformat(), N_("Sent again manually."), by.name]]
    aside = Notice.objects.filter(pk=first.pk, failed_at__isnull=False)
    if not aside.update(**anew, tries=tries):
        return False
    Notice.objects.filter(carried_by=first, sent_at__isnull=True).update(failed_at=None, error="")
    return True
