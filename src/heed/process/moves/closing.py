"""Closing: the return visit, the owner's own word, exemptions, the silent week, and what comes after."""

from heed.process import (
    closing,
    compensation_guards,
    danger_guards,
    facts,
    guards,
    order_guards,
    reach_guards,
    reopening,
    visiting,
)
from heed.process.facts import FactValues
from heed.process.move import Move, OwnerText, Tone
from heed.process.roles import DESK, INTAKE, LEADS, SUPERIORS
from heed.process.words import N_, OPEN, ClockKind, ClosingCode, Line, Method, Party, Role, Stage, VisitOutcome


def after_visit(given: FactValues) -> Stage:
    """Where a return visit leads: the owner's verdict decides (R66, R92, R93)."""
    return {
        VisitOutcome.SATISFIED: Stage.CLOSED,
        VisitOutcome.NOT_SOLVED: Stage.INVESTIGATING,
        VisitOutcome.DECLINED: Stage.WATCHING,
        VisitOutcome.NOT_REACHED: Stage.HANDLED,
    }[VisitOutcome(str(given["outcome"]))]


#: What the owner reads of being asked, before closing or some days after it (R68, R76).
_ASKED = OwnerText(
    N_("We asked you about the result"),
    by_value=(
        facts.OUTCOME,
        {
            VisitOutcome.NOT_REACHED: N_("We tried to reach you about the result, and did not succeed"),
            VisitOutcome.DECLINED: N_("You did not want to be asked about the result"),
            VisitOutcome.NOT_SOLVED: N_("We asked you, and you told us that it is not solved; we begin again"),
            VisitOutcome.SATISFIED: N_("We asked you, and you told us that it is solved"),
        },
    ),
    spoken=(facts.VISIT_WORDS,),
)

