"""Who gets a notice of a move: the people of staff whom its row names, and the owner; never a person complained of."""

from collections.abc import Collection, Iterable

from heed.actions.engine import outbox
from heed.actions.engine.accused_notices import notify_closed
from heed.actions.engine.change import Change
from heed.actions.engine.order_links import move_links
from heed.actions.engine.outbox import Announcement, RobotAudience
from heed.actions.engine.visit_notices import notify_visit
from heed.process.moves import APPROVERS
from heed.process.roles import SUPERIORS
from heed.process.words import ActorKind, ClockKind, Party, Role
from heed.queries.complaints.case import can_be_notified
from heed.queries.complaints.reviews import reviewers_of
from heed.queries.rota.absences import with_stand_ins
from heed.queries.staff.duties import crew, first_holder, holders
from heed.records.models import Account, Entry


def notify(entry: Entry, change: Change) -> None:
    """Write the notices of a move that became this entry: to the staff whom it concerns, to robots and to the owner."""
    facts = dict(change.notice_facts)
    if change.in_danger:
        facts["danger"] = str(change.columns.get("level", change.complaint.level))
    if change.order is not None and change.order.by_link:
        facts["order"] = change.order.pk
    if change.by.kind is ActorKind.OWNER and change.case.paused:
        facts["waits"] = True  # the owner may have sent what the paused clocks wait for
    event = Announcement(
        key=f"{entry.complaint_id}-{entry.seq}",
        about=change.move.name,
        facts=facts,
        codes={"stage": str(change.stage), "round": change.round},
        project=change.complaint.project,
        at=change.at,
        complaint=change.complaint,
        urgent=_is_urgent(change),
        robots=_robots(change),
    )
    move_links(change)
    left_out = {change.by.account_id, *change.case.accused}
    told = with_stand_ins(audience(change), change.at)
    readers = [account for account in told if account.pk not in left_out and not _is_anothers_order(account, change)]
    outbox.write(outbox.notices_of(event, readers, to_owner=_owner_is_notified(change)))
    notify_closed(change)
    notify_visit(change)


def _is_anothers_order(account: Account, change: Change) -> bool:
    """Whether a person of a contractor would read of an order that went to another by name: no link opens it (R65)."""
    return account.by_link and change.order is not None and change.order.account_id not in (None, account.pk)


def _robots(change: Change) -> RobotAudience | None:
    """The robots that get it: none of a complaint about a person who may be reading in the group (C3)."""
    if change.case.accused or not change.move.tells_robots:
        return None
    late = _is_urgent(change) or change.move.escalates
    return RobotAudience(change.order.department_id if change.order else None, late)


def _is_urgent(change: Change) -> bool:
    """Whether its notices ignore quiet hours: by the level, or because the rung of a clock's ladder does."""
    level = change.columns.get("level", change.complaint.level)
    if outbox.ignores_quiet_hours(change.case.policy, level):
        return True
    if "rung" not in change.notice_facts:
        return False
    rule = change.case.policy.rule(ClockKind(change.notice_facts["clock"]), level)
    return any(rung.number == change.notice_facts["rung"] and not rung.waking for rung in rule.rungs)


def audience(change: Change) -> list[Account]:
    """Return the staff who get a notice, without the actor and the people complained of (C3), and without stand-ins."""
    roles = [party for party in change.move.tells if isinstance(party, Role) and party is not Role.DEPARTMENT]
    accounts = [*change.notify, *(holders(roles, change.complaint.project_id) if roles else ())]
    for party in change.move.tells:
        accounts += _accounts_of(party, change)
    found = {account.pk: account for account in accounts}
    left_out = {change.by.account_id, *change.case.accused}
    return [account for account in found.values() if account.pk not in left_out]


def _accounts_of(party: Role | Party, change: Change) -> Iterable[Account]:
    """The accounts of a party to this complaint; empty for roles that are found by the duties alone."""
    if party is Party.CASE_OWNER:
        return _case_owner(change)
    if party is Party.REVIEWER:
        return reviewers_of(change.complaint, change.case.policy)
    if party in (Party.WORKER, Role.DEPARTMENT):
        return _workers(party, change)
    if party in (Party.APPROVER, Party.SUPERIOR) and not change.notify:
        return _first(change, APPROVERS if party is Party.APPROVER else SUPERIORS[_height(change) :])
    return ()


def _case_owner(change: Change) -> Iterable[Account]:
    """The case owner after the move; for one whose account is closed the first superior."""
    owner: Account = change.columns.get("case_owner", change.complaint.case_owner)
    return [owner] if owner.is_active else _first(change, SUPERIORS)


def _workers(party: Role | Party, change: Change) -> Iterable[Account]:
    """The worker of the move's order, or its whole department; empty for a move without an order."""
    order = change.order
    if order is None:
        return ()
    if party is Role.DEPARTMENT:
        return crew(order.department_id)
    return [order.account] if order.account else ()


def _first(change: Change, roles: tuple[Role, ...]) -> list[Account]:
    found = first_eligible(change, roles)
    return [found] if found else []


def first_eligible(change: Change, roles: Collection[Role], able: Collection[Role] | None = None) -> Account | None:
    """Return the first holder of these roles who neither acts nor is complained of (C3); None where there is none.

    Where only people complained of are left, one of them. `able`: roles one of which a stand-in must hold.
    """
    actor = [change.by.account_id] if change.by.account_id else []
    project = change.complaint.project_id
    found = first_holder(roles, project, but=[*actor, *change.case.accused], at=change.at, able=able)
    return found or first_holder(roles, project, but=actor, at=change.at, able=able)


def _height(change: Change) -> int:
    """How many roles of the ladder stand below the actor's superior: 0 for an actor below the director."""
    held = [step for step, role in enumerate(SUPERIORS, 1) if role in change.actor.holds]
    return min(max(held, default=0), len(SUPERIORS) - 1)


def _owner_is_notified(change: Change) -> bool:
    """Whether the owner gets a message; not of an own move whose message has words for what the staff did."""
    sees = change.move.owner_sees
    if change.by.kind is ActorKind.OWNER and sees is not None and sees.if_by_staff:
        return False
    return Party.OWNER in change.move.tells and not change.asks_in_writing and can_be_notified(change.complaint)
