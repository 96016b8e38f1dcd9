"""What an approver sees beside the form: what exactly is asked, and what became of earlier attempts (R65, C12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from heed.process.facts import ASKED_SUBJECT
from heed.process.move import Move
from heed.process.words import ApprovalState, ApprovalSubject
from heed.records.models import Approval, Complaint


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An earlier request or proposal: when, what it was, what became of it, in whose words."""

    at: datetime
    what: str
    outcome: str
    words: str
    money: Decimal | None


@dataclass(frozen=True, slots=True)
class ApprovalPanel:
    """The requests that wait for an answer, and the history of this complaint, the latest first."""

    requests: tuple[Approval, ...]
    history: tuple[HistoryRow, ...]


def approval_panel(complaint: Complaint, move: Move) -> ApprovalPanel | None:
    """The panel of a move that decides a request; None for every other move."""
    if ASKED_SUBJECT not in move.asks:
        return None
    approvals = complaint.approvals.select_related("asked_by", "decided_by").order_by("pk")
    waiting = tuple(row for row in approvals if row.state == ApprovalState.ASKED)
    history = [*_decisions(approvals), *_proposals(complaint)]
    return ApprovalPanel(waiting, tuple(sorted(history, key=lambda row: row.at, reverse=True)))


def _decisions(approvals: Iterable[Approval]) -> Iterator[HistoryRow]:
    for row in approvals:
        if row.decided_at is not None:
            what = " · ".join(filter(None, (_(ApprovalSubject(row.subject).label), row.solution)))
            yield HistoryRow(row.decided_at, what, _(ApprovalState(row.state).label), row.words, row.money)


def _proposals(complaint: Complaint) -> Iterator[HistoryRow]:
    outcomes = {True: _("Owner agrees"), False: _("Owner does not agree"), None: _("The owner did not answer")}
    for row in complaint.proposals.order_by("pk"):
        words = "\n".join(filter(None, (row.owner_words, row.own_proposal)))
        yield HistoryRow(row.answered_at or row.made_at, row.solution, outcomes[row.agreed], words, row.money)
