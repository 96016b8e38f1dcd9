"""Where the report of a month stands, and what was done with it."""

from heed.process.words.base import N_, Word


class MonthState(Word):
    """Where the newest version of the report of a month stands."""

    SUBMITTED = "submitted", N_("Submitted")
    RECEIVED = "received", N_("Received by the centre")
    SENT_BACK = "sent_back", N_("Sent back")
