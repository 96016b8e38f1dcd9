"""Compensation that was agreed: paid with proof, or waived in the owner's words (R77, R97, C4)."""

from heed.process import compensation_guards, facts, reach_guards
from heed.process.move import Move, OwnerText, Tone
from heed.process.roles import DESK
from heed.process.words import N_, OPEN, Line, Party

PAY = Move(
    name="pay",
    label=N_("Compensation paid"),
    done=N_("recorded that the compensation was paid"),
    at=OPEN,
    by=DESK,
    asks=(facts.PAID_AT, facts.PROOF, facts.PROOF_FILES),
    offered_while=compensation_guards.is_owed,
    guards=(compensation_guards.paid_in_the_past, compensation_guards.is_proved),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We paid you the compensation")),
    key="b",
    rule="R77 R97 C4",
)
WAIVE = Move(
    name="waive",
    label=N_("Owner waives the compensation"),
    done=N_("recorded that the owner waives the compensation"),
    at=OPEN,
    by=DESK,
    asks=(facts.OWNER_WORDS, facts.SAID_HOW),
    offered_while=compensation_guards.is_owed,
    needs=(reach_guards.owner_can_answer,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You waived the compensation"), spoken=(facts.OWNER_WORDS,)),
    tone=Tone.QUIET,
    rule="R77 R97 C4",
)

ROWS = (PAY, WAIVE)
