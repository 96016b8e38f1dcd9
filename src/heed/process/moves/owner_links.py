"""The link of the owner's page: renewed and revoked by staff, renewed by the owner (R68)."""

from heed.process import facts, reach_guards
from heed.process.move import Move, OwnerText, Tone
from heed.process.roles import DESK
from heed.process.words import ENDED, N_, OPEN, Line, Party

RENEW_LINK = Move(
    name="renew_link",
    label=N_("Send the owner a new link"),
    done=N_("sent a new link to the owner's contact on record"),
    done_by_owner=N_("asked for a new link to the contact on record"),
    at=(*OPEN, *ENDED),
    by=(*DESK, Party.OWNER),
    offered_while=reach_guards.link_can_be_sent,
    tells=(Party.OWNER,),
    tells_robots=False,
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("A new link to this page was sent to you")),
    tone=Tone.QUIET,
    rule="R68",
)
REVOKE_LINK = Move(
    name="revoke_link",
    label=N_("Revoke the owner's link"),
    done=N_("revoked the link of the owner's page"),
    at=(*OPEN, *ENDED),
    by=DESK,
    asks=(facts.REASON,),
    offered_while=reach_guards.link_can_be_sent,
    tells_robots=False,
    tone=Tone.QUIET,
    rule="R68",
)

ROWS = (RENEW_LINK, REVOKE_LINK)
