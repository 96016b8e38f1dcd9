"""How the page of moves is read: who may do what now, and why not. Pure; the page itself is `moves`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from heed.process.fact_validation import fault_of
from heed.process.facts import BY_OWNER, OWED, PROMISED, Fact, Kind
from heed.process.policy import Policy
from heed.process.words import ENDED, N_, ClockKind, Line, OrderState, Party, Role, Stage


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done: `text` is a message id, `params` fill it, `fact` names the field at fault."""

    text: str
    fact: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the roles and parties this one holds towards the case, and the account if it is a person of staff."""

    holds: frozenset[str]
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that the law needs to know of a complaint, as plain values."""

    stage: Stage | None
    policy: Policy
    now: datetime
    level: str = ""
    round: int = 1
    circumstances: frozenset[str] = frozenset()  # anonymous, unreachable
    missing: frozenset[str] = frozenset()  # names of the facts of R3 to R5 not on record
    assessed: bool = False
    responsibility: str = ""
    about_conduct: bool = False  # a complaint about a person's manner
    accused: frozenset[int] = frozenset()  # accounts complained of
    apologies: frozenset[str] = frozenset()  # methods of the apologies of this round
    approvals: frozenset[str] = frozenset()  # subjects approved in this round, by the last word on each
    approved_money: Decimal = Decimal(0)  # what the approval of the solution covers
    asked: frozenset[str] = frozenset()  # subjects waiting for an approver, since whichever round
    asked_by_actor: frozenset[str] = frozenset()  # those of them that the actor asked for
    orders: Mapping[int, OrderState] = field(default_factory=dict)
    actors_orders: frozenset[int] = frozenset()  # orders that the actor works on or heads
    own_orders: frozenset[int] = frozenset()  # orders that name the actor
    bounces: int = 0  # how often work was refused or sent back
    promise_open: bool = False
    apology_owed: bool = False  # a promise was broken, or moved too late, and nobody has apologised for it
    by_owner: bool = False  # the owner acts, on the own page
    paused: bool = False
    called: bool = False  # a clock has climbed the ladder, and nobody has acknowledged it
    handler_id: int | None = None  # who completed the work of this round
    not_reached: int = 0  # return visits of this round that reached nobody
    repeated: bool = False  # complaints of the same matter came since it was handled
    silence_ends_at: datetime | None = None
    closed_at: datetime | None = None
    from_body: bool = False  # a government hotline or another body passed it on
    to_sign: bool = False  # and waits for us to sign for it

    @property
    def situation(self) -> frozenset[str]:
        """The circumstances that decide which facts are needed: those of the complaint, and those of the moment."""
        now = {OWED: self.apology_owed, PROMISED: self.promise_open, BY_OWNER: self.by_owner}
        return self.circumstances | {name for name, holds in now.items() if holds}


#: What those who are complained of may still do: put on record, and ask for help.
ACCUSED_MAY = ("note", "attach", "escalate")

Facts = Mapping[str, Any]
Check = Callable[[Case, Actor, Facts], Refusal | None]


