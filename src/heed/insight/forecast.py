"""Whether a promise will be kept: the work that remains, against the time that is left (R72, R73).

Several lines of work go on in parallel (one for each order); the longest decides. A line is a chain of steps. How long
a step usually takes comes from the policy's targets or from the department's last orders. All times are minutes: of
open time, or of the clock where the level counts the night too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from heed.process.words import ORDER_DONE, OrderState, PromiseKind, Stage
from heed.process.words.base import N_, Word

#: The minutes that remain of a step that is overdue.
SHORTEST = 5.0
#: A promise is tight where the work needs more than this share of the time left.
TIGHT = 0.7


class ForecastStep(Word):
    """A step that remains before a promise is kept."""

    APPROVAL = "approval", N_("waiting for an approval")
    ANSWER = "answer", N_("the answer still has to be found")
    SEND = "send", N_("no work order has been sent yet")
    ACCEPT = "accept", N_("the work order is not accepted yet")
    ARRIVE = "arrive", N_("no one has arrived yet")
    WORK = "work", N_("the work is not finished")


class Outlook(Word):
    """The prospect of an open promise."""

    GOOD = "good", N_("In time")
    TIGHT = "tight", N_("Little time left")
    MISS = "miss", N_("Cannot be kept in time")


@dataclass(frozen=True, slots=True)
class StepDurations:
    """How many minutes each step usually takes."""

    approval: float
    answer: float
    accept: float
    arrive: float
    work: float

    def of(self, step: ForecastStep) -> float:
        """The minutes of a step; sending an order takes the shortest time."""
        minutes: float = getattr(self, step.value, SHORTEST)
        return minutes


@dataclass(frozen=True, slots=True)
class RemainingStep:
    """A step and how many minutes of it remain."""

    step: ForecastStep
    minutes: float


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """An order: its state, for how many minutes it has been in it, how many minutes such work takes."""

    state: OrderState
    minutes: float
    work: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The minutes left, the minutes that the longest line needs, and its steps in order."""

    left: float
    needed: float
    ahead: tuple[RemainingStep, ...]

    @property
    def outlook(self) -> Outlook:
        if self.needed > self.left:
            return Outlook.MISS
        return Outlook.TIGHT if self.needed > self.left * TIGHT else Outlook.GOOD

    @property
    def first(self) -> ForecastStep | None:
        """The step that it waits for now; None where no step remains."""
        return self.ahead[0].step if self.ahead else None


#: The steps that remain for an order in this state, the current one first.
_OF_ORDER = {
    OrderState.SENT: (ForecastStep.ACCEPT, ForecastStep.ARRIVE, ForecastStep.WORK),
    OrderState.ACCEPTED: (ForecastStep.ARRIVE, ForecastStep.WORK),
    OrderState.ON_THE_WAY: (ForecastStep.ARRIVE, ForecastStep.WORK),
    OrderState.NEEDS_PART: (ForecastStep.WORK,),
    OrderState.ARRIVED: (ForecastStep.WORK,),
}
_UNSENT = (ForecastStep.SEND, ForecastStep.ACCEPT, ForecastStep.ARRIVE, ForecastStep.WORK)
#: Stages in which the promised answer is not known yet.
_SEEKING = (Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING)


def foresee(
    kind: PromiseKind,
    stage: Stage,
    left: float,
    durations: StepDurations,
    orders: Iterable[OrderProgress] = (),
    *,
    sought: float | None = None,
    approval: float | None = None,
) -> Forecast:
    """The forecast of an open promise with `left` minutes until it is due.

    `sought`: for how many minutes the investigation goes on; `approval`: for how many minutes an approval is awaited
    (None: it is not). A matter outside the remit has no steps.
    """
    all_orders = tuple(orders)
    lines = [
        _first_running(_OF_ORDER[order.state], _with_work(durations, order.work), order.minutes)
        for order in all_orders
        if order.state in _OF_ORDER
    ]
    at_work = lines or any(order.state in ORDER_DONE for order in all_orders)
    if kind is PromiseKind.COMPLETION and stage is Stage.HANDLING and not at_work:
        lines.append(_first_running(_UNSENT, durations, 0))
    if kind is PromiseKind.REPLY and stage in _SEEKING:
        lines.append(_first_running((ForecastStep.ANSWER,), durations, sought or 0))
    waiting = () if approval is None else _first_running((ForecastStep.APPROVAL,), durations, approval)
    longest = max(lines, key=_length, default=())
    ahead = (*waiting, *longest)
    return Forecast(max(left, 0), _length(ahead), ahead)


def _first_running(
    steps: tuple[ForecastStep, ...], durations: StepDurations, minutes: float
) -> tuple[RemainingStep, ...]:
    """The steps one after the other; the first has run for so many minutes already."""
    first, *others = steps
    return (
        RemainingStep(first, max(durations.of(first) - minutes, SHORTEST)),
        *(RemainingStep(step, durations.of(step)) for step in others),
    )


def _with_work(durations: StepDurations, work: float | None) -> StepDurations:
    return durations if work is None else replace(durations, work=work)


def _length(line: Iterable[RemainingStep]) -> float:
    return sum(step.minutes for step in line)
