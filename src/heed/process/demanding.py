"""Demands of the company centre on a case (督办): what is asked for, and when each step is possible (R148, R149)."""

from dataclasses import replace

from heed.process.case import Case, Refusal
from heed.process.facts import WORDS, Voice
from heed.process.words import N_, DemandState

DEMAND = replace(WORDS.labelled(N_("What the centre demands")), voice=Voice.NOTE)
ANSWER = replace(WORDS.labelled(N_("Answer to the centre")), voice=Voice.NOTE)


def nothing_is_demanded(case: Case) -> Refusal | None:
    """There is one demand at a time."""
    return Refusal(N_("A demand of the centre is open already.")) if case.demand else None


def answer_is_awaited(case: Case) -> Refusal | None:
    """The centre waits for an answer."""
    return None if case.demand == DemandState.ASKED else Refusal(N_("The centre waits for no answer here."))


def is_answered(case: Case) -> Refusal | None:
    """There is an answer that the centre has not judged yet."""
    return None if case.demand == DemandState.ANSWERED else Refusal(N_("There is no answer to judge."))
