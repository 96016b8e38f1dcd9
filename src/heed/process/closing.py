"""Closing codes and the evidence each needs (R54, R92 to R94, R96, R97, C4)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import FactValues
from heed.process.words import N_, ApprovalSubject, ClosingCode, Exemption

#: The evidence that each code stands for, in words. The guards of the rows that close ask for it.
EVIDENCE: dict[ClosingCode, str] = {
    ClosingCode.ON_SITE: N_("The owner's signature, or the owner's words on the telephone with the number"),
    ClosingCode.VISIT: N_("A return visit in which the owner was satisfied"),
    ClosingCode.CONFIRMED: N_("The owner's own confirmation on the private page"),
    ClosingCode.SILENT_WEEK: N_("The owner declined the visit, and no repeat followed within seven days"),
    ClosingCode.ANONYMOUS: N_("An anonymous complaint"),
    ClosingCode.UNREACHABLE: N_("The owner cannot be reached"),
    ClosingCode.SENSITIVE: N_("Approval by a superior"),
}


def is_exempt(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """The evidence for the exemption claimed, and the approval where the policy asks for it (R94)."""
    code = Exemption(str(facts["code"]))
    terms = case.policy.exemption(code)
    if terms is None:
        return Refusal(N_("The policy has no such exemption."), "code")
    if terms.approver and ApprovalSubject.EXEMPT not in case.approvals:
        return Refusal(N_("This case can be closed without a visit only with approval. Ask for it first."), "code")
    if code is Exemption.ANONYMOUS and "anonymous" not in case.circumstances:
        return Refusal(N_("This complaint is not anonymous."), "code")
    return _is_unreachable(case) if code is Exemption.UNREACHABLE else None


def _is_unreachable(case: Case) -> Refusal | None:
    """No contact on record, or as many visits in vain as the policy asks for (R94)."""
    attempts = case.policy.visits.attempts
    if "unreachable" in case.circumstances or case.not_reached >= attempts:
        return None
    text = N_("This owner can be reached: attempts so far %(made)s, needed %(needed)s.")
    return Refusal(text, "code", {"made": case.not_reached, "needed": attempts})
