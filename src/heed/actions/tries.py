"""Counting tries, once for all processes: by updates of one row that the database carries out one after the other."""

import hashlib
import math
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from heed.records.models import TryCount

FORGOTTEN = 200
"""So many rows are deleted at once."""


def take(name: str, who: str, most: int, seconds: int, amount: int = 1) -> int:
    """Count one try and return 0; without counting, the minutes until the next one where all are used up.

    `most` tries in `seconds` from the first one; 0 is no limit. A try may count as an `amount`, such as kilobytes.
    """
    key = hashlib.sha256(f"{name} {who}".encode()).hexdigest()
    while most:
        now = timezone.now()
        row = TryCount.objects.filter(key=key)
        if row.filter(ends_at__gt=now, count__lte=most - amount).update(count=F("count") + amount):
            return 0
        used_up = row.filter(ends_at__gt=now, count__gt=most - amount)
        if (ends_at := used_up.values_list("ends_at", flat=True).first()) is not None:
            return max(1, math.ceil((ends_at - now).total_seconds() / 60))
        _forget_ended(now)
        TryCount.objects.bulk_create(
            [TryCount(key=key, ends_at=now + timedelta(seconds=seconds))], ignore_conflicts=True
        )
    return 0


@transaction.atomic
def _forget_ended(now: datetime) -> None:
    """Delete rows whose window has ended, without waiting for another process that does the same."""
    ended = TryCount.objects.filter(ends_at__lte=now).select_for_update(skip_locked=True).order_by("pk")[:FORGOTTEN]
    TryCount.objects.filter(pk__in=[row.pk for row in ended]).delete()


def give_back(name: str, who: str, amount: int = 1) -> None:
    """Count one try (or this amount) less: it was no guess, or came to nothing."""
    key = hashlib.sha256(f"{name} {who}".encode()).hexdigest()
    TryCount.objects.filter(key=key, count__gte=amount).update(count=F("count") - amount)
