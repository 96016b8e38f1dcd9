"""The guards of approvals: what needs one, whether it is given, who asks and who decides (R59, R65, R77, C9, C12)."""

from decimal import Decimal

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import FactValues
from heed.process.move import CaseGuard
from heed.process.words import N_, ApprovalSubject, Role


def approved(subject: ApprovalSubject) -> CaseGuard:
    """A guard: a superior has approved `subject` in this round (R59, R65, C9)."""

    def is_approved(case: Case) -> Refusal | None:
        if subject in case.approvals:
            return None
        text = N_("Approval is needed first: %(subject)s.")
        return Refusal(text, params={"subject": subject.label}, cure="ask_approval")

    return is_approved


def approval_is_asked(case: Case) -> Refusal | None:
    """There is a request to decide."""
    return None if case.asked else Refusal(N_("No approval has been requested."))


def above_limits(case: Case, money: Decimal | int) -> bool:
    """Whether a solution with this sum needs approval: by its level, or by the sum (R77, C12)."""
    return money > case.policy.money_limit or case.policy.level(case.level).needs_approval


def proposal_approved(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Approval of a solution for levels that ask it, and for money above the limit (R77, C12).

    It covers the very solution and the very sum that were shown to the approver, and lapses where either changes.
    """
    money = facts.get("money") or 0
    if not above_limits(case, money):
        return None
    if ApprovalSubject.PROPOSE not in case.approvals:
        return approved(ApprovalSubject.PROPOSE)(case)
    if money != case.approved_money:
        return Refusal(N_("Another sum was approved: ask for approval of this one."), "money", cure="ask_approval")
    if str(facts["solution"]).split() != case.approved_solution.split():
        text = N_("Another solution was approved: ask for approval of this one.")
        return Refusal(text, "solution", cure="ask_approval")
    return None


def not_asked_yet(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """One open request for approval for each subject."""
    if facts["subject"] in case.asked:
        return Refusal(N_("This approval has already been requested and is waiting for an answer."), "subject")
    return None


def is_asked(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Only what was asked can be decided."""
    if facts["subject"] not in case.asked:
        return Refusal(N_("No approval has been requested."), "subject")
    return None


def is_not_own_request(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A superior decides a request (R65, C12): not the one who asked, but for the company centre, the highest."""
    if facts["subject"] in case.asked_by_actor and Role.CENTRE not in actor.holds:
        return Refusal(N_("You requested this yourself. Someone above you must decide it."), "subject")
    return None
