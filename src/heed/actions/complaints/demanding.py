"""Demands of the company centre on a case: the complaint keeps where the demand stands, the timeline what was said."""

from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process.words import DemandState


@action("demand")
def demand(change: Change) -> None:
    """Demand an answer until a time, at which the demand escalates."""
    change.columns["demand"] = DemandState.ASKED.value


@action("demand_again")
def demand_again(change: Change) -> None:
    """Send the answer back: another is due."""
    change.columns["demand"] = DemandState.ASKED.value


@action("answer_demand")
def answer_demand(change: Change) -> None:
    """Answer the centre, which now has to judge the answer."""
    change.columns["demand"] = DemandState.ANSWERED.value


@action("accept_answer")
def accept_answer(change: Change) -> None:
    """Accept the answer: nothing is demanded any more."""
    change.columns["demand"] = ""
