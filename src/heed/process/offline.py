"""The instant of a move that was made without a network and reported later."""

from datetime import datetime, timedelta


def claimed(at: datetime, *, now: datetime, longest: timedelta) -> datetime:
    """The instant to record for a move that was made `at` by the telephone's clock and reported `now`.

    It lies at most `longest` back, and never in the future.
    """
    return min(max(at, now - longest), now)
