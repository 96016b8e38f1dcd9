"""Demands of the company centre on a case: asked, answered, accepted or asked again. The stage stays as it is."""

from heed.process import demanding, facts, guards
from heed.process.move import Move, Tone
from heed.process.roles import ANSWERS_DEMANDS, DEMANDS
from heed.process.words import N_, OPEN, ClockKind, Party

DEMAND = Move(
    name="demand",
    label=N_("Demand an answer"),
    done=N_("demanded an answer"),
    at=OPEN,
    by=DEMANDS,
    asks=(demanding.DEMAND, facts.DUE_AT),
    offered_while=demanding.nothing_is_demanded,
    guards=(guards.in_time,),
    starts=(ClockKind.DEMAND,),
    tells=(Party.CASE_OWNER, *ANSWERS_DEMANDS),
    key="1",
    rule="R148 R149",
)
ANSWER_DEMAND = Move(
    name="answer_demand",
    label=N_("Answer the centre"),
    done=N_("answered the centre"),
    at=OPEN,
    by=(*ANSWERS_DEMANDS, Party.CASE_OWNER),
    asks=(demanding.ANSWER,),
    offered_while=demanding.answer_is_awaited,
    stops=(ClockKind.DEMAND,),
    tells=DEMANDS,
    key="2",
    rule="R148 R149",
)
ACCEPT_ANSWER = Move(
    name="accept_answer",
    label=N_("Accept the answer"),
    done=N_("accepted the answer"),
    at=OPEN,
    by=DEMANDS,
    asks=(facts.NOTE.optional(),),
    offered_while=demanding.is_answered,
    tells=(Party.CASE_OWNER, *ANSWERS_DEMANDS),
    key="3",
    rule="R148 R149",
)
DEMAND_AGAIN = Move(
    name="demand_again",
    label=N_("Demand again"),
    done=N_("demanded an answer again"),
    at=OPEN,
    by=DEMANDS,
    asks=(demanding.DEMAND, facts.DUE_AT),
    offered_while=demanding.is_answered,
    guards=(guards.in_time,),
    starts=(ClockKind.DEMAND,),
    tells=(Party.CASE_OWNER, *ANSWERS_DEMANDS),
    tone=Tone.QUIET,
    rule="R148 R149",
)

ROWS = (DEMAND, ANSWER_DEMAND, ACCEPT_ANSWER, DEMAND_AGAIN)
