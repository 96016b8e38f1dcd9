"""Accounts of staff and their duties (R68, R150): the only writer of both. No case is left without an owner."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event
from heed.actions.setup.founding import add_account, give_duty, record_duty
from heed.actions.setup.projects import open_project
from heed.actions.staff.contractors import link_ways_of, refuse_without_contact
from heed.actions.staff.duty_rules import refuse_duty
from heed.actions.staff.leaving import refuse_last_administrator, refuse_left_behind, refuse_outsider
from heed.actions.staff.passwords import announce_contact_change
from heed.actions.staff.regional import give_region
from heed.config.first_link import no_account_yet
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind, Role
from heed.queries.complaints.rows import cases_of
from heed.queries.setup_access import setup_access_of
from heed.queries.staff.left_behind import left_behind_without
from heed.records.models import Account, Department, Duty, Project, Region

_TAKEN = N_("Someone already signs in with this name. Choose another.")
_CONTRACTOR = N_("A contractor's person works on orders of a department, and has no other duty.")


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
    region: Region | None = None,
    **details: str,
) -> Account:
    """Create an account with its first duty. Raises Refused where the name is taken or `by` may not give the duty."""
    may = setup_access_of(by)
    _refuse_taken(username, None)
    if region is None:
        refuse_duty(may, role, project, department)
    _refuse_password(password, Account(username=username, name=name))
    account = add_account(username, name, password, by=by, password_is_given=True, **details)
    if region is not None:
        give_region(account, region, by=by)
    else:
        give_duty(account, Role(role), project, department, by=by)
    return account


@transaction.atomic
def change_account(account: Account, *, by: Account, **facts: str) -> Account:
    """Change facts of an account: username, name, language, email, phone. Raises Refused."""
    refuse_outsider(account, by)
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
    if duty.regional_id is not None or not setup_access_of(by).may_give(duty.role, duty.project_id):
        raise Refused([Refusal(N_("You may not remove this duty."))])
    if duty.role == Role.ADMIN and duty.project_id is None:
        refuse_last_administrator(duty.account)
    others = Duty.objects.filter(Q(project=duty.project_id) | Q(project=None), account=duty.account_id)
    owned = cases_of(duty.account)
    owned = owned.filter(project=duty.project_id) if duty.project_id else owned
    if not others.exclude(pk=duty.pk).exists() and (count := owned.count()):
        message = N_("This person is responsible for %(count)s open complaints. Hand them over first.")
        raise Refused([Refusal(message, params={"count": count})])
    refuse_left_behind(left_behind_without(duty, timezone.now()))
    record_duty(AuditKind.DUTY_REMOVED, duty, by=by)
    duty.delete()


@transaction.atomic
def reopen_account(account: Account, *, by: Account) -> None:
    """Open a closed account again, with its duties. Raises Refused."""
    refuse_outsider(account, by)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    record_event(AuditKind.ACCOUNT_REOPENED, by=by, account=account)


def _refuse_taken(username: str, account: Account | None) -> None:
    others = Account.objects.filter(username__iexact=username)
    if (others.exclude(pk=account.pk) if account else others).exists():
        raise Refused([Refusal(_TAKEN, "username")])


def _refuse_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Refused([Refusal(message, "password") for message in weak.messages]) from weak