@dataclass(frozen=True, slots=True)
class OrderStep:
    """What a move does to an order: the states it may be in, and the one it gets."""

    sources: tuple[OrderState, ...]
    to: OrderState


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the page."""

    name: str
    label: str  # on the button
    done: str  # in the timeline, after the name of who did it
    sources: tuple[Stage, ...]
    to: tuple[Stage, ...]  # empty: the stage stays; several: `choose` picks
    who: tuple[Role | Party, ...]
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    starts: tuple[ClockKind, ...] = ()
    stops: tuple[ClockKind, ...] = ()
    drops: tuple[ClockKind, ...] = ()  # stopped because no longer needed
    restarts: tuple[ClockKind, ...] = ()
    tells: tuple[Role | Party, ...] = ()
    line: Line = Line.INSIDE
    order: OrderStep | None = None
    choose: Callable[[Facts], Stage] | None = None
    owner_sees: str = ""  # the owner's words for it; empty: not shown to the owner
    tone: str = "forward"  # forward | quiet | grave: how the button looks
    rule: str = ""  # the requirements it rests on

    def destination(self, case: Case, facts: Facts) -> Stage | None:
        """The stage after the move (None for a stage that stays as it is is never given: it is the present one)."""
        if not self.to:
            return case.stage
        return self.choose(facts) if self.choose else self.to[0]


#: Leaving one of these for investigating begins a new round (R66).
ROUND_ENDS = (Stage.PROPOSED, Stage.HANDLED, Stage.WATCHING, Stage.CLOSED)


def round_after(case: Case, destination: Stage | None) -> int:
    """The round after a move to `destination`: one more when a solution was refused, failed or is asked again."""
    again = destination is Stage.INVESTIGATING and case.stage in ROUND_ENDS
    return case.round + 1 if again else case.round


def may(move: Move, actor: Actor) -> bool:
    """Whether the actor holds a role or is a party that the row names."""
    return any(holder in actor.holds for holder in move.who)


def is_open_to(move: Move, case: Case, actor: Actor) -> bool:
    """Whether the row may be offered: right stage, right actor, and an order in the right state if it needs one."""
    if case.stage not in move.sources or not may(move, actor) or _is_about(move, case, actor):
        return False
    return move.order is None or bool(orders_for(move, case, actor)) or _sends_order(move)


def orders_for(move: Move, case: Case, actor: Actor) -> tuple[int, ...]:
    """The orders that the actor may make this move on: their own, or any for those who lead the case."""
    if move.order is None or _sends_order(move):
        return ()
    ready = [key for key, state in case.orders.items() if state in move.order.sources]
    leads = any(holder in actor.holds for holder in move.who if holder not in (Party.WORKER, Role.DEPARTMENT))
    return tuple(key for key in ready if leads or key in case.actors_orders)


def _sends_order(move: Move) -> bool:
    return move.order is not None and not move.order.sources


def refusals(move: Move, case: Case, actor: Actor, facts: Facts) -> tuple[Refusal, ...]:
    """Everything that speaks against the move with these facts; empty when it may be made."""
    barred = _barred(move, case, actor)
    if barred:
        return (barred,)
    ill = (*_lacking(move, case, facts), *ill_given(move.facts, case, facts), *_wrong_orders(move, case, actor, facts))
    return ill or tuple(_failed_checks(move, case, actor, facts))


def _barred(move: Move, case: Case, actor: Actor) -> Refusal | None:
    if case.stage is None and not move.sources:
        return None if may(move, actor) else Refusal(N_("Your duties do not allow this."))
    if case.stage not in move.sources:
        ended = case.stage in ENDED
        text = N_("This complaint has ended.") if ended else N_("This cannot be done at the present stage.")
        return Refusal(text)
    if not may(move, actor):
        return Refusal(N_("Your duties do not allow this."))
    return Refusal(N_("The complaint is about you: somebody else does this.")) if _is_about(move, case, actor) else None


def _is_about(move: Move, case: Case, actor: Actor) -> bool:
    """Whether the actor is complained of: then they work on nothing and decide nothing here (C3)."""
    return actor.account_id is not None and actor.account_id in case.accused and move.name not in ACCUSED_MAY


def _lacking(move: Move, case: Case, facts: Facts) -> Iterable[Refusal]:
    for fact in move.facts:
        if fact.is_needed(case.situation, facts) and not _given(fact, facts.get(fact.name)):
            yield Refusal(N_("This is needed."), fact.name)


def _given(fact: Fact, value: Any) -> bool:
    if fact.kind is Kind.YES:
        return value is True
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []


def ill_given(asked: Iterable[Fact], case: Case, facts: Facts) -> Iterable[Refusal]:
    """What of the facts asked was given in another shape than theirs, or is a code that their list does not have."""
    for fact in asked:
        value = facts.get(fact.name)
        if value is None or value == "":
            continue
        fault, codes = fault_of(fact, value), _choices(fact, case)
        if fault is not None:
            yield Refusal(fault[0], fact.name, fault[1])
        elif codes and str(value) not in codes:
            yield Refusal(N_("Choose one of the list."), fact.name)


def _choices(fact: Fact, case: Case) -> tuple[str, ...]:
    """The codes that this fact may have; empty where it is not a choice."""
    if fact.kind is Kind.CHOICE and fact.choices is not None:
        return tuple(word.value for word in fact.choices)
    if fact.kind is Kind.LEVEL:
        return tuple(level.code for level in case.policy.levels)
    if fact.kind is Kind.CATEGORY:
        return tuple(leaf.code for leaf in case.policy.leaves())
    if fact.kind is Kind.PAUSE:
        return tuple(reason.code for reason in case.policy.pauses)
    return tuple(str(star) for star in range(1, 6)) if fact.kind is Kind.RATING else ()


def _wrong_orders(move: Move, case: Case, actor: Actor, facts: Facts) -> Iterable[Refusal]:
    if move.order is None or _sends_order(move) or "order" not in facts:
        return
    if getattr(facts["order"], "pk", facts["order"]) not in orders_for(move, case, actor):
        yield Refusal(N_("This order is no longer waiting for that."), "order")


def _failed_checks(move: Move, case: Case, actor: Actor, facts: Facts) -> Iterable[Refusal]:
    for check in move.checks:
        refusal = check(case, actor, facts)
        if refusal is not None:
            yield refusal
