"""What a row of the table of moves holds (`Move`), and what it derives from that."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import Fact, FactValues, Voice
from heed.process.words import ActorKind, ClockKind, ClosingCode, Line, OrderState, Party, Role, Stage

#: Guards give the reason why a move may not be made, or None. Each takes only what it looks at.
CaseGuard = Callable[[Case], Refusal | None]
ActorGuard = Callable[[Case, Participant], Refusal | None]
FactGuard = Callable[[Case, Participant, FactValues], Refusal | None]


class Tone(StrEnum):
    """How the button of a move looks."""

    FORWARD = auto()  # leads the case on
    QUIET = auto()  # in the menu of further moves
    GRAVE = auto()


@dataclass(frozen=True, slots=True)
class OrderStep:
    """What a move does to an order: the states it may be in (none: the move sends it), and the one it gets, if any."""

    sources: tuple[OrderState, ...]
    to: OrderState | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A fact that the owner reads: under a label, or only where it was said to the owner indeed."""

    fact: Fact
    label: str = ""
    only_with: Fact | None = None  # only where this other fact was given
    only_by_owner: bool = False  # only where the owner made the move


@dataclass(frozen=True, slots=True)
class OwnerText:
    """What the owner reads of a move (R56, R68, R74, R76). All texts are message ids.

    The other texts replace `text` where it would not be true: of an owner out of reach (R6), of a move that the staff
    made, of the value of a fact. Of the facts the owner reads those in `spoken`; every other fact stays inside.
    """

    text: str
    spoken: tuple[Spoken | Fact, ...] = ()
    if_out_of_reach: str = ""
    if_by_staff: str = ""
    by_value: tuple[Fact, Mapping[str, str]] | None = None  # the fact, and a text for each of its values

    def for_entry(self, facts: FactValues, actor: str, *, out_of_reach: bool) -> str:
        """The text for an entry with these facts, made by this kind of actor."""
        if self.by_value is not None:
            fact, texts = self.by_value
            if text := texts.get(str(facts.get(fact.name)), ""):
                return text
        if actor != ActorKind.STAFF:
            return self.text
        return (out_of_reach and self.if_out_of_reach) or self.if_by_staff or self.text

    def spoken_of(self, facts: FactValues, actor: str) -> Iterator[Spoken]:
        """The facts among these that the owner reads, in their order."""
        by_owner = actor == ActorKind.OWNER
        for spoken in map(_spoken, self.spoken):
            with_it = spoken.only_with is None or bool(facts.get(spoken.only_with.name))
            if with_it and (by_owner or not spoken.only_by_owner) and str(facts.get(spoken.fact.name) or "").strip():
                yield spoken

    def says(self, fact: Fact) -> bool:
        """Whether the staff say this fact to the owner; what the owner said is not theirs to word."""
        spoken = [one for one in map(_spoken, self.spoken) if not one.only_by_owner]
        return fact.voice is not Voice.OWNER and any(one.fact.name == fact.name for one in spoken)


def _spoken(one: Spoken | Fact) -> Spoken:
    return one if isinstance(one, Spoken) else Spoken(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One row of the table of moves; the package `moves` tells how it is read."""

    name: str
    label: str
    done: str
    done_by_owner: str = ""
    at: tuple[Stage, ...] = ()
    to: tuple[Stage, ...] = ()
    choose: Callable[[FactValues], Stage] | None = None
    by: tuple[Role | Party, ...]
    open_to: ActorGuard | None = None
    accused_may: bool = False
    asks: tuple[Fact, ...] = ()
    given: tuple[Fact, ...] = ()
    offered_while: CaseGuard | None = None
    needs: tuple[CaseGuard, ...] = ()
    actor_guards: tuple[ActorGuard, ...] = ()
    guards: tuple[FactGuard, ...] = ()
    closes_as: ClosingCode | Fact | None = None
    order: OrderStep | None = None
    starts: tuple[ClockKind, ...] = ()
    restarts: tuple[ClockKind, ...] = ()
    stops: tuple[ClockKind, ...] = ()
    drops: tuple[ClockKind, ...] = ()
    tells: tuple[Role | Party, ...] = ()
    tells_robots: bool = True
    line: Line = Line.INSIDE
    owner_sees: OwnerText | None = None
    tone: Tone = Tone.FORWARD
    key: str = ""
    first_while: str = ""
    desk_step: bool = False
    many: bool = False
    amends: bool = False
    acknowledges: bool = False
    passes_on: str = ""
    not_in_timeline: tuple[Fact, ...] = ()
    rule: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that the row declares, asked or given."""
        return self.asks + self.given

    def fact(self, name: str) -> Fact | None:
        """The fact of this name; None where the row does not declare it."""
        return next((fact for fact in self.facts if fact.name == name), None)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that may make it, without the parties."""
        return tuple(holder for holder in self.by if isinstance(holder, Role))

    @property
    def sends_order(self) -> bool:
        """Whether it makes a new order."""
        return self.order is not None and not self.order.sources

    @property
    def makes_promise(self) -> bool:
        """Whether something is promised to the owner by it, in the first person (R69)."""
        return ClockKind.PROMISE in self.starts

    @property
    def agrees_time(self) -> bool:
        """Whether a time is agreed with the owner by it: of what is promised, or of the return visit."""
        return self.makes_promise or (ClockKind.VISIT in self.starts and self.fact("due_at") is not None)

    @property
    def escalates(self) -> bool:
        """Whether it brings the case before a superior."""
        return Party.SUPERIOR in self.tells

    def destination(self, case: Case, facts: FactValues) -> Stage | None:
        """The stage after the move; the present one where the row names none."""
        if not self.to:
            return case.stage
        return self.choose(facts) if self.choose else self.to[0]

    def closing_code(self, facts: FactValues) -> ClosingCode:
        """The code that it closes with. LookupError where the row has none: no such row may lead to closed."""
        if isinstance(self.closes_as, Fact):
            return ClosingCode(str(facts[self.closes_as.name]))
        if self.closes_as is None:
            raise LookupError(f"the row {self.name} leads to closed and has no closing code (closes_as)")
        return self.closes_as


class UnsoundFact(Exception):
    """A guard reads a fact that is missing or was refused: what it would say has no ground yet."""


class UndeclaredFact(TypeError):
    """A move was given, or something reads, a fact that its row does not declare: a fault of the program."""


class DeclaredFacts(Mapping[str, Any]):
    """The facts given for a move. Raises UndeclaredFact where others are given or read than the row declares.

    Raises UnsoundFact where one of the `unsound` is read: they are missing, or were refused already.
    """

    def __init__(self, move: Move, values: FactValues, unsound: Collection[str] = ()) -> None:
        self._move, self._values, self._unsound = move.name, dict(values), unsound
        self._declared = frozenset(fact.name for fact in move.facts)
        for name in values:
            self._check(name)

    def __getitem__(self, name: str) -> Any:
        self._check(name)
        if name in self._unsound:
            raise UnsoundFact(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def _check(self, name: str) -> None:
        if name not in self._declared:
            raise UndeclaredFact(f"the row {self._move} does not declare the fact {name}")
