"""Moves that were made on a telephone without a network and arrive later (R67)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from heed.process.offline import claimed
from heed.records.models import Complaint

#: A move that arrives so soon counts as made when it arrived.
_AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OfflineMove:
    """When a move was made by the clock of the telephone; believed as far back as HEED_OFFLINE_HOURS.

    `key`, of 64 characters at most, is the same each time the move is sent, so that it is executed once.
    """

    key: str
    made_at: datetime


def time_of(later: OfflineMove, now: datetime, complaint: Complaint) -> tuple[datetime, dict[str, datetime]]:
    """Return the instant that counts for the move, never before the last entry.

    For a move that arrived late also the time it claims (`claimed_at`) and the time of arrival (`arrived_at`).
    """
    longest = timedelta(hours=settings.HEED_OFFLINE_HOURS)
    at = max(claimed(later.made_at, now=now, longest=longest), complaint.moved_at)
    if now - at < _AT_ONCE and abs(later.made_at - at) < _AT_ONCE:
        return at, {}
    return at, {"claimed_at": later.made_at, "arrived_at": now}
