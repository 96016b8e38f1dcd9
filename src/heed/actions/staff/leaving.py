"""Closing an account: no work is left behind, and its cases go to a successor (R68)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import refuse_move
from heed.actions.engine.own_words import own_words
from heed.actions.record.audit import record_event
from heed.actions.registry import ACTIONS
from heed.actions.reports.schedules import end_schedules_of
from heed.actions.staff.sessions import end_sessions
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind, Role
from heed.queries.actor import staff
from heed.queries.complaints.rows import cases_of
from heed.queries.setup_access import may_change, setup_access_of
from heed.queries.staff.left_behind import LeftBehind, left_behind_by
from heed.records.models import Account, Complaint, Duty

#: The reason in the timeline of each case that is handed over, in the language of its project.
REASON = N_("The account of %(name)s is closed, so the complaint is handed over.")
#: So many cases change hands in one transaction: for some tenths of a second nothing else is written on SQLite.
AT_ONCE = 20
_NOT_YOURS = N_("This account also works at projects you do not manage. Ask the administrator.")
_LAST = N_("No one could set up Heed any more. Make someone else an administrator first.")


def close_account(
    account: Account, *, by: Account, successor: Account | None = None, at: datetime | None = None
) -> int:
    """Close an account, which is signed out; return how many cases were handed over.

    Its open cases go to `successor`, each by its own move, in short transactions: many cases keep nobody else from
    writing. Raises Refused where there are some and no successor, where the rules do not allow the successor, where
    other work would be left behind, for one's own account, and for the last administrator. Nothing is handed over
    then, unless it is refused because of what changed while the first ones were.
    """
    _refuse_to_close(account, by, successor, at)
    for case in cases_of(account).select_related("project", "case_owner").order_by("pk").iterator():
        refuse_move(case, "reassign", by=staff(by), at=at, facts=_facts(case, account, successor))
    handed = 0
    while some := _hand_over_or_close(account, by, successor, at, handed):
        handed += some
    return handed


@transaction.atomic
def _hand_over_or_close(
    account: Account, by: Account, successor: Account | None, at: datetime | None, handed: int
) -> int:
    """Hand some cases over and return how many; close the account where none is left."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    _refuse_to_close(locked, by, successor, at)
    cases = list(cases_of(locked).select_related("project").order_by("pk")[:AT_ONCE])
    for case in cases:
        ACTIONS["reassign"](case, by=by, at=at, **_facts(case, locked, successor))
    if not cases:
        locked.is_active = False
        locked.save(update_fields=["is_active"])
        end_sessions(locked, by=by)
        end_schedules_of(locked)
        now = at or timezone.now()
        record_event(AuditKind.ACCOUNT_CLOSED, by=by, account=locked, at=now, facts={"cases": handed})
    return len(cases)


def _facts(case: Complaint, account: Account, successor: Account | None) -> dict[str, Any]:
    return {"account": successor, "reason": own_words(case.project, REASON, name=account.name)}


def _refuse_to_close(account: Account, by: Account, successor: Account | None, at: datetime | None) -> None:
    refuse_outsider(account, by)
    if account.pk == by.pk:
        raise Refused([Refusal(N_("You cannot close your own account."))])
    refuse_last_administrator(account)
    refuse_left_behind(left_behind_by(account, at or timezone.now()))
    takes_over = successor is not None and successor.pk != account.pk and successor.is_active
    if not takes_over and (cases := cases_of(account).count()):
        message = N_("This person is responsible for %(count)s open complaints. Choose who takes them over.")
        raise Refused([Refusal(message, "successor", {"count": cases})])


def refuse_left_behind(found: list[LeftBehind]) -> None:
    """Refuse while work is open that nobody else would do, each kind in a sentence of its own."""
    if found:
        message = N_("%(kind)s still open: %(count)s (%(names)s). Hand them over first.")
        raise Refused(
            [
                Refusal(message, params={"kind": one.kind, "count": one.count, "names": ", ".join(one.names)})
                for one in found
            ]
        )


def refuse_outsider(account: Account, by: Account) -> None:
    """Refuse changes to an account that works where `by` manages nothing."""
    if not may_change(setup_access_of(by), account):
        raise Refused([Refusal(_NOT_YOURS)])


def refuse_last_administrator(account: Account) -> None:
    """Refuse to lose the last one who can set up Heed."""
    company = Duty.objects.filter(role=Role.ADMIN, project=None, account__is_active=True)
    if company.filter(account=account).exists() and not company.exclude(account=account).exists():
        raise Refused([Refusal(_LAST)])
