"""The questionnaire that follows the work by itself, where the policy or the owner prefers it to a call (R91)."""

from collections.abc import Mapping

from heed.actions.engine.action import Action
from heed.actions.engine.change import Change
from heed.process.questionnaires import is_preferred
from heed.process.words import Stage
from heed.queries.actor import CLOCKWORK
from heed.queries.complaints.case import can_be_notified
from heed.queries.notices.reach import lacks_gateway
from heed.records.models import Complaint


def is_asked_in_writing(change: Change) -> bool:
    """Whether the move completes the work, and the owner is then asked by questionnaire.

    Never where no message can reach the owner: then the staff call, as after any other work.
    """
    if change.stage is not Stage.HANDLED or change.case.stage is Stage.HANDLED:
        return False
    complaint = change.complaint
    if not can_be_notified(complaint) or lacks_gateway(complaint):
        return False
    wished = complaint.person is not None and complaint.person.asked_in_writing
    return is_preferred(change.case.policy, complaint.level, by_owner=wished)


def send(change: Change, actions: Mapping[str, Action]) -> Complaint:
    """Send the questionnaire in the same transaction, and return the complaint after it."""
    return actions["send_questionnaire"](change.complaint, by=CLOCKWORK, at=change.at)
