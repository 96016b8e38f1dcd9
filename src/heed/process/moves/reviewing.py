"""A second look on the owner's wish: somebody who had no part in the case tells what was found and what is learned."""

from heed.process import facts, reach_guards, reviewing
from heed.process.move import Move, OwnerText, Spoken, Tone
from heed.process.roles import DESK, SUPERIORS
from heed.process.words import N_, ClockKind, Line, Party, ReviewFinding, Role, Stage

_AFTER_RESULT = (Stage.HANDLED, Stage.WATCHING, Stage.CLOSED)
_SAID = (reviewing.EXPLAINED, Spoken(reviewing.MADE_GOOD, label=N_("What we do about it")))

ASK_REVIEW = Move(
    name="ask_review",
    label=N_("Owner asks for a second look"),
    done=N_("recorded that the owner asks for a second look by somebody else"),
    done_by_owner=N_("asked for a second look by somebody else"),
    at=_AFTER_RESULT,
    by=(Party.OWNER, *DESK),
    asks=(reviewing.WHAT_AGAIN, facts.SAID_HOW),
    offered_while=reviewing.none_in_this_round,
    needs=(reach_guards.owner_can_answer, reviewing.in_time_to_ask),
    starts=(ClockKind.REVIEW,),
    tells=(Party.CASE_OWNER, Party.REVIEWER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You asked for a second look by somebody else"), spoken=(reviewing.WHAT_AGAIN,)),
    tone=Tone.QUIET,
    rule="R66 R68 C4",
)
REVIEW = Move(
    name="review",
    label=N_("Tell what the second look found"),
    done=N_("looked at the case again and told the owner"),
    at=_AFTER_RESULT,
    by=SUPERIORS,
    open_to=reviewing.looks_independently,
    asks=(reviewing.FINDING, reviewing.EXPLAINED, reviewing.MADE_GOOD, reviewing.LEARNED, facts.TOLD_HOW),
    offered_while=reviewing.is_asked_for,
    stops=(ClockKind.REVIEW,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("Somebody who had no part in it looked at it again"),
        by_value=(
            reviewing.FINDING,
            {
                ReviewFinding.STANDS: N_("Somebody who had no part in it looked at it again: the result stands"),
                ReviewFinding.PARTLY: N_("Somebody who had no part in it looked at it again: you are right in part"),
                ReviewFinding.OWNER: N_("Somebody who had no part in it looked at it again: you are right"),
            },
        ),
        spoken=_SAID,
    ),
    key="4",
    rule="R66 R105 C3 C4",
)
REVIEW_ANEW = Move(
    name="review_anew",
    label=N_("Second look: begin again"),
    done=N_("looked at the case again, and it begins again"),
    at=_AFTER_RESULT,
    to=(Stage.INVESTIGATING,),
    by=SUPERIORS,
    open_to=reviewing.looks_independently,
    asks=(reviewing.FINDING_AGAIN, reviewing.EXPLAINED, reviewing.MADE_GOOD, reviewing.LEARNED, facts.TOLD_HOW),
    offered_while=reviewing.is_asked_for,
    stops=(ClockKind.REVIEW,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("Somebody who had no part in it looked at it again: you are right, and we begin again"), spoken=_SAID
    ),
    tone=Tone.QUIET,
    rule="R66 R105 C3 C4",
)

ROWS = (ASK_REVIEW, REVIEW, REVIEW_ANEW)
#: What was asked is overtaken where a new round begins: its result is another one.
OF_RESULT = ASK_REVIEW.starts
