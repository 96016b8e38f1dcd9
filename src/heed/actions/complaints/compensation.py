"""Compensation: owed from the owner's agreement until it is paid or waived (R77, R97, C4)."""

from typing import Any

from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process.words import CompensationState
from heed.records.models import Compensation, Proposal


def owe(change: Change, proposal: Proposal) -> None:
    """The agreed proposal's sum becomes a debt; it takes the place of an earlier sum that is still owed."""
    if not proposal.money:
        return
    _end(change, CompensationState.REPLACED)
    Compensation.objects.create(
        complaint=change.complaint,
        proposal=proposal,
        money=proposal.money,
        currency=change.complaint.project.currency,
        agreed_at=change.at,
    )


def pay_on_the_spot(change: Change) -> None:
    """The owner agrees to a sum and receives it in one step, on the spot (R54, R97)."""
    agreed = Proposal.objects.create(
        complaint=change.complaint,
        round=change.round,
        solution=change.text("solution"),
        money=change.facts["money"],
        made_by=change.account,
        made_at=change.at,
        agreed=True,
        answered_at=change.at,
        owner_words=change.text("confirmation"),
    )
    owe(change, agreed)
    _end(change, CompensationState.PAID, paid_at=change.at, proof=change.text("proof"))


@action("pay")
def pay(change: Change) -> None:
    """Record that the owner received the compensation, when, and by what proof."""
    _end(change, CompensationState.PAID, paid_at=change.facts["paid_at"], proof=change.text("proof"))
    change.add_files()


@action("waive")
def waive(change: Change) -> None:
    """Record that the owner waives the compensation, in the owner's words."""
    _end(change, CompensationState.WAIVED, owner_words=change.text("owner_words"))


def _end(change: Change, state: CompensationState, **columns: Any) -> None:
    owed = Compensation.objects.filter(complaint=change.complaint, state=CompensationState.OWED)
    owed.update(state=state, ended_at=change.at, ended_by=change.by.account, **columns)
