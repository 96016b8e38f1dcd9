"""When something was done that is told of later, as by a telephone that had no network meanwhile."""

from datetime import datetime, timedelta


def claimed(at: datetime, *, now: datetime, longest: timedelta) -> datetime:
    """The instant that a move goes by which is said to have been made `at`, and is told of `now`.

    A telephone is believed for as far back as `longest`, and never about the future.
    """
    return min(max(at, now - longest), now)
