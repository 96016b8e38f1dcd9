"""Accounts of staff and their duties (R68, R150): the only writer of both. No case is left without an owner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.own_words import own_words
from heed.actions.record.audit import record_event
from heed.actions.registry import ACTIONS
from heed.actions.setup.founding import add_account, give_duty, record_duty
from heed.actions.setup.projects import open_project
from heed.actions.staff.contractors import link_ways_of, refuse_without_contact
from heed.actions.staff.duty_rules import refuse_duty
from heed.actions.staff.passwords import announce_contact_change
from heed.actions.staff.sessions import end_sessions
from heed.config.first_link import no_account_yet
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind, Role
from heed.queries.complaints.rows import only_open
from heed.queries.setup_access import may_change, setup_access_of
from heed.queries.staff.left_behind import LeftBehind, left_behind_by, left_behind_without
from heed.records.models import Account, Complaint, Department, Duty, Project

_TAKEN = N_("Someone already signs in with this name. Choose another.")
_NOT_YOURS = N_("This account also works at projects you do not manage. Ask the administrator.")
_CONTRACTOR = N_("A contractor's person works on orders of a department, and has no other duty.")
_LAST = N_("No one could set up Heed any more. Make someone else an administrator first.")
#: The reason in the timeline of each case that is handed over, in the language of its project.
REASON = N_("The account of %(name)s is closed, so the complaint is handed over.")


@transaction.atomic
def found_company(
    *, name: str, username: str, password: str, language: str, project: Mapping[str, object], directs: bool
) -> Account:
    """Create the first account, an administrator, and the first project; return the account.

    `directs`: the account is the project's customer-service director too, so that a case has an owner from the first
    call on (R68). Raises Refused where there is an account already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Account._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    if not no_account_yet():
        raise Refused([Refusal(N_("Heed has already been set up. Please sign in."))])
    _refuse_password(password, Account(username=username, name=name))
    account = add_account(username, name, password, language=language)
    facts: dict[str, Any] = {"language": language, **project}
    opened = open_project(by=account, **facts)
    give_duty(account, Role.ADMIN, by=account)
    if directs:
        give_duty(account, Role.DIRECTOR, opened, by=account)
    return account


@transaction.atomic
def add_staff(
    *,
    by: Account,
    username: str,
    name: str,
    password: str,
    role: Role | str,
    project: Project | None = None,
    department: Department | None = None,
    **details: str,
) -> Account:
    """Create an account with its first duty. Raises Refused where the name is taken or `by` may not give the duty."""
    may = setup_access_of(by)
    _refuse_taken(username, None)
    refuse_duty(may, role, project, department)
    _refuse_password(password, Account(username=username, name=name))
    account = add_account(username, name, password, by=by, password_is_given=True, **details)
    give_duty(account, Role(role), project, department, by=by)
    return account


@transaction.atomic
def change_account(account: Account, *, by: Account, **facts: str) -> Account:
    """Change facts of an account: username, name, language, email, phone. Raises Refused."""
    _refuse_outsider(account, by)
    if account.by_link:
        refuse_without_contact(facts)
    if "username" in facts:
        _refuse_taken(facts["username"], account)
    email, phone = account.email, account.phone
    changed = sorted(name for name, value in facts.items() if getattr(account, name) != value)
    Account.objects.filter(pk=account.pk).update(**facts, **link_ways_of(account, facts))
    account.refresh_from_db()
    announce_contact_change(account, email, phone, by=by)
    record_event(AuditKind.ACCOUNT_CHANGED, by=by, account=account, facts={"changed": changed})
    return account


@transaction.atomic
def add_duty(
    account: Account,
    role: Role | str,
    *,
    by: Account,
    project: Project | None = None,
    department: Department | None = None,
) -> Duty:
    """Add a duty. Raises Refused where `by` may not give it."""
    refuse_duty(setup_access_of(by), role, project, department)
    if account.by_link and role != Role.OPERATOR:
        raise Refused([Refusal(_CONTRACTOR, "role")])
    return give_duty(account, Role(role), project, department, by=by)


