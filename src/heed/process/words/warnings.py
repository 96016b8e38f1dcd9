"""What an early warning is about, and what became of it (R148)."""

from heed.process.words.base import N_, Word


class WarningKind(Word):
    """What there is a warning of."""

    SURGE = "surge", N_("Unusually many complaints")
    HOT_SPOT = "hot_spot", N_("Several owners report one thing")
    REPEAT_HOME = "repeat_home", N_("One home complains again and again")
    REPEAT_OWNER = "repeat_owner", N_("One owner complains again and again")
    MANNER = "manner", N_("Several complaints about the manner of one person")
    PROMISES = "promises", N_("Promises are slipping")
    LEAVING = "leaving", N_("An owner is about to be lost")
    LATE = "late", N_("A time limit is likely to be missed")


class WarningState(Word):
    """What became of a warning."""

    OPEN = "open", N_("To be dealt with")
    ACTED = "acted", N_("Acted on")
    DISMISSED = "dismissed", N_("Dismissed")
    OVER = "over", N_("Over by itself")
