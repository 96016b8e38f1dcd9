"""What keeps a promise: only a reply on record that fits what was promised, or the finished work (R55, R72)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import TOLD_HOW, FactValues
from heed.process.move import Move
from heed.process.promise_facts import PROMISED
from heed.process.words import N_, ClockKind, PromisedWay, Stage

#: The stages in which the finished work can be promised.
WORK_AGREED = (Stage.HANDLING, Stage.OUTSIDE)


def keeps_promise(move: Move, case: Case, facts: FactValues) -> bool:
    """Whether the move keeps the open promise: a promised call is kept by a call, promised work by finishing it."""
    if ClockKind.PROMISE not in move.stops:
        return False
    if case.promised == PromisedWay.WORK:
        return ClockKind.FINISH in move.stops
    return move.fact(TOLD_HOW.name) is not None and str(facts.get(TOLD_HOW.name) or "") == case.promised


def informed_as_promised(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """The handling does not end beside an open promise: the owner is informed in the way that was promised (R55)."""
    if not case.promise_open or case.out_of_reach or facts.get(TOLD_HOW.name) == case.promised:
        return None
    text = N_("Promised to the owner: %(promised)s. Inform the owner in this way, or agree a new date first.")
    return Refusal(text, TOLD_HOW.name, {"promised": PromisedWay(case.promised).label}, cure="new_date")


def completed_as_promised(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """The same of completed work, which itself keeps the promise of finished work (R60)."""
    return None if case.promised == PromisedWay.WORK else informed_as_promised(case, actor, facts)


def only_work_is_promised(case: Case) -> Refusal | None:
    """A result that is passed on keeps a promise of the work alone; a promised call must be made (R55)."""
    if not case.promise_open or case.out_of_reach or case.promised == PromisedWay.WORK:
        return None
    return Refusal(N_("A reply was promised to this owner. Tell the result in the way that was promised."))


def work_promised_once_agreed(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Finished work is promised once the owner has agreed to the work (R61)."""
    if facts.get(PROMISED.name) != PromisedWay.WORK or case.stage in WORK_AGREED:
        return None
    return Refusal(N_("The finished work is promised once the owner has agreed to a solution."), PROMISED.name)
