"""Leave: entering it, and handing the open work of the absent person over, by moves (R65, R67, R68, C3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from heed.actions.complaints.supervision import reassign, stand_in
from heed.actions.engine.action import Action
from heed.actions.engine.errors import Refused
from heed.actions.engine.own_words import own_words
from heed.actions.orders import pass_order
from heed.process.case import Refusal
from heed.process.words import N_, AbsenceReason, Handed
from heed.queries.rota.planning import colleagues, plans, stand_ins_for
from heed.queries.staff.open_work import OpenWork, open_work_at
from heed.records.models import Absence, Account, Complaint

LONGEST = timedelta(days=366)
#: The reason in the timeline of each complaint that is handed over, in the language of its project.
REASON = N_("%(name)s is on leave until %(day)s.")
_NOT_YOURS = N_("You may not enter leave for this person.")


@dataclass(frozen=True, slots=True)
class Assignees:
    """Who takes over what of one complaint. Orders by their ids: to a person, or (None) back to the department.

    What is not named is not handed over.
    """

    case: Account | None = None
    orders: Mapping[int, Account | None] = field(default_factory=dict)
    rest: Mapping[Handed, Account] = field(default_factory=dict)


@transaction.atomic
def enter_leave(
    account: Account,
    *,
    by: Account,
    starts_at: datetime,
    ends_at: datetime,
    reason: AbsenceReason | str,
    stand_in: Account | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Absence:
    """Enter the leave of an account; meanwhile its duties pass to the stand-in, or to the next in line.

    Raises Refused where `by` may not enter it, the times are impossible, it overlaps other leave, or the stand-in
    cannot stand in.
    """
    now = at or timezone.now()
    Account.objects.select_for_update().get(pk=account.pk)
    if not colleagues(by).filter(pk=account.pk).exists():
        raise Refused([Refusal(_NOT_YOURS, "account")])
    _refuse_times(starts_at, ends_at, now)
    if Absence.objects.filter(account=account, starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refused([Refusal(N_("%(name)s already has leave then."), "starts_at", {"name": account.name})])
    if stand_in is not None:
        _refuse_stand_in(account, stand_in, starts_at, ends_at)
    return Absence.objects.create(
        account=account, starts_at=starts_at, ends_at=ends_at, planned_until_at=ends_at, reason=reason,
        note=note.strip()[:200], stand_in=stand_in, made_by=by, made_at=now,
    )  # fmt: skip


def _refuse_times(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused([Refusal(N_("The end is before the beginning."), "ends_at")])
    if ends_at <= now:
        raise Refused([Refusal(N_("This time has already passed."), "ends_at")])
    if ends_at - starts_at > LONGEST:
        raise Refused([Refusal(N_("This time is too far in the future."), "ends_at")])


def _refuse_stand_in(account: Account, stand_in: Account, starts_at: datetime, ends_at: datetime) -> None:
    if not stand_ins_for(account).filter(pk=stand_in.pk).exists():
        raise Refused([Refusal(N_("Choose someone who works at the same project."), "stand_in")])
    if Absence.objects.filter(account=stand_in, starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refused([Refusal(N_("%(name)s is on leave then too."), "stand_in", {"name": stand_in.name})])


@transaction.atomic
def end_leave(absence: Absence, *, by: Account, at: datetime | None = None) -> Absence:
    """End a leave now, or cancel it; the planned end stays on record. Raises Refused."""
    now = at or timezone.now()
    locked = Absence.objects.select_for_update(of=("self",)).select_related("account").get(pk=absence.pk)
    if by.pk != locked.account_id and not colleagues(by).filter(pk=locked.account_id).exists():
        raise Refused([Refusal(_NOT_YOURS)])
    if locked.ends_at <= now:
        raise Refused([Refusal(N_("This leave has already ended."))])
    locked.ends_at = max(now, locked.starts_at)
    locked.save(update_fields=["ends_at"])
    return locked


@transaction.atomic
def hand_over(
    absence: Absence, complaint: Complaint, takers: Assignees, *, by: Account, at: datetime | None = None
) -> int:
    """Hand the open work of the absent person on one complaint over; return how many moves were made.

    Where the rules refuse one move, nothing is handed over. Work that the person no longer has is left alone.
    """
    if not plans(by, complaint.project_id) or not colleagues(by).filter(pk=absence.account_id).exists():
        raise Refused([Refusal(_NOT_YOURS)])
    Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    work = open_work_at(complaint, absence.account)
    if work is None:
        return 0
    moves = list(_moves_of(work, takers, absence.account))
    reason = reason_of(absence, complaint)
    for action, facts in moves:
        action(work.complaint, by=by, at=at, **facts, reason=reason)
    return len(moves)


def _moves_of(work: OpenWork, takers: Assignees, absent: Account) -> Iterator[tuple[Action, dict[str, Any]]]:
    """Yield the actions that hand the work over, each with its facts, the case itself last."""
    for handed in work.handed:
        if handed in takers.rest:
            yield stand_in, {"what": handed.value, "instead_of": absent, "account": takers.rest[handed]}
    for order in work.orders:
        if order.pk in takers.orders:
            yield pass_order, {"order": order, "account": takers.orders[order.pk]}
    if work.is_case and takers.case is not None:
        yield reassign, {"account": takers.case}


def reason_of(absence: Absence, complaint: Complaint) -> str:
    """Return the reason for the timeline, in the language and time zone of the project; not why the person is away."""
    project = complaint.project
    until = absence.ends_at.astimezone(ZoneInfo(project.timezone))
    return own_words(project, REASON, name=absence.account.name, day=f"{until:%Y-%m-%d %H:%M}")
