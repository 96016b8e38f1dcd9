"""Moves towards a government hotline or another body that passed the complaint on. It may wait long after the end."""

from heed.process import body_guards, facts
from heed.process.move import Move, Tone
from heed.process.roles import DESK
from heed.process.words import N_, ClockKind, Party, Role, Stage

SIGN_FOR_BODY = Move(
    name="sign_for_body",
    label=N_("Sign for the body's case"),
    done=N_("signed for the body's case"),
    at=tuple(Stage),
    by=DESK,
    asks=(facts.NOTE.optional(),),
    offered_while=body_guards.waits_to_be_signed_for,
    stops=(ClockKind.BODY_SIGN,),
    tone=Tone.QUIET,
    rule="R2 R14",
)
ANSWER_BODY = Move(
    name="answer_body",
    label=N_("Answer the body"),
    done=N_("answered the body"),
    at=tuple(Stage),
    by=DESK,
    asks=(facts.BODY_ANSWER,),
    offered_while=body_guards.comes_from_a_body,
    stops=(ClockKind.BODY_SIGN, ClockKind.BODY_ANSWER),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    rule="R2 R14 R95",
)
RECORD_BODY = Move(
    name="record_body",
    label=N_("Record what the body says"),
    done=N_("recorded what the body says"),
    at=tuple(Stage),
    by=DESK,
    asks=(
        facts.BODY_EVENT, facts.BODY_REASON, facts.BODY_RESULT, facts.BODY_RESPONSE, facts.BODY_RESOLVED,
        facts.BODY_SATISFIED, facts.BODY_NUMBER.optional(), facts.BODY_DUE_AT.optional(),
    ),
    offered_while=body_guards.comes_from_a_body,
    guards=(body_guards.in_reach(facts.BODY_DUE_AT),),
    starts=(ClockKind.BODY_ANSWER,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    tone=Tone.QUIET,
    rule="R2 R14 R95",
)  # fmt: skip

ROWS = (SIGN_FOR_BODY, ANSWER_BODY, RECORD_BODY)
#: Clocks whose time the body sets, and the facts that give it: they start only where it set one (R14).
CLOCKS: dict[ClockKind, facts.Fact] = {
    ClockKind.BODY_SIGN: facts.SIGN_BY_AT,
    ClockKind.BODY_ANSWER: facts.BODY_DUE_AT,
}
