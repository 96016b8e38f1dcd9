"""The second look that an owner asks for; what was found, done about it and learned stands on the timeline."""

from heed.actions.engine.change import Change
from heed.actions.engine.execute import action


@action("ask_review")
def ask_review(change: Change) -> None:
    """Ask once for each result; the round is kept, so that the owner may ask again after the next one."""
    change.columns["reviewed_round"] = change.round


@action("review")
def review(change: Change) -> None:
    """Tell the owner what the second look found; the case stays where it is."""


@action("review_anew")
def review_anew(change: Change) -> None:
    """Begin again, as the second look found the owner right (R66)."""
