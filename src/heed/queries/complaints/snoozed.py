"""What an account set aside from its own list: it rests there until its time, or until something happens to it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from heed.records.models import Snooze


def resting(account_id: int, now: datetime) -> Q:
    """Return the condition that a complaint rests for this account.

    It comes back at its time, and before that as soon as it is overdue or a word passed between the owner and us.
    """
    aside = Snooze.objects.filter(account=account_id, complaint=OuterRef("pk"), until_at__gt=now)
    quiet = aside.filter(snoozed_at__gte=OuterRef("spoken_at"))
    return Q(Exists(quiet)) & (Q(next_due_at__isnull=True) | Q(next_due_at__gte=now))


def awake(account_id: int, now: datetime) -> Q:
    """Return the condition that it does not rest."""
    return ~resting(account_id, now)
