"""Resetting a colleague's password: the link goes to the person, never to the colleague who resets it."""

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import AccountNews, write_account_news
from heed.actions.record.audit import record_event
from heed.actions.staff.sessions import end_sessions
from heed.config.accounts import signed_in_by
from heed.config.environment import NO_MAIL_SERVER
from heed.process.case import Refusal
from heed.process.preferences import NoticeWay
from heed.process.robots import RobotKind
from heed.process.words import N_, AuditKind
from heed.queries.notices.lanes import carrier_of
from heed.queries.setup_access import may_change, setup_access_of
from heed.records.models import Account, Robot

#: What the notices are about: the link itself, and that there was a reset.
PASSWORD_LINK, PASSWORD_RESET = "password_link", "password_reset"
CONTACT_CHANGED = "contact_changed"
_OWN = N_("Change your own password under your name, with the old one.")
_BY_LINK = N_("This person works by links and never signs in.")
_CLOSED = N_("This account is closed. Reopen it first.")
_SYLLABLES = "ba bo da du fa go ka ko la lu ma mo na pa po sa to".split()


def one_time_password() -> str:
    """Return a new password that can be read out over the telephone: "bako-lumo-4821-tada"."""
    words = ["".join(secrets.choice(_SYLLABLES) for _part in range(2)) for _word in range(3)]
    return "-".join([*words[:2], f"{secrets.randbelow(10_000):04}", words[2]])


def link_way(account: Account) -> NoticeWay | None:
    """Return the way to the contact on record by which a link can be sent; None where there is no such contact."""
    ways = ways_to(account.email, account.phone)
    return ways[0][0] if ways else None


@transaction.atomic
def reset_password(account: Account, *, by: Account, at: datetime | None = None) -> str | None:
    """Take the password away, end all sessions, and send the person a link to choose a new one.

    Returns None, or, where there is no contact to send it to, a temporary password that has to be changed at once.
    The person learns of it either way: in the inbox, with the link, and before choosing the new password.
    Raises Refused.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if not may_change(setup_access_of(by), locked):
        raise Refused([Refusal(N_("You may not reset this password."))])
    if locked.pk == by.pk:
        raise Refused([Refusal(_OWN)])
    if locked.by_link:
        raise Refused([Refusal(_BY_LINK)])
    if not locked.is_active:
        raise Refused([Refusal(_CLOSED)])
    way, password = link_way(locked), None
    if way is None:
        password = one_time_password()
    locked.set_password(password)  # None: no password fits any more
    locked.password_is_given = way is None
    _record_reset(locked, by, way, at or timezone.now())
    end_sessions(locked, by=by)
    return password


def end_given_password(request: HttpRequest | None, user: Account, **_signal: Any) -> None:
    """End a password that another person gave, and so knows, once its person signs in through a provider instead."""
    if request is None or not user.password_is_given or not signed_in_by(request, user):
        return
    with transaction.atomic():
        user.set_unusable_password()
        user.password_is_given = False
        user.save(update_fields=["password", "password_is_given"])
        record_event(AuditKind.PASSWORD_ENDED, by=user, account=user)
    update_session_auth_hash(request, user)  # the session goes on


def announce_contact_change(account: Account, email: str, phone: str, *, by: Account) -> None:
    """Send word of a change of contact by a colleague to the inbox and to the contact of before.

    Without it a colleague could enter a contact of their own, reset the password, and be that person unnoticed.
    """
    before = [(way, address) for way, address in ways_to(email, phone) if address not in (account.email, account.phone)]
    if by.pk != account.pk and (email, phone) != (account.email, account.phone):
        write_account_news(AccountNews(account, CONTACT_CHANGED, by.name, timezone.now()), before)


def _record_reset(account: Account, by: Account, way: NoticeWay | None, at: datetime) -> None:
    """Put the reset on record: the only place where that is done."""
    account.reset_by, account.reset_at = by, at
    account.save(update_fields=["password", "password_is_given", "reset_by", "reset_at"])
    record_event(AuditKind.PASSWORD_RESET, by=by, account=account, at=at, facts={"way": way.value if way else ""})
    write_account_news(AccountNews(account, PASSWORD_RESET, by.name, at))
    if way is not None:
        write_account_news(AccountNews(account, PASSWORD_LINK, by.name, at, inbox=False), [(way, "")])


def ways_to(email: str, phone: str) -> list[tuple[NoticeWay, str]]:
    """Return the ways that reach these contacts, with the contact; e-mail first."""
    ways = []
    if email and settings.EMAIL_BACKEND != NO_MAIL_SERVER:
        ways.append((NoticeWay.MAIL, email))
    if phone and carrier_of(Robot.objects.filter(is_active=True), RobotKind.SMS, None) is not None:
        ways.append((NoticeWay.SMS, phone))
    return ways
