"""Reopening a closed complaint: what the staff record beside the reason, and what the owner reads of it (R66, R76)."""

from heed.process.facts import BY_OWNER, OUT_OF_REACH, REASON, Fact, Kind, Voice
from heed.process.move import OwnerText, Spoken
from heed.process.words import N_, RaisedBy

#: On the owner's own page it is plain that the owner says so.
RAISED_BY = Fact("raised_by", Kind.CHOICE, N_("Who found it"), choices=RaisedBy, falls_away=(BY_OWNER,))
FOR_OWNER = Fact(
    "words", Kind.TEXT, N_("What the owner reads of it"), falls_away=(BY_OWNER, OUT_OF_REACH),
    voice=Voice.ACTOR, hint=N_("Why we open it again, and what happens now. The reason above stays with us."),
)  # fmt: skip
REOPENED = OwnerText(
    N_("You opened it again"),
    if_by_staff=N_("We opened it again"),
    by_value=(
        RAISED_BY,
        {
            RaisedBy.OWNER: N_("You told us that it is not right after all, and we opened it again"),
            RaisedBy.STAFF: N_("We found that it is not right after all, and opened it again"),
        },
    ),
    spoken=(Spoken(REASON, only_by_owner=True), FOR_OWNER),
)
