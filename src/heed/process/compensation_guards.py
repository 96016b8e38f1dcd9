"""The guards of compensation: a debt of the case until it is paid with proof, or waived by the owner (R97, C4)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import FactValues
from heed.process.words import N_, VisitOutcome


def is_settled(case: Case) -> Refusal | None:
    """Nothing ends while agreed compensation is owed: it is paid first, or waived by the owner (R97, C4)."""
    if not case.compensation_owed:
        return None
    return Refusal(
        N_("The agreed compensation is not paid yet: pay it, or record that the owner waives it."), cure="pay"
    )


def is_owed(case: Case) -> Refusal | None:
    """Only what is owed is paid or waived."""
    return None if case.compensation_owed else Refusal(N_("No compensation is owed here."))


def settled_if_it_ends(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit ends nothing while compensation is owed; one that goes on with the case may be made."""
    goes_on = facts["outcome"] in (VisitOutcome.NOT_SOLVED, VisitOutcome.NOT_REACHED)
    return None if goes_on else is_settled(case)


def paid_on_the_spot(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A sum that settles a matter on the spot is paid there: what is paid later is proposed, and owed (R97)."""
    if not facts.get("money") or str(facts.get("proof") or "").strip():
        return None
    text = N_("Give the number of the receipt. A sum that is paid later is not resolved on the spot: propose it.")
    return Refusal(text, "proof")


def paid_in_the_past(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A payment is recorded once the owner has received it."""
    return Refusal(N_("This time is still to come."), "paid_at") if facts["paid_at"] > case.now else None


def is_proved(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A payment has its proof: the number of a receipt or transfer, or a picture of it."""
    if facts.get("files") or str(facts.get("proof") or "").strip():
        return None
    return Refusal(N_("Give the number of the receipt or the transfer, or add a picture of it."), "proof")
