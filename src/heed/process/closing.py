"""Closing codes and the evidence each needs (R54, R92 to R94, R96, R97, C4)."""

from collections.abc import Callable
from dataclasses import dataclass

from heed.process.words import N_, ApprovalSubject, ClosingCode, VisitOutcome
from heed.process.workflow import Actor, Case, Facts, Refusal

Lack = Callable[[Case, Actor, Facts], Refusal | None]


@dataclass(frozen=True, slots=True)
class Closing:
    """One code: the evidence in words, and the function that finds it lacking."""

    code: ClosingCode
    evidence: str
    lacking: Lack


def _signed_or_confirmed(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    if facts.get("signature") or str(facts.get("confirmation") or "").strip():
        return None
    return Refusal(N_("Have the owner sign, or write down how the owner confirmed."), "signature")


def _visited(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    if facts.get("outcome") != VisitOutcome.SATISFIED:
        return Refusal(N_("Only an owner who is satisfied closes a complaint."), "outcome")
    return None


def _nothing(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    return None


def _circumstance(name: str, text: str) -> Lack:
    def lacking(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
        return None if name in case.circumstances else Refusal(text, "code")

    return lacking


def _out_of_reach(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """No contact on record, or as many visits in vain as the policy asks for (R94)."""
    if "unreachable" in case.circumstances or case.not_reached >= case.policy.visits.attempts:
        return None
    text = N_("There is a way to reach this owner: attempts so far %(made)s, needed %(needed)s.")
    return Refusal(text, "code", {"made": case.not_reached, "needed": case.policy.visits.attempts})


CLOSINGS: dict[ClosingCode, Closing] = {
    closing.code: closing
    for closing in (
        Closing(ClosingCode.ON_SITE, N_("The owner's signature, or a recorded confirmation"), _signed_or_confirmed),
        Closing(ClosingCode.VISIT, N_("A return visit that reached a satisfied owner"), _visited),
        Closing(ClosingCode.CONFIRMED, N_("The owner's own yes on the secret page"), _nothing),
        Closing(ClosingCode.SILENT_WEEK, N_("A declined visit and seven days without a repeat"), _nothing),
        Closing(
            ClosingCode.ANONYMOUS,
            N_("An anonymous complaint"),
            _circumstance("anonymous", N_("This complaint is not anonymous.")),
        ),
        Closing(
            ClosingCode.UNREACHABLE,
            N_("No way to reach the owner"),
            _out_of_reach,
        ),
        Closing(ClosingCode.SENSITIVE, N_("A superior's approval"), _nothing),
    )
}


def settled_on_site(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """The evidence for settling on the spot (R54)."""
    return CLOSINGS[ClosingCode.ON_SITE].lacking(case, actor, facts)


def exempted(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """The evidence for the exemption claimed, and the approval where the policy asks for it (R94)."""
    code = facts.get("code")
    terms = case.policy.exemption(str(code)) if code else None
    if terms is None:
        return Refusal(N_("The policy knows no such exemption."), "code")
    if terms.approver and ApprovalSubject.EXEMPT not in case.approvals:
        return Refusal(N_("This case closes without a visit only with approval: ask for it first."), "code")
    return CLOSINGS[ClosingCode(str(code))].lacking(case, actor, facts)


def code_for(move: str, facts: Facts) -> ClosingCode:
    """The closing code that a closing move stands for."""
    if move == "exempt":
        return ClosingCode(str(facts["code"]))
    return {
        "settle": ClosingCode.ON_SITE,
        "visit": ClosingCode.VISIT,
        "confirm": ClosingCode.CONFIRMED,
        "silence": ClosingCode.SILENT_WEEK,
    }[move]
