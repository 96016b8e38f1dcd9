"""What a staff member may know of the complaints about them: that each is looked into, by whom, and how it ended (C3).

Neither the complaint nor its number, owner, home or words are among it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from heed.process.facts import Fact
from heed.process.hearing import HEARD, HEARING_AT, HEARING_BY, HEARING_WHERE
from heed.process.moves.supervision import ARRANGE_HEARING, HEAR
from heed.process.roles import HIGHEST_FIRST
from heed.process.words import Role, Stage, Validity
from heed.queries.access import Access
from heed.queries.policies import policy_of
from heed.records.models import Account, Complaint, Duty, Entry


@dataclass(frozen=True, slots=True)
class Hearing:
    """When, by whom and where the reader is heard; `heard_at` is when that was done, None before. A hearing that was
    never arranged has only that."""

    at: datetime | None = None
    by: str = ""
    where: str = ""
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MatterAboutMe:
    """A complaint about the reader, as the reader may know it.

    `handler` is the name of the case owner, "" while that is a person complained of as well; `role` the role at the
    project, None for one without a duty there. `outcome` is None until the policy opens it. `hearing`
    is the latest, None where none is arranged.
    """

    project: str
    since: date
    handler: str
    role: Role | None
    closed: bool
    withdrawn: bool
    outcome: Validity | None
    outcome_follows: bool
    hearing: Hearing | None


def matters_about(account: Account) -> list[MatterAboutMe]:
    """Return the complaints about the account, the newest first; four queries however many there are."""
    found = Access(account.pk, ()).complaints_about_itself().order_by("-received_at", "-pk")
    rows = list(
        found.select_related("project", "case_owner", "merged_into__case_owner", "merged_into__project")
        .prefetch_related("accused")
    )  # fmt: skip
    roles = _roles_of([_current(row) for row in rows])
    hearings = _hearings_of(account, [_current(row) for row in rows])
    return [_matter(row, roles, hearings.get(_current(row).pk)) for row in rows]


def _current(row: Complaint) -> Complaint:
    """The complaint in which the matter goes on: that into which it was merged."""
    return row.merged_into or row


def _matter(row: Complaint, roles: dict[tuple[int, int], Role], hearing: Hearing | None) -> MatterAboutMe:
    current = _current(row)
    handler, stage = current.case_owner, Stage(current.stage)
    impartial = handler.pk not in {account.pk for account in row.accused.all()}
    opens = policy_of(row.policy_id).conflicts.outcome_at_closing
    return MatterAboutMe(
        project=row.project.name,
        since=row.received_on,
        handler=handler.name if impartial else "",
        role=roles.get((handler.pk, current.project_id)),
        closed=stage is Stage.CLOSED,
        withdrawn=stage is Stage.WITHDRAWN,
        outcome=Validity(current.validity) if opens and stage is Stage.CLOSED else None,
        outcome_follows=opens,
        hearing=hearing,
    )


def _hearings_of(account: Account, rows: list[Complaint]) -> dict[int, Hearing]:
    """The latest hearing of the account by the id of the complaint; one query."""
    found: dict[int, Hearing] = {}
    entries = Entry.objects.filter(complaint__in=rows, move__in=(ARRANGE_HEARING.name, HEAR.name)).order_by("pk")
    for complaint, move, at, facts in entries.values_list("complaint", "move", "at", "content__facts"):
        if _id_in(facts, HEARD) != account.pk:
            continue
        if move == HEAR.name:
            found[complaint] = replace(found.get(complaint, Hearing()), heard_at=at)
        else:
            due_at = datetime.fromisoformat(facts[HEARING_AT.name])
            found[complaint] = Hearing(due_at, facts[HEARING_BY.name]["name"], facts.get(HEARING_WHERE.name, ""))
    return found


def _id_in(facts: dict[str, Any], fact: Fact) -> int | None:
    """The id of a person among the facts of an entry; None where its words were erased."""
    return facts[fact.name]["id"] if fact.name in facts else None


def _roles_of(rows: list[Complaint]) -> dict[tuple[int, int], Role]:
    """The role of each case owner at the project of the complaint, by the ids of both; one query."""
    held: dict[int, list[Duty]] = {}
    for duty in Duty.objects.filter(account__in={row.case_owner_id for row in rows}).select_related("department"):
        held.setdefault(duty.account_id, []).append(duty)
    found = {}
    for row in rows:
        codes = {duty.role for duty in held.get(row.case_owner_id, ()) if _is_at(duty, row.project_id)}
        role = next((role for role in HIGHEST_FIRST if role.value in codes), None)
        if role is not None:
            found[row.case_owner_id, row.project_id] = role
    return found


def _is_at(duty: Duty, project: int) -> bool:
    """Whether the duty holds at the project: of it, of one of its departments or of the whole company."""
    return (duty.department.project_id if duty.department else duty.project_id) in (None, project)
