"""Counting tries, once for all processes: by one statement on one row, so that two at once cannot both be the last."""

import hashlib
import math
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from heed.records.models import TryCount
from heed.records.prepared import prepared

FORGOTTEN = 200
"""So many rows are deleted at once."""
#: Counts in a window that has room or begins anew, and returns the count; no row where the window is used up.
_COUNT = """
INSERT INTO records_trycount AS was (key, count, ends_at) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN was.ends_at > %s THEN was.count ELSE 0 END + excluded.count,
    ends_at = CASE WHEN was.ends_at > %s THEN was.ends_at ELSE excluded.ends_at END
WHERE was.ends_at <= %s OR was.count <= %s
RETURNING count
"""


def take(name: str, who: str, most: int, seconds: int, amount: int = 1) -> int:
    """Count one try and return 0; without counting, the minutes until the next one where all are used up.

    `most` tries in `seconds` from the first one; 0 is no limit. A try may count as an `amount`, such as kilobytes.
    """
    if not most:
        return 0
    key, now, window = _key(name, who), timezone.now(), timedelta(seconds=seconds)
    if amount > most or (counted := _count(key, amount, most, now, now + window)) is None:
        ends_at = TryCount.objects.filter(key=key, ends_at__gt=now).values_list("ends_at", flat=True).first()
        return max(1, math.ceil(((ends_at or now + window) - now).total_seconds() / 60))
    if counted == amount:  # a window has begun: as often as windows begin, those that have ended are looked for
        _forget_ended(now)
    return 0


def _count(key: str, amount: int, most: int, now: datetime, ends_at: datetime) -> int | None:
    """Return the count with this try; None where the window is used up, and nothing was counted."""
    instant = connection.ops.adapt_datetimefield_value
    at = instant(now)
    with connection.cursor() as cursor:  # a report counts five times: Django's own statements cost a third of it
        cursor.execute(_COUNT, [key, amount, instant(ends_at), at, at, at, most - amount])
        row = cursor.fetchone()
    return row[0] if row else None


def _forget_ended(now: datetime) -> None:
    """Delete rows whose window has ended, without waiting for another process that does the same."""
    with transaction.atomic():
        if ended := _ended(now):
            TryCount.objects.filter(pk__in=ended).delete()


@prepared
def _ended(now: datetime) -> QuerySet[TryCount, int]:
    found = TryCount.objects.filter(ends_at__lte=now).select_for_update(skip_locked=True).order_by("pk")
    return found.values_list("pk", flat=True)[:FORGOTTEN]


def give_back(name: str, who: str, amount: int = 1) -> None:
    """Count one try (or this amount) less: it was no guess, or came to nothing."""
    TryCount.objects.filter(key=_key(name, who), count__gte=amount).update(count=F("count") - amount)


def _key(name: str, who: str) -> str:
    return hashlib.sha256(f"{name} {who}".encode()).hexdigest()
