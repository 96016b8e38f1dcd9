"""Outbox rows: who is told of a move, written in its own transaction (DESIGN 2)."""

from collections.abc import Collection

from heed.actions.engine.change import Change
from heed.actions.engine.channels import rung_wakes, to_people, to_robots, wakes
from heed.process.moves import APPROVERS
from heed.process.roles import SUPERIORS
from heed.process.words import ActorKind, Party, Role
from heed.queries.rota.absences import with_stand_ins
from heed.queries.staff.duties import crew, first_holder, holders
from heed.records.models import Account, Entry, Notice
from heed.records.models.notice import INBOX

OWNER = "owner"


def tell(entry: Entry, change: Change) -> None:
    """One row for each person of staff in their inbox, and those that go out: over their further ways, to robots, and
    to the owner where there is a way to reach them."""
    facts = {"number": change.complaint.number, "stage": str(change.stage), "round": change.round} | change.says
    if change.by.kind is ActorKind.OWNER and change.case.paused:
        facts["waits"] = True  # what the clocks wait for may have come
    now = change.at
    rows = [
        Notice(
            key=f"{entry.complaint_id}-{entry.seq}-{account.pk}",
            complaint=change.complaint,
            account=account,
            about=change.move.name,
            facts=facts,
            channel=INBOX,
            made_at=now,
            due_at=now,
            sent_at=now,
        )
        for account in with_stand_ins(audience(change), now)
        if account.pk not in {change.by.account_id, *change.case.accused}  # a stand-in may be either
    ]
    rows += _outward(rows, f"{entry.complaint_id}-{entry.seq}", change)
    if _owner_is_told(change):
        rows.append(
            Notice(
                key=f"{entry.complaint_id}-{entry.seq}-{OWNER}",
                complaint=change.complaint,
                about=change.move.name,
                facts=facts,
                channel=OWNER,
                made_at=now,
                due_at=now,
            )
        )
    Notice.objects.bulk_create(rows)


def _outward(inbox: list[Notice], stem: str, change: Change) -> list[Notice]:
    """What goes out to staff. A group is told nothing of a complaint about somebody who may be reading there (C3)."""
    if not inbox:
        return []
    project, urgent = change.complaint.project, _is_urgent(change)
    rows = list(to_people(inbox, project, urgent=urgent))
    if not change.case.accused and change.move.tells_robots:
        department = change.order.department_id if change.order else None
        late = urgent or change.move.escalates
        rows += to_robots(inbox[0], stem, project, department=department, late=late)
    return rows


def _is_urgent(change: Change) -> bool:
    level = change.columns.get("level", change.complaint.level)
    if wakes(change.case.policy, level):
        return True
    return "rung" in change.says and rung_wakes(change.case, level, change.says["clock"], change.says["rung"])


def audience(change: Change) -> list[Account]:
    """The people of staff whom the row tells, without the one who acted."""
    found: dict[int, Account] = {account.pk: account for account in change.tell}
    roles = [party for party in change.move.tells if isinstance(party, Role) and party is not Role.DEPARTMENT]
    if roles:
        found |= {account.pk: account for account in holders(roles, change.complaint.project_id)}
    for party in change.move.tells:
        for account in _party(party, change):
            found[account.pk] = account
    for without in (change.by.account_id, *change.case.accused):  # who is complained of is told nothing (C3)
        found.pop(without or 0, None)
    return list(found.values())


def _party(party: Role | Party, change: Change) -> list[Account]:
    order = change.order
    if party is Party.CASE_OWNER:
        chosen: Account = change.columns.get("case_owner", change.complaint.case_owner)
        return [chosen] if chosen.is_active else _first(change, SUPERIORS)
    if party is Party.WORKER and order is not None and order.account is not None:
        return [order.account]
    if party is Role.DEPARTMENT and order is not None:
        return list(crew(order.department_id))
    if party is Party.APPROVER:
        return [] if change.tell else _first(change, APPROVERS)
    if party is Party.SUPERIOR and not change.tell:
        return _first(change, SUPERIORS[_height(change) :])
    return []


def _first(change: Change, roles: tuple[Role, ...]) -> list[Account]:
    found = first_to_ask(change, roles)
    return [found] if found else []


def first_to_ask(change: Change, roles: Collection[Role], able: Collection[Role] | None = None) -> Account | None:
    """The first to ask who neither acts nor is complained of (C3); whoever acts needs no notice of it.

    `able`: roles one of which a stand-in must hold.
    """
    actor = [change.by.account_id] if change.by.account_id else []
    project = change.complaint.project_id
    found = first_holder(roles, project, but=[*actor, *change.case.accused], at=change.at, able=able)
    return found or first_holder(roles, project, but=actor, at=change.at, able=able)


def _height(change: Change) -> int:
    """How high on the ladder the actor stands: 0 below the director."""
    held = [step for step, role in enumerate(SUPERIORS, 1) if role in change.actor.holds]
    return min(max(held, default=0), len(SUPERIORS) - 1)


def _owner_is_told(change: Change) -> bool:
    complaint = change.complaint
    reachable = complaint.contact and not complaint.anonymous and not complaint.unreachable
    return Party.OWNER in change.move.tells and bool(reachable)
