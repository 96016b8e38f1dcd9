"""How the table of moves is read: which moves are open to whom, and why a move is refused."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from heed.process.case import Case, Participant, Refusal
from heed.process.fact_validation import fault_of
from heed.process.facts import WOULD_NOT_SAY, Fact, FactValues, Kind
from heed.process.joint_guards import works_on_its_own
from heed.process.move import DeclaredFacts, Move, UnsoundFact
from heed.process.moves import MOVES
from heed.process.words import ENDED, N_, Party, Role, Stage

#: Leaving one of these for investigating begins a new round (R66).
ROUND_ENDS = (Stage.PROPOSED, Stage.HANDLED, Stage.WATCHING, Stage.CLOSED)

_NOT_ALLOWED = N_("Your duties do not allow this.")


def round_after(case: Case, destination: Stage | None) -> int:
    """The round after a move to `destination`: one more when a solution was refused, failed or is asked again."""
    again = destination is Stage.INVESTIGATING and case.stage in ROUND_ENDS
    return case.round + 1 if again else case.round


def may(move: Move, actor: Participant) -> bool:
    """Whether the actor holds a role or is a party that the row names."""
    return any(holder in actor.holds for holder in move.by)


def is_open_to(move: Move, case: Case, actor: Participant) -> bool:
    """Whether the actor may try the move: right stage, right actor, and an order in the right state if it needs one."""
    if case.stage not in move.at or not may(move, actor) or _is_accused(move, case, actor):
        return False
    if move.open_to is not None and move.open_to(case, actor):
        return False
    return move.order is None or move.sends_order or bool(orders_for(move, case, actor))


def is_offered(move: Move, case: Case) -> bool:
    """Whether a button makes sense now: there is something to approve, there are paused clocks to resume …

    What is done once for several owners is offered at the main complaint alone (R10).
    """
    if works_on_its_own in move.needs and works_on_its_own(case) is not None:
        return False
    return move.offered_while is None or move.offered_while(case) is None


def orders_for(move: Move, case: Case, actor: Participant) -> tuple[int, ...]:
    """The orders that the actor may make this move on: their own, or any for those who lead the case."""
    if move.order is None:
        return ()
    ready = [key for key, state in case.orders.items() if state in move.order.sources]
    leads = any(holder in actor.holds for holder in move.by if holder not in (Party.WORKER, Role.DEPARTMENT))
    return tuple(key for key in ready if leads or key in case.actors_orders)


def obstacles(move: Move, case: Case, actor: Participant) -> tuple[Refusal, ...]:
    """The reasons against the move that hold with any facts, so that they can be shown before a form is filled in."""
    if move.offered_while is not None and (refusal := move.offered_while(case)):
        return (_with_who(refusal, actor),)
    found = [need(case) for need in move.needs] + [guard(case, actor) for guard in move.actor_guards]
    return tuple(_with_who(refusal, actor) for refusal in found if refusal is not None)


def refusals(
    move: Move, case: Case, actor: Participant, facts: FactValues, unread: Collection[str] = ()
) -> tuple[Refusal, ...]:
    """Every reason against the move with these facts, all at once; empty when it may be made.

    A guard says nothing while a fact that it reads is missing or refused, or among the `unread`: those that were typed
    in a way that nobody can read. Raises UndeclaredFact where a fact was given that the row does not declare.
    """
    given = DeclaredFacts(move, facts)
    if against := barred(move, case, actor):
        return (against,)
    wrong = (*_missing(move, case, given), *_misshapen(move, case, given), *_wrong_order(move, case, actor, given))
    sound = DeclaredFacts(move, facts, unsound={*unread, *(refusal.fact for refusal in wrong)})
    return (*wrong, *obstacles(move, case, actor), *_failed_guards(move, case, actor, sound))


def _with_who(refusal: Refusal, actor: Participant) -> Refusal:
    """The refusal; where the move that removes its reason is not the staff member's to make, also whose it is."""
    cure = MOVES.get(refusal.cure)
    if cure is None or actor.account_id is None or may(cure, actor):
        return refusal
    return replace(refusal, cure_by=cure.by)


def barred(move: Move, case: Case, actor: Participant) -> Refusal | None:
    """Why the actor may not make the move at all, at this stage."""
    on_record = case.stage is not None or bool(move.at)
    if on_record and case.stage not in move.at:
        ended = case.stage in ENDED
        return Refusal(
            N_("This complaint is no longer open.") if ended else N_("This cannot be done at the current stage.")
        )
    if not may(move, actor):
        return Refusal(_NOT_ALLOWED)
    if _is_accused(move, case, actor):
        return Refusal(N_("The complaint is about you. Someone else must do this."))
    return move.open_to(case, actor) if move.open_to is not None else None


def _is_accused(move: Move, case: Case, actor: Participant) -> bool:
    """Whether the actor is complained of, and so may not make this move (C3)."""
    return actor.account_id is not None and actor.account_id in case.accused and not move.accused_may


def _missing(move: Move, case: Case, facts: FactValues) -> Iterator[Refusal]:
    for fact in move.facts:
        if fact.is_needed(case.situation, facts) and not _is_given(fact, facts.get(fact.name)):
            said = N_("Please tick this once it is so.") if fact.kind is Kind.YES else N_("Please fill this in.")
            yield Refusal(said, fact.name)


def _is_given(fact: Fact, value: Any) -> bool:
    if fact.kind is Kind.YES:
        return value is True
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []


def _misshapen(move: Move, case: Case, facts: FactValues) -> Iterable[Refusal]:
    """A refusal for each fact of the wrong type or size, or with a code that is not in its list."""
    for fact in move.facts:
        value = facts.get(fact.name)
        if value is None or value == "":
            continue
        fault, codes = fault_of(fact, value), _codes(fact, case)
        if case.situation.intersection(fact.falls_away):
            yield Refusal(N_("This owner cannot be reached: leave this out."), fact.name)
        elif fault is not None:
            yield Refusal(fault[0], fact.name, fault[1])
        elif codes and str(value) not in codes:
            yield Refusal(N_("Choose one from the list."), fact.name)


def _codes(fact: Fact, case: Case) -> tuple[str, ...]:
    """The codes that this fact may have; empty where it is not a choice."""
    codes = _CODES.get(fact.kind)
    return tuple(codes(fact, case)) if codes else ()


#: How the codes of each kind of choice are found.
_CODES: dict[Kind, Callable[[Fact, Case], Iterable[str]]] = {
    Kind.CHOICE: lambda fact, case: [word.value for word in fact.choices or () if word not in fact.leaves_out],
    Kind.LEVEL: lambda fact, case: [level.code for level in case.policy.levels],
    Kind.CATEGORY: lambda fact, case: [leaf.code for leaf in case.policy.leaves()],
    Kind.PAUSE: lambda fact, case: [reason.code for reason in case.policy.pauses],
    Kind.RATING: lambda fact, case: [*(str(star) for star in range(1, 6)), *([WOULD_NOT_SAY] if fact.required else [])],
}


def _wrong_order(move: Move, case: Case, actor: Participant, facts: FactValues) -> Iterator[Refusal]:
    if move.order is None or move.sends_order or "order" not in facts:
        return
    if getattr(facts["order"], "pk", facts["order"]) not in orders_for(move, case, actor):
        yield Refusal(N_("This step is no longer possible for this work order."), "order")


def _failed_guards(move: Move, case: Case, actor: Participant, facts: FactValues) -> Iterator[Refusal]:
    for guard in move.guards:
        try:
            refusal = guard(case, actor, facts)
        except UnsoundFact:
            continue
        if refusal is not None:
            yield _with_who(refusal, actor)
