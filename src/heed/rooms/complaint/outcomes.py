"""What became of an entry: the promise kept, the proposal answered, the order done, the approval given."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from heed.process.moves import MOVES
from heed.process.policy import Policy
from heed.process.words import ApprovalState, ClockKind, OrderState, PromiseState, Stage
from heed.queries.promises.rows import PromiseRow
from heed.records.models import Approval, Complaint, Entry, Order, Promise, Proposal
from heed.rooms.complaint.timeline_entry import Mark, TimelineEntry
from heed.ui import humanize, names

PROMISE_TONES = {PromiseState.KEPT: "good", PromiseState.BROKEN: "hot", PromiseState.OPEN: "warn"}
ORDER_TONES = {OrderState.DONE: "good", OrderState.CHECKED: "good", OrderState.REFUSED: "hot", OrderState.CANCELLED: ""}
APPROVAL_TONES = {ApprovalState.GIVEN: "good", ApprovalState.REFUSED: "hot", ApprovalState.ASKED: "warn"}


class Outcomes:
    """The promises, proposals, approvals and orders of a complaint, found again by the instant of their entries."""

    def __init__(self, complaint: Complaint, policy: Policy) -> None:
        self.policy, self.stage = policy, complaint.stage
        self.promises = {promise.made_at: promise for promise in complaint.promises.all()}
        proposals = enumerate(complaint.proposals.all(), 1)
        self.proposals = {proposal.made_at: (place, proposal) for place, proposal in proposals}
        self.approvals = {approval.asked_at: approval for approval in complaint.approvals.all()}

    def of_words(self, entry: Entry) -> Iterable[Mark]:
        """What became of words in the owner's hearing: of a promise whether it was kept (R73)."""
        move = MOVES.get(entry.move)
        promise = self.promises.get(entry.at) if move is not None and move.makes_promise else None
        if promise is not None:
            yield promise_mark(promise)

    def add(self, one: TimelineEntry) -> None:
        """Add to an entry what became of it."""
        entry, move = one.entry, MOVES.get(one.entry.move)
        if move is None:
            return
        if Stage.PROPOSED in move.to and entry.at in self.proposals:
            place, proposal = self.proposals[entry.at]
            one.what = f"{one.what} {place}" if len(self.proposals) > 1 else one.what
            one.marks.append(_answer(proposal, self.stage))
        elif ClockKind.APPROVAL in move.starts and entry.at in self.approvals:
            one.marks.append(_decision(self.approvals[entry.at]))
        elif entry.order is not None:
            self._add_order(one, entry.order, sent=move.sends_order)

    def _add_order(self, one: TimelineEntry, order: Order, *, sent: bool) -> None:
        where = names.department_name(order.department, self.policy)
        to = f"{where} · {order.account.name}" if order.account else where
        if not sent:
            one.brief.insert(0, where)
            return
        one.what, one.brief = f"{one.what} → {to}", []
        one.marks.append(Mark(_(OrderState(order.state).label), ORDER_TONES.get(OrderState(order.state), "warn")))
        one.steps = list(_steps(order))


def promise_mark(promise: Promise | PromiseRow) -> Mark:
    """Whether a promise was kept, and when; of a broken one since when (not when it was made good), of an open one
    until when."""
    state = PromiseState(promise.state)
    if state is PromiseState.OPEN:
        return Mark(_("until %(time)s") % {"time": humanize.instant(promise.due_at)}, "warn")
    at = promise.broken_at if state is PromiseState.BROKEN else promise.ended_at
    ended = f" {humanize.moment(at)}" if at else ""
    return Mark(f"{_(state.label)}{ended}", PROMISE_TONES.get(state, ""))


def _answer(proposal: Proposal, stage: str) -> Mark:
    """What the owner said to a solution; one out of reach was not asked (R6)."""
    if proposal.agreed is None and stage != Stage.PROPOSED:
        return Mark(_("The owner did not answer"))
    if proposal.agreed is None:
        return Mark(_("Waiting for the owner's answer"), "warn")
    said = _("Owner agrees") if proposal.agreed else _("Owner does not agree")
    when = f" {humanize.moment(proposal.answered_at)}" if proposal.answered_at else ""
    return Mark(f"{said}{when}", "good" if proposal.agreed else "hot")


def _decision(approval: Approval) -> Mark:
    state = ApprovalState(approval.state)
    said = [_(state.label)]
    if approval.decided_by and approval.decided_at:
        said.append(f"{approval.decided_by.name} {humanize.moment(approval.decided_at)}")
    return Mark(" · ".join(said), APPROVAL_TONES[state])


def _steps(order: Order) -> Iterable[Mark]:
    """Accepted, arrived, ended: each with its time, and how long the way took (R67, R71)."""
    yield Mark(_("due %(time)s") % {"time": humanize.instant(order.due_at)})
    if order.accepted_at:
        yield Mark(f"{_(OrderState.ACCEPTED.label)} {humanize.moment(order.accepted_at)}")
    if order.arrived_at:
        took = humanize.duration(order.arrived_at - order.sent_at)
        yield Mark(f"{_(OrderState.ARRIVED.label)} {humanize.moment(order.arrived_at)} ({took})")
    if order.ended_at:
        yield Mark(f"{_(OrderState(order.state).label)} {humanize.moment(order.ended_at)}")
