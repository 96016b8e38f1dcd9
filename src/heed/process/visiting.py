"""Who asks the owner afterwards: the return visit, the friendly call, the director's check. One place for it (C3)."""

from dataclasses import replace

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import ASKED_RATINGS, DUE_AT, OUTCOME, REASON, TOLD_HOW, VISIT_WORDS, FactValues
from heed.process.move import Move
from heed.process.policy import Policy
from heed.process.words import N_, ClockKind, Method, Stage, VisitOutcome

ASKED_HOW = TOLD_HOW.labelled(N_("How the owner was asked"))
#: What is asked and recorded in a call after closing.
ASKED_AFTER_CLOSING = (OUTCOME, replace(ASKED_HOW, usual=Method.PHONE), VISIT_WORDS, *ASKED_RATINGS)
#: The clocks of what is due with the owner after closing.
CALLS = frozenset({ClockKind.FRIENDLY_CALL, ClockKind.CHECK})
#: When and how a return visit is made, as agreed with the owner; a later time than before needs a reason.
VISIT_AT = DUE_AT.labelled(N_("When"))
VISIT_BY = replace(
    TOLD_HOW.labelled(N_("How the return visit is made")),
    leaves_out=(Method.ONLINE, Method.QUESTIONNAIRE, Method.LETTER),
    usual=Method.PHONE,
)
WHY_LATER = replace(REASON.labelled(N_("Why so late")), required=False, after_refusal=True)


def visit_by_other(policy: Policy, level: str, nature: str, *, about_conduct: bool) -> bool:
    """Whether another person than the final handler makes the return visit: by level, nature or manner (C3).

    Without such a setting the final handler makes it; reception may do so for the handler.
    """
    by_manner = about_conduct and policy.visits.conduct_by_other
    return by_manner or nature in policy.visits.natures_by_other or policy.level(level).visit_by_other


def is_visited_by_other(case: Case) -> bool:
    """The same for a case."""
    return visit_by_other(case.policy, case.level, case.nature, about_conduct=case.about_conduct)


def other_than_handler(case: Case, actor: Participant) -> Refusal | None:
    """Who did the work makes no return visit that another must make; who is complained of makes none (C3)."""
    if actor.account_id is None or actor.account_id not in {case.handler_id, *case.accused}:
        return None
    if actor.account_id in case.accused or is_visited_by_other(case):
        return Refusal(N_("Someone who did not carry out the work must make this return visit."))
    return None


def chosen_may_visit(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit is given only to a person who may make it (C3)."""
    chosen = Participant(frozenset(), facts["account"].pk)
    return other_than_handler(case, chosen) and Refusal(
        N_("Someone other than the handler must make this return visit. Choose someone else."), "account"
    )


def later_only_with_reason(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit is agreed for a later time than it is due only with a reason (R98, C3)."""
    in_time = case.visit_due_at is None or facts[VISIT_AT.name] <= case.visit_due_at
    if in_time or str(facts.get(WHY_LATER.name) or "").strip():
        return None
    return Refusal(N_("This is later than the return visit is due. Write the reason."), WHY_LATER.name)


def checker_did_not_handle_it(case: Case, actor: Participant) -> Refusal | None:
    """The sample is checked by a superior who did not do the work (C3)."""
    if actor.account_id is None or actor.account_id != case.handler_id:
        return None
    return Refusal(N_("You handled this matter: another superior checks it."))


def call_is_planned(case: Case) -> Refusal | None:
    """A friendly call was told to the owner, and nobody has called yet."""
    return None if case.call_planned else Refusal(N_("No friendly call is planned here."))


def is_to_be_checked(case: Case) -> Refusal | None:
    """The complaint was drawn for the director's check, and is not checked yet."""
    return None if case.to_check else Refusal(N_("This complaint was not drawn for the director's check."))


def calls_to_repeat(move: Move, case: Case, facts: FactValues) -> frozenset[ClockKind]:
    """The calls after closing that stay due: the owner was not reached, and not yet tried as often as a visit (R98)."""
    calls = CALLS.intersection(move.stops)
    in_vain = calls and facts.get(OUTCOME.name) == VisitOutcome.NOT_REACHED
    return calls if in_vain and case.not_reached + 1 < case.policy.visits.attempts else frozenset()


def after_call(given: FactValues) -> Stage:
    """Where a call after closing leads: an owner for whom it is not solved begins a new round (R66)."""
    return Stage.INVESTIGATING if given["outcome"] == VisitOutcome.NOT_SOLVED else Stage.CLOSED
