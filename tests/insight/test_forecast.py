"""The forecast of promises: remaining work against remaining time."""

import pytest

from heed.insight.forecast import SHORTEST, ForecastStep, OrderProgress, Outlook, StepDurations, foresee
from heed.process.words import OrderState, PromiseKind, Stage

PACES = StepDurations(approval=60, answer=30, accept=15, arrive=60, work=90)
REPLY, COMPLETION = PromiseKind.REPLY, PromiseKind.COMPLETION

pytestmark = pytest.mark.rule("R72", "R73")


def test_a_reply_needs_the_time_that_finding_an_answer_takes() -> None:
    foreseen = foresee(REPLY, Stage.PROMISED, 240, PACES)
    assert (foreseen.needed, foreseen.first, foreseen.outlook) == (30, ForecastStep.ANSWER, Outlook.GOOD)
    assert foresee(REPLY, Stage.PROMISED, 40, PACES).outlook is Outlook.TIGHT
    assert foresee(REPLY, Stage.PROMISED, 29, PACES).outlook is Outlook.MISS


def test_what_was_looked_for_already_is_not_looked_for_again() -> None:
    assert foresee(REPLY, Stage.INVESTIGATING, 60, PACES, sought=20).needed == 10
    assert foresee(REPLY, Stage.INVESTIGATING, 60, PACES, sought=500).needed == SHORTEST


def test_an_approval_that_is_awaited_comes_before_the_answer() -> None:
    foreseen = foresee(REPLY, Stage.INVESTIGATING, 60, PACES, approval=10)
    assert [step.step for step in foreseen.ahead] == [ForecastStep.APPROVAL, ForecastStep.ANSWER]
    assert foreseen.needed == 80
    assert foreseen.outlook is Outlook.MISS


@pytest.mark.parametrize(
    ("state", "needed", "first"),
    [
        (OrderState.SENT, 15 + 60 + 90, ForecastStep.ACCEPT),
        (OrderState.ACCEPTED, 60 + 90, ForecastStep.ARRIVE),
        (OrderState.ARRIVED, 90, ForecastStep.WORK),
    ],
)
def test_an_order_has_accepting_arriving_and_the_work_before_it(
    state: OrderState, needed: float, first: ForecastStep
) -> None:
    foreseen = foresee(COMPLETION, Stage.HANDLING, 1000, PACES, [OrderProgress(state, 0)])
    assert (foreseen.needed, foreseen.first) == (needed, first)


def test_a_step_that_takes_too_long_already_takes_a_little_longer_still() -> None:
    late = foresee(COMPLETION, Stage.HANDLING, 1000, PACES, [OrderProgress(OrderState.SENT, 300)])
    assert late.needed == SHORTEST + 60 + 90


def test_orders_run_side_by_side_and_the_longest_decides() -> None:
    orders = [
        OrderProgress(OrderState.ARRIVED, 60),
        OrderProgress(OrderState.ACCEPTED, 0, work=240),
        OrderProgress(OrderState.DONE, 0),
    ]
    foreseen = foresee(COMPLETION, Stage.HANDLING, 200, PACES, iter(orders))
    assert foreseen.needed == 60 + 240
    assert foreseen.outlook is Outlook.MISS


def test_no_order_yet_means_that_everything_lies_ahead() -> None:
    unsent = foresee(COMPLETION, Stage.HANDLING, 120, PACES)
    assert unsent.first is ForecastStep.SEND
    assert unsent.outlook is Outlook.MISS
    refused = foresee(COMPLETION, Stage.HANDLING, 120, PACES, [OrderProgress(OrderState.REFUSED, 0)])
    assert refused.first is ForecastStep.SEND


def test_work_that_is_done_leaves_only_the_word_to_the_owner() -> None:
    foreseen = foresee(COMPLETION, Stage.HANDLING, 3, PACES, [OrderProgress(OrderState.DONE, 0)])
    assert (foreseen.needed, foreseen.first, foreseen.outlook) == (0, None, Outlook.GOOD)


def test_a_matter_outside_our_remit_has_no_steps_of_ours() -> None:
    assert foresee(COMPLETION, Stage.OUTSIDE, 10, PACES).outlook is Outlook.GOOD


def test_nothing_is_left_of_a_time_that_has_passed() -> None:
    foreseen = foresee(REPLY, Stage.PROMISED, -5, PACES)
    assert (foreseen.left, foreseen.outlook) == (0, Outlook.MISS)
