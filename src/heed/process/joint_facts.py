"""The facts of complaints of several owners that are followed together: what the other owners read (R10, R68)."""

from heed.process.facts import OTHER, Fact, Kind
from heed.process.words import N_

#: Complaints of other owners are followed together with this one.
SHARED = "shared"

FOR_OTHERS = Fact(
    "for_others", Kind.TEXT, N_("What the other owners of the same matter read"), required=False,
    needed_while=SHARED, asked_while=SHARED,
    hint=N_("It stands on each of their pages. Name neither a person nor a home."),
)  # fmt: skip
EARLIER = OTHER.labelled(N_("The owner's earlier complaint"))
