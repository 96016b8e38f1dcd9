"""Passing on what was said at a main complaint to each owner whose complaint is merged into it (R10, R68)."""

from collections.abc import Mapping
from typing import Any

from heed.actions.engine.action import Action
from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.actions.engine.own_words import own_words
from heed.process.joint_facts import FOR_OTHERS
from heed.process.moves import MOVES
from heed.process.words import N_
from heed.queries.actor import CLOCKWORK
from heed.queries.complaints.case_rows import companions_of
from heed.records.models import Complaint

#: Why those who were followed together are separated.
WITHDRAWN = N_("The other owner withdrew the complaint %(number)s")


def pass_on(change: Change, actions: Mapping[str, Action]) -> None:
    """Make the move `passes_on` of this change's row on each companion, with the words that were written for them.

    A result that may not be passed on, as a call was promised to that owner, reaches them as news; their case owner
    then tells the result.
    """
    name = change.move.passes_on
    for companion in companions_of(change.complaint):
        at = max(change.at, companion.moved_at)
        try:
            actions[name](companion, by=CLOCKWORK, at=at, **_facts(name, change))
        except Refused:
            words = change.text(FOR_OTHERS.name)
            actions["pass_on_news"](companion, by=CLOCKWORK, at=at, words=words)


def _facts(name: str, change: Change) -> dict[str, Any]:
    """The one text that the row asks for: the words for the other owners, or why they are separated."""
    (fact,) = MOVES[name].asks
    if FOR_OTHERS in change.move.asks:
        return {fact.name: change.text(FOR_OTHERS.name)}
    return {fact.name: own_words(change.complaint.project, WITHDRAWN, number=change.complaint.number)}


def other_side(complaint: Complaint, move: str, change: Change, actions: Mapping[str, Action]) -> None:
    """Put the move on the timeline of the other complaint that it touches, and notify that one's people."""
    at = max(change.at, complaint.moved_at)
    actions[move](complaint, by=CLOCKWORK, at=at, other=change.complaint)