VISIT = Move(
    name="visit",
    label=N_("Return visit"),
    done=N_("made a return visit"),
    at=(Stage.HANDLED,),
    to=(Stage.CLOSED, Stage.INVESTIGATING, Stage.WATCHING, Stage.HANDLED),
    choose=after_visit,
    by=DESK,
    asks=(facts.OUTCOME, visiting.ASKED_HOW, facts.VISIT_WORDS, *facts.ASKED_RATINGS, facts.COMPLETED),
    offered_while=reach_guards.owner_can_be_visited,
    needs=(danger_guards.everybody_is_safe,),
    actor_guards=(visiting.other_than_handler,),
    guards=(
        guards.promises_settled_if_satisfied,
        order_guards.orders_ended_if_satisfied,
        guards.apology_made_if_it_ends,
        compensation_guards.settled_if_it_ends,
    ),
    closes_as=ClosingCode.VISIT,
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=_ASKED,
    key="v",
    rule="R66 R89 R90 R92 R100 C3",
)
ARRANGE_VISIT = Move(
    name="arrange_visit",
    label=N_("Agree time of return visit"),
    done=N_("agreed the time of the return visit"),
    at=(Stage.HANDLED,),
    by=DESK,
    asks=(
        visiting.VISIT_AT,
        visiting.VISIT_BY,
        facts.ASSIGNEE.labelled(N_("Who makes the return visit")),
        visiting.WHY_LATER,
        facts.CONSENT,
        facts.NOTE.optional(),
    ),
    offered_while=reach_guards.owner_can_be_visited,
    guards=(guards.in_time, guards.no_conflict, visiting.chosen_may_visit, visiting.later_only_with_reason),
    starts=(ClockKind.VISIT,),
    drops=(ClockKind.VISIT,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("We agreed with you when we ask you about the result"),
        by_value=(
            visiting.VISIT_BY,
            {
                Method.PHONE: N_("We agreed with you when we call you about the result"),
                Method.HOME: N_("We agreed with you when we visit you about the result"),
                Method.COUNTER: N_("We agreed with you when we talk about the result at the counter"),
            },
        ),
    ),
    tone=Tone.QUIET,
    rule="R89 R91 R98 C3",
)
CONFIRM = Move(
    name="confirm",
    label=N_("Yes, it is solved"),
    done=N_("confirmed that it is solved"),
    at=(Stage.HANDLED, Stage.WATCHING),
    to=(Stage.CLOSED,),
    by=(Party.OWNER,),
    asks=(facts.OWNER_WORDS.optional(), *facts.RATINGS),
    needs=(compensation_guards.is_settled,),
    closes_as=ClosingCode.CONFIRMED,
    drops=(ClockKind.PROMISE, ClockKind.REVIEW),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You confirmed that it is solved"), spoken=(facts.OWNER_WORDS,)),
    rule="R96 C4",
)
CONTEST = Move(
    name="contest",
    label=N_("No, not yet"),
    done=N_("said that it is not solved"),
    at=(Stage.HANDLED, Stage.WATCHING),
    to=(Stage.INVESTIGATING,),
    by=(Party.OWNER,),
    asks=(facts.OWNER_WORDS,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("You told us that it is not solved; we begin again"), spoken=(facts.OWNER_WORDS,)
    ),
    tone=Tone.QUIET,
    rule="R66 C4",
)  # fmt: skip
DECLINE_VISIT = Move(
    name="decline_visit",
    label=N_("No call about the result, please"),
    done=N_("did not want to be asked about the result"),
    at=(Stage.HANDLED,),
    to=(Stage.WATCHING,),
    by=(Party.OWNER,),
    asks=(facts.OWNER_WORDS.optional(),),
    needs=(compensation_guards.is_settled,),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You did not want to be asked about the result"), spoken=(facts.OWNER_WORDS,)),
    tone=Tone.QUIET,
    rule="R93",
)
EXEMPT = Move(
    name="exempt",
    label=N_("Close without a visit"),
    done=N_("closed it without a visit"),
    at=(Stage.HANDLED,),
    to=(Stage.CLOSED,),
    by=LEADS,
    asks=(facts.EXEMPTION, facts.REASON),
    needs=(
        danger_guards.everybody_is_safe,
        guards.promises_settled,
        order_guards.orders_ended,
        compensation_guards.is_settled,
    ),
    guards=(closing.is_exempt, guards.apology_made_if_reachable),
    closes_as=facts.EXEMPTION,
    drops=(ClockKind.VISIT,),
    owner_sees=OwnerText(N_("Closed")),
    tone=Tone.QUIET,
    first_while=facts.OUT_OF_REACH,
    rule="R94",
)
SILENCE = Move(
    name="silence",
    label=N_("Close after the observation period"),
    done=N_("closed it after the observation period"),
    at=(Stage.WATCHING,),
    to=(Stage.CLOSED,),
    by=(Party.CLOCKWORK,),
    needs=(
        guards.silence_over, guards.promises_settled, order_guards.orders_ended, guards.apology_made,
        compensation_guards.is_settled,
    ),
    closes_as=ClosingCode.SILENT_WEEK,
    tells=(Party.CASE_OWNER,),
    owner_sees=OwnerText(N_("Closed after the observation period")),
    rule="R93",
)  # fmt: skip
REPEAT = Move(
    name="repeat",
    label=N_("It happened again"),
    done=N_("recorded a repeat"),
    at=(Stage.HANDLED, Stage.WATCHING),
    to=(Stage.INVESTIGATING,),
    by=INTAKE,
    asks=(facts.OTHER,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("You told us that it happened again"), if_by_staff=N_("It happened again, and we took it up again")
    ),
    key="r",
    rule="R10 R93",
)
REOPEN = Move(
    name="reopen",
    label=N_("Reopen"),
    done=N_("reopened it"),
    done_by_owner=N_("opened it again"),
    at=(Stage.CLOSED,),
    to=(Stage.INVESTIGATING,),
    by=(*LEADS, Role.RECEPTIONIST, Party.OWNER),
    asks=(reopening.RAISED_BY, facts.REASON, reopening.FOR_OWNER),
    needs=(guards.within_reopening,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=reopening.REOPENED,
    tone=Tone.QUIET,
    rule="R66 R68 R76",
)
WITHDRAW = Move(
    name="withdraw",
    label=N_("Owner withdraws"),
    done=N_("recorded that the owner withdraws"),
    at=OPEN,
    to=(Stage.WITHDRAWN,),
    by=(Party.OWNER, *DESK),
    asks=(facts.OWNER_WORDS, facts.SAID_HOW),
    offered_while=reach_guards.owner_can_answer,
    needs=(
        danger_guards.everybody_is_safe,
        compensation_guards.is_settled,
    ),
    drops=(ClockKind.REVIEW,),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You withdrew it"), spoken=(facts.OWNER_WORDS,)),
    passes_on="separate",
    tone=Tone.QUIET,
    rule="R1",
)
FRIENDLY_CALL = Move(
    name="friendly_call",
    label=N_("Friendly call"),
    done=N_("called the owner after closing"),
    at=(Stage.CLOSED,),
    to=(Stage.CLOSED, Stage.INVESTIGATING),
    choose=visiting.after_call,
    by=DESK,
    asks=visiting.ASKED_AFTER_CLOSING,
    offered_while=visiting.call_is_planned,
    needs=(compensation_guards.is_settled,),
    actor_guards=(visiting.other_than_handler,),
    closes_as=ClosingCode.VISIT,
    stops=(ClockKind.FRIENDLY_CALL,),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=_ASKED,
    key="v",
    rule="R98 R99",
)
CHECK = Move(
    name="check",
    label=N_("Director's check"),
    done=N_("checked the closed complaint with the owner"),
    at=(Stage.CLOSED,),
    to=(Stage.CLOSED, Stage.INVESTIGATING),
    choose=visiting.after_call,
    by=SUPERIORS,
    asks=visiting.ASKED_AFTER_CLOSING,
    offered_while=visiting.is_to_be_checked,
    needs=(compensation_guards.is_settled,),
    actor_guards=(visiting.checker_did_not_handle_it,),
    closes_as=ClosingCode.VISIT,
    stops=(ClockKind.CHECK,),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=_ASKED,
    key="d",
    rule="R89 C3",
)
SUMMARISE = Move(
    name="summarise",
    label=N_("Summarise"),
    done=N_("wrote the summary"),
    at=(Stage.HANDLED, Stage.WATCHING, Stage.CLOSED),
    by=LEADS,
    asks=(facts.ROOT_CAUSE, facts.LESSON, facts.PREVENTION),
    stops=(ClockKind.SUMMARY,),
    tone=Tone.QUIET,
    rule="R105",
)

ROWS = (
    VISIT, ARRANGE_VISIT, CONFIRM, CONTEST, DECLINE_VISIT, EXEMPT, SILENCE, REPEAT, REOPEN, WITHDRAW, FRIENDLY_CALL,
    CHECK, SUMMARISE,
)  # fmt: skip
