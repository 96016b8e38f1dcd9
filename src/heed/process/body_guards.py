"""The guards of what passes between us and a government hotline or another body (R2, R14)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import BODY_DUE_AT, SIGN_BY_AT, Fact, FactValues
from heed.process.guards import FARTHEST
from heed.process.move import FactGuard
from heed.process.words import N_


def comes_from_a_body(case: Case) -> Refusal | None:
    """Only a complaint that a body passed on is answered to it."""
    return None if case.from_body else Refusal(N_("This complaint did not come from a hotline or another body."))


def waits_to_be_signed_for(case: Case) -> Refusal | None:
    """A body's case is signed for once."""
    return None if case.to_sign else Refusal(N_("No body waits for us to sign for this case."))


def in_reach(fact: Fact) -> FactGuard:
    """A guard: the time a body sets may have passed already, but lies in years that clocks can count."""

    def is_in_reach(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
        at = facts.get(fact.name)
        if not at or abs(at - case.now) <= FARTHEST:
            return None
        return Refusal(N_("This time lies too far away."), fact.name)

    return is_in_reach


def answer_after_signing(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A case is signed for before it is answered."""
    sign_by_at, due_at = facts.get(SIGN_BY_AT.name), facts.get(BODY_DUE_AT.name)
    if not sign_by_at or not due_at or sign_by_at <= due_at:
        return None
    return Refusal(N_("The answer cannot be due before the case is signed for."), BODY_DUE_AT.name)
