"""Moves that are told of later than they were made: by a telephone that had no network meanwhile (R67)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from heed.process.offline import claimed
from heed.records.models import Complaint

#: What arrives so soon was told of at once.
_AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OfflineMove:
    """When the telephone says that it was made, believed as far back as HEED_OFFLINE_HOURS.

    `key`, of 64 characters at most, is the same however often the move is sent: it is made once.
    """

    key: str
    made_at: datetime


def time_of(later: OfflineMove, now: datetime, complaint: Complaint) -> tuple[datetime, dict[str, datetime]]:
    """The instant that the move goes by, never before what is on record.

    Where it arrived late, also when it was said to be made (`claimed_at`) and when it arrived (`arrived_at`).
    """
    longest = timedelta(hours=settings.HEED_OFFLINE_HOURS)
    at = max(claimed(later.made_at, now=now, longest=longest), complaint.moved_at)
    if now - at < _AT_ONCE and abs(later.made_at - at) < _AT_ONCE:
        return at, {}
    return at, {"claimed_at": later.made_at, "arrived_at": now}
