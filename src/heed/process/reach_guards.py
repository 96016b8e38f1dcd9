"""The guards of what needs an owner whom the staff can reach, or comes where they cannot (R6)."""

from heed.process.case import Case, Refusal
from heed.process.words import N_


def owner_can_be_reached(case: Case) -> Refusal | None:
    """A promise needs an owner who can hear it (R6, R55)."""
    if case.out_of_reach:
        return Refusal(
            N_("An anonymous or unreachable owner cannot be promised a reply. Start the investigation at once.")
        )
    return None


def link_can_be_sent(case: Case) -> Refusal | None:
    """A link goes to the contact on record and nowhere else; without one the link that the owner has stays (R6)."""
    if case.out_of_reach or "anonymous" in case.circumstances:
        return Refusal(N_("No contact of the owner is on record, so no new link could be sent."))
    return None


def owner_can_answer(case: Case) -> Refusal | None:
    """Staff record an answer only of an owner whom they can reach (R6, R58); on the own page every owner answers."""
    if case.out_of_reach and not case.by_owner:
        return Refusal(N_("This owner cannot be reached, so there is no answer to record."), cure="go_ahead")
    return None


def owner_cannot_answer(case: Case) -> Refusal | None:
    """The owner's view is passed over only where there is no way to reach the owner (R6, R58)."""
    return None if case.out_of_reach else Refusal(N_("This owner can be reached: ask for the owner's view."))


def owner_can_be_visited(case: Case) -> Refusal | None:
    """A return visit needs an owner who can be reached (R6, R94)."""
    if case.out_of_reach:
        return Refusal(N_("This owner cannot be reached: close the case without a visit."), cure="exempt")
    return None
