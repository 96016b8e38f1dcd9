"""Solving: looking into the cause, proposing a solution, and what the owner says to it."""

from heed.process import (
    approval_guards,
    danger_guards,
    facts,
    guards,
    joint_facts,
    joint_guards,
    judgement_guards,
    order_guards,
    promise_guards,
    reach_guards,
    settling,
)
from heed.process.move import Move, OwnerText, Spoken, Tone
from heed.process.moves.taking_in import ON_RECORD
from heed.process.roles import DESK, LEADS
from heed.process.words import N_, ApprovalSubject, ClockKind, Line, Party, Role, Stage

INVESTIGATE = Move(
    name="investigate",
    label=N_("Start investigation"),
    done=N_("started the investigation"),
    at=(Stage.VERIFIED, Stage.PROMISED),
    to=(Stage.INVESTIGATING,),
    by=DESK,
    asks=(facts.ASSIGNEE,),
    needs=(*ON_RECORD, joint_guards.works_on_its_own),
    guards=(guards.no_conflict,),
    tells=(Party.CASE_OWNER,),
    line=Line.CENTRE_DEPARTMENT,
    owner_sees=OwnerText(N_("We are looking into the cause")),
    key="i",
    many=True,
    rule="R57",
)
PROPOSE = Move(
    name="propose",
    label=N_("Propose solution"),
    done=N_("proposed a solution"),
    at=(Stage.INVESTIGATING,),
    to=(Stage.PROPOSED,),
    by=DESK,
    asks=(
        facts.FINDINGS, facts.JUDGED_VALIDITY, facts.RESPONSIBILITY, facts.WHY_BOTH, facts.WRONG, facts.HARMED,
        facts.SOLUTION, facts.COMPENSATION, facts.TOLD_HOW, joint_facts.FOR_OTHERS,
    ),
    needs=(joint_guards.works_on_its_own,),
    passes_on="pass_on_answer",
    guards=(judgement_guards.judged_alike, guards.apology_before_answer, approval_guards.proposal_approved),
    stops=(ClockKind.ANSWER, ClockKind.PROMISE),
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("We told you the cause and proposed a solution"),
        spoken=(
            Spoken(facts.FINDINGS, label=N_("The cause")),
            Spoken(facts.SOLUTION, label=N_("Our proposal")),
        ),
    ),
    key="p",
    rule="R21 R51 R58 R77",
)  # fmt: skip
AGREE = Move(
    name="agree",
    label=N_("Owner agrees"),
    done=N_("recorded that the owner agrees"),
    at=(Stage.PROPOSED,),
    to=(Stage.HANDLING,),
    by=(Party.OWNER, *DESK),
    asks=(facts.OWNER_WORDS, settling.OWN_SIGNATURE),
    offered_while=reach_guards.owner_can_answer,
    starts=(ClockKind.FINISH, ClockKind.REPORT_BACK),
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("You agreed to the solution"),
        if_out_of_reach=N_("We go ahead with the solution"),
        spoken=(facts.OWNER_WORDS,),
    ),
    key="a",
    rule="R58 R60",
)
GO_AHEAD = Move(
    name="go_ahead",
    label=N_("Go ahead: the owner cannot be reached"),
    done=N_("went ahead with the solution, as the owner cannot be reached"),
    at=(Stage.PROPOSED,),
    to=(Stage.HANDLING,),
    by=DESK,
    offered_while=reach_guards.owner_cannot_answer,
    starts=(ClockKind.FINISH, ClockKind.REPORT_BACK),
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.CASE_OWNER,),
    owner_sees=OwnerText(N_("We go ahead with the solution")),
    key="h",
    rule="R6 R60",
)
DECLINE = Move(
    name="decline",
    label=N_("Owner does not agree"),
    done=N_("recorded that the owner does not agree"),
    at=(Stage.PROPOSED,),
    to=(Stage.INVESTIGATING,),
    by=(Party.OWNER, *DESK),
    asks=(facts.OWNER_WORDS, facts.OWN_PROPOSAL),
    offered_while=reach_guards.owner_can_answer,
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("You did not agree; we look for another way"),
        spoken=(facts.OWNER_WORDS, Spoken(facts.OWN_PROPOSAL, label=N_("Your proposal"))),
    ),
    tone=Tone.QUIET,
    rule="R58 R66 R78",
)
EXPLAIN = Move(
    name="explain",
    label=N_("Explain: cannot be resolved"),
    done=N_("explained that it cannot be resolved"),
    at=(Stage.INVESTIGATING, Stage.PROPOSED),
    to=(Stage.HANDLED,),
    by=LEADS,
    asks=(facts.FINDINGS, facts.REASON, facts.OUTSIDE_ROUTES, facts.TOLD_HOW, joint_facts.FOR_OTHERS),
    passes_on="pass_on_result",
    needs=(
        joint_guards.works_on_its_own,
        danger_guards.everybody_is_safe,
        approval_guards.approved(ApprovalSubject.EXPLAIN),
        order_guards.orders_ended,
    ),
    guards=(promise_guards.informed_as_promised,),
    stops=(ClockKind.ANSWER, ClockKind.PROMISE, ClockKind.PROGRESS),
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("We explained why we cannot resolve it and which other ways are open to you"),
        spoken=(facts.REASON, Spoken(facts.OUTSIDE_ROUTES, label=N_("Other ways open to you"))),
    ),
    tone=Tone.QUIET,
    rule="R59 C9",
)
COMPLETE = Move(
    name="complete",
    label=N_("Complete handling"),
    done=N_("completed the handling"),
    at=(Stage.HANDLING, Stage.OUTSIDE),
    to=(Stage.HANDLED,),
    by=DESK,
    asks=(facts.RESULT, facts.TOLD_HOW, joint_facts.FOR_OTHERS),
    needs=(danger_guards.everybody_is_safe, joint_guards.works_on_its_own, order_guards.orders_ended),
    passes_on="pass_on_result",
    guards=(promise_guards.completed_as_promised,),
    stops=(ClockKind.FINISH, ClockKind.REPORT_BACK, ClockKind.PROMISE, ClockKind.PROGRESS),
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("There is a result; we will ask whether you are satisfied"),
        if_out_of_reach=N_("There is a result"),
        spoken=(facts.RESULT,),
    ),
    key="f",
    rule="R60 R76 R86",
)  # fmt: skip

ROWS = (INVESTIGATE, PROPOSE, AGREE, GO_AHEAD, DECLINE, EXPLAIN, COMPLETE)