@transaction.atomic
def remove_duty(duty: Duty, *, by: Account) -> None:
    """Remove a duty. Raises Refused where cases would be left without an owner, or Heed without administrator."""
    if not setup_access_of(by).may_give(duty.role, duty.project_id):
        raise Refused([Refusal(N_("You may not remove this duty."))])
    if duty.role == Role.ADMIN and duty.project_id is None:
        _refuse_last_administrator(duty.account)
    others = Duty.objects.filter(Q(project=duty.project_id) | Q(project=None), account=duty.account_id)
    owned = cases_of(duty.account)
    owned = owned.filter(project=duty.project_id) if duty.project_id else owned
    if not others.exclude(pk=duty.pk).exists() and (count := owned.count()):
        message = N_("This person is responsible for %(count)s open complaints. Hand them over first.")
        raise Refused([Refusal(message, params={"count": count})])
    _refuse_left_behind(left_behind_without(duty, timezone.now()))
    record_duty(AuditKind.DUTY_REMOVED, duty, by=by)
    duty.delete()


def cases_of(account: Account) -> QuerySet[Complaint]:
    """Return the open complaints of which the account is the case owner."""
    return only_open(Complaint.objects.filter(case_owner=account))


@transaction.atomic
def close_account(
    account: Account, *, by: Account, successor: Account | None = None, at: datetime | None = None
) -> int:
    """Close an account, which is signed out; return how many cases were handed over.

    Its open cases go to `successor`, each by its own move. Raises Refused where there are some and no successor, where
    the rules do not allow the successor, where other work would be left behind, for one's own account, and for the
    last administrator.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    _refuse_outsider(locked, by)
    if locked.pk == by.pk:
        raise Refused([Refusal(N_("You cannot close your own account."))])
    _refuse_last_administrator(locked)
    now = at or timezone.now()
    _refuse_left_behind(left_behind_by(locked, now))
    cases = list(cases_of(locked).select_related("project").order_by("pk"))
    if cases and (successor is None or successor.pk == locked.pk or not successor.is_active):
        message = N_("This person is responsible for %(count)s open complaints. Choose who takes them over.")
        raise Refused([Refusal(message, "successor", {"count": len(cases)})])
    for case in cases:
        reason = own_words(case.project, REASON, name=locked.name)
        ACTIONS["reassign"](case, by=by, account=successor, reason=reason, at=now)
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    end_sessions(locked, by=by)
    record_event(AuditKind.ACCOUNT_CLOSED, by=by, account=locked, at=now, facts={"cases": len(cases)})
    return len(cases)


@transaction.atomic
def reopen_account(account: Account, *, by: Account) -> None:
    """Open a closed account again, with its duties. Raises Refused."""
    _refuse_outsider(account, by)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    record_event(AuditKind.ACCOUNT_REOPENED, by=by, account=account)


def _refuse_left_behind(found: list[LeftBehind]) -> None:
    """Refuse while work is open that nobody else would do, each kind in a sentence of its own."""
    if found:
        message = N_("%(kind)s still open: %(count)s (%(names)s). Hand them over first.")
        raise Refused(
            [
                Refusal(message, params={"kind": one.kind, "count": one.count, "names": ", ".join(one.names)})
                for one in found
            ]
        )


def _refuse_outsider(account: Account, by: Account) -> None:
    if not may_change(setup_access_of(by), account):
        raise Refused([Refusal(_NOT_YOURS)])


def _refuse_taken(username: str, account: Account | None) -> None:
    others = Account.objects.filter(username__iexact=username)
    if (others.exclude(pk=account.pk) if account else others).exists():
        raise Refused([Refusal(_TAKEN, "username")])


def _refuse_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Refused([Refusal(message, "password") for message in weak.messages]) from weak


def _refuse_last_administrator(account: Account) -> None:
    company = Duty.objects.filter(role=Role.ADMIN, project=None, account__is_active=True)
    if company.filter(account=account).exists() and not company.exclude(account=account).exists():
        raise Refused([Refusal(_LAST)])
