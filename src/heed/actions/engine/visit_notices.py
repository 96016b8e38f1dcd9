"""What the owner reads of the agreed return visit: when it is, who comes, and what changes in that (R98)."""

from datetime import datetime
from typing import Any

from heed.actions.engine import outbox
from heed.actions.engine.change import Change
from heed.actions.engine.outbox import Announcement
from heed.process.moves.closing import ARRANGE_VISIT, VISIT
from heed.process.words import ActorKind, Method, Stage
from heed.queries.complaints.case import can_be_notified
from heed.queries.complaints.visits import agreed_visit_in
from heed.records.models import Account

#: What is said of an agreed return visit: another person makes it, or nobody does.
VISIT_GIVEN = "visit_given"
VISIT_DROPPED = "visit_dropped"
#: The facts of such a notice.
VISIT_AT, VISIT_METHOD, VISITOR, MOVED = "visit_at", "visit_method", "visitor", "moved"


def facts_of_visit(at: datetime, method: Method, visitor: Account | None) -> dict[str, Any]:
    """Return the facts of a notice about a return visit; the name is that of a colleague."""
    return {VISIT_AT: at.isoformat(), VISIT_METHOD: method.value, VISITOR: visitor.name if visitor else ""}


def agreed_before(change: Change) -> bool:
    """Whether another time was agreed in this round, and lies ahead."""
    agreed = agreed_visit_in(change.complaint, change.case.round)
    return agreed is not None and agreed.at > change.at


def notify_visit(change: Change) -> None:
    """Write the owner's notice where a move gives the agreed return visit to another person, or ends it.

    None where the visit was made, where the owner acted, and where the time agreed has passed.
    """
    if change.case.stage is not Stage.HANDLED or change.move in (VISIT, ARRANGE_VISIT):
        return
    if change.by.kind is ActorKind.OWNER or not can_be_notified(change.complaint):
        return
    ends = change.stage is not Stage.HANDLED
    if not ends and "visitor" not in change.columns:
        return
    agreed = agreed_visit_in(change.complaint, change.case.round)
    if agreed is None or agreed.at <= change.at:
        return
    about = VISIT_DROPPED if ends else VISIT_GIVEN
    facts = facts_of_visit(agreed.at, agreed.method, None if ends else change.columns["visitor"])
    event = Announcement(
        key=f"{about}-{change.complaint.pk}-{change.complaint.version}",
        about=about,
        facts=facts,
        project=change.complaint.project,
        at=change.at,
        complaint=change.complaint,
    )
    outbox.write(outbox.notices_of(event, (), to_owner=True))
