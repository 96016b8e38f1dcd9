"""Guards on what is recorded of the intake itself (R81, R82, R87)."""

from heed.process import facts
from heed.process.case import Case, Participant, Refusal
from heed.process.facts import FactValues
from heed.process.words import N_


def something_was_done(_case: Case, _actor: Participant, given: FactValues) -> Refusal | None:
    """Nothing is recorded where nothing was ticked."""
    if any(given.get(fact.name) for fact in facts.DONE_AT_INTAKE):
        return None
    return Refusal(N_("Tick what you did."))
