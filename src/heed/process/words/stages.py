"""Where a complaint stands."""

from heed.process.words.base import N_, Word


class Stage(Word):
    """Where a complaint stands."""

    RECEIVED = "received", N_("Received")
    VERIFIED = "verified", N_("Verified")
    PROMISED = "promised", N_("Reply promised")
    INVESTIGATING = "investigating", N_("Investigating")
    PROPOSED = "proposed", N_("Solution proposed")
    HANDLING = "handling", N_("Being handled")
    HANDLED = "handled", N_("Handled")
    WATCHING = "watching", N_("Observation period")
    OUTSIDE = "outside", N_("Outside our scope")
    CLOSED = "closed", N_("Closed")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    MERGED = "merged", N_("Merged")


ENDED = (Stage.CLOSED, Stage.WITHDRAWN, Stage.MERGED)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)
#: The open stages in which the handling is not complete.
BEFORE_HANDLED = tuple(stage for stage in OPEN if stage not in (Stage.HANDLED, Stage.WATCHING))
#: The stages of the straight road, in the order in which the stage line shows them.
ROAD = (
    Stage.RECEIVED,
    Stage.VERIFIED,
    Stage.PROMISED,
    Stage.INVESTIGATING,
    Stage.PROPOSED,
    Stage.HANDLING,
    Stage.HANDLED,
    Stage.CLOSED,
)
