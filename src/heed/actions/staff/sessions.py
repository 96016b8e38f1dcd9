"""The sessions of an account: where it is signed in, and for how long."""

import time
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from heed.actions.record.audit import record_event
from heed.config.accounts import signed_in_by
from heed.config.session_keys import BEGAN, DEVICE, PROVIDER, WORKED
from heed.process.words import AuditKind
from heed.records.models import Account, AccountSession

#: Seconds of work after which a session is written again: it need not be on every page.
PAUSE = 60


def begin_session(request: HttpRequest, user: Account, **_signal: Any) -> None:
    """Note the device, the provider and the time of a sign-in."""
    now = time.time()
    request.session[DEVICE] = request.META.get("HTTP_USER_AGENT", "")[:300]
    request.session[PROVIDER] = signed_in_by(request, user)
    request.session[BEGAN] = request.session[WORKED] = now


def prolong(session: SessionBase) -> None:
    """Let a session last again for its whole time, because its account is working."""
    now = time.time()
    if not 0 <= now - session.get(WORKED, 0) < PAUSE:
        session[WORKED] = now


def end_sessions(account: Account, *, by: Account) -> int:
    """Sign the account out everywhere, at once; return how many sessions ended."""
    return _end(account, by, AccountSession.objects.filter(account=account))


def end_others(account: Account, current: str | None) -> int:
    """Sign the account out everywhere but in the session with this key; return how many sessions ended."""
    return _end(account, account, AccountSession.objects.filter(account=account).exclude(pk=current))


def end_session(account: Account, name: str) -> bool:
    """Sign the account out on one device, by the name of its session; return whether it was signed in there."""
    found = next((one.pk for one in account.sessions.all() if session_name(one) == name), None)
    return found is not None and bool(_end(account, account, AccountSession.objects.filter(pk=found)))


@transaction.atomic
def _end(account: Account, by: Account, sessions: QuerySet[AccountSession]) -> int:
    """End these sessions, and record it where there were any."""
    count = sessions.delete()[0]
    if count:
        record_event(AuditKind.SESSIONS_ENDED, by=by, account=account, facts={"count": count})
    return count


def session_name(session: AccountSession) -> str:
    """Return a name for pages: the key itself would let its reader in."""
    return salted_hmac("heed.session", session.pk).hexdigest()[:20]
