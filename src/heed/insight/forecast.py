"""Whether a promise will be kept: the work that remains against the time that is left (R72, R73).

A promise waits for several lines of work side by side (one an order); the longest decides. Each line is a chain of
steps, each as long as the policy's targets or the last works of its department say it usually takes. All times are
minutes that count: of open time, or of every minute where the level knows no night.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from heed.process.words import ORDER_DONE, OrderState, PromiseKind, Stage
from heed.process.words.base import N_, Word

#: A step that is overdue already takes at least this long still.
SHORTEST = 5.0
#: Above this share of the time left a promise is tight.
TIGHT = 0.7


class Step(Word):
    """What still lies before a promise."""

    APPROVAL = "approval", N_("an approval is awaited")
    ANSWER = "answer", N_("the answer is still to be found")
    SEND = "send", N_("no order has been sent yet")
    ACCEPT = "accept", N_("the order is not accepted yet")
    ARRIVE = "arrive", N_("nobody is on the spot yet")
    WORK = "work", N_("the work is not finished")


class Outlook(Word):
    """How it looks for an open promise."""

    GOOD = "good", N_("In time")
    TIGHT = "tight", N_("Tight")
    MISS = "miss", N_("Will be missed")


@dataclass(frozen=True, slots=True)
class Paces:
    """How many minutes each step usually takes."""

    approval: float
    answer: float
    accept: float
    arrive: float
    work: float

    def of(self, step: Step) -> float:
        """The minutes of a step; sending an order takes none but the shortest."""
        minutes: float = getattr(self, step.value, SHORTEST)
        return minutes


@dataclass(frozen=True, slots=True)
class Ahead:
    """One step ahead, and how many minutes of it remain."""

    step: Step
    minutes: float


@dataclass(frozen=True, slots=True)
class Running:
    """An order as far as it matters here: its state, how long it has been in it, how long such work takes."""

    state: OrderState
    minutes: float
    work: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The minutes left, those that the longest line needs, and its steps in their order."""

    left: float
    needed: float
    ahead: tuple[Ahead, ...]

    @property
    def outlook(self) -> Outlook:
        if self.needed > self.left:
            return Outlook.MISS
        return Outlook.TIGHT if self.needed > self.left * TIGHT else Outlook.GOOD

    @property
    def first(self) -> Step | None:
        """What it waits for now; None where nothing lies ahead but the word itself."""
        return self.ahead[0].step if self.ahead else None


#: The steps that an order in this state has before it, the one it is in first.
_OF_ORDER = {
    OrderState.SENT: (Step.ACCEPT, Step.ARRIVE, Step.WORK),
    OrderState.ACCEPTED: (Step.ARRIVE, Step.WORK),
    OrderState.ON_THE_WAY: (Step.ARRIVE, Step.WORK),
    OrderState.NEEDS_PART: (Step.WORK,),
    OrderState.ARRIVED: (Step.WORK,),
}
_UNSENT = (Step.SEND, Step.ACCEPT, Step.ARRIVE, Step.WORK)
#: Where the answer that was promised is still to be found.
_SEEKING = (Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING)


def foresee(
    kind: PromiseKind,
    stage: Stage,
    left: float,
    paces: Paces,
    orders: Iterable[Running] = (),
    *,
    sought: float | None = None,
    approval: float | None = None,
) -> Forecast:
    """The forecast of an open promise with `left` minutes until it is due.

    `sought`: for how many minutes the cause has been looked for; `approval`: for how many an approval is awaited
    (None: it is not). A matter outside our remit has no steps of ours.
    """
    standing = tuple(orders)
    lines = [
        _first_running(_OF_ORDER[order.state], _at_pace(paces, order.work), order.minutes)
        for order in standing
        if order.state in _OF_ORDER
    ]
    at_work = lines or any(order.state in ORDER_DONE for order in standing)
    if kind is PromiseKind.COMPLETION and stage is Stage.HANDLING and not at_work:
        lines.append(_first_running(_UNSENT, paces, 0))
    if kind is PromiseKind.REPLY and stage in _SEEKING:
        lines.append(_first_running((Step.ANSWER,), paces, sought or 0))
    waiting = () if approval is None else _first_running((Step.APPROVAL,), paces, approval)
    longest = max(lines, key=_length, default=())
    ahead = (*waiting, *longest)
    return Forecast(max(left, 0), _length(ahead), ahead)


def _first_running(steps: tuple[Step, ...], paces: Paces, minutes: float) -> tuple[Ahead, ...]:
    """The steps one after the other, of which the first has run for so many minutes."""
    first, *others = steps
    return (
        Ahead(first, max(paces.of(first) - minutes, SHORTEST)),
        *(Ahead(step, paces.of(step)) for step in others),
    )


def _at_pace(paces: Paces, work: float | None) -> Paces:
    return paces if work is None else replace(paces, work=work)


def _length(line: Iterable[Ahead]) -> float:
    return sum(step.minutes for step in line)
