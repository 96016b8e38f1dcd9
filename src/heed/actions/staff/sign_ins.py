"""What happens at the entrance, for the audit log: receivers of the signals of Django and allauth."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from heed.actions.record.audit import record_event
from heed.process.words import AuditKind
from heed.records.models import Account


def record_sign_in(request: HttpRequest | None, user: Account, **_signal: Any) -> None:
    """Record a sign-in, with its address and device."""
    record_event(AuditKind.SIGN_IN, by=user, account=user, **_from(request))


def record_sign_out(request: HttpRequest | None, user: Account | None, **_signal: Any) -> None:
    """Record that an account signed out."""
    if user is not None:
        record_event(AuditKind.SIGN_OUT, by=user, account=user, **_from(request))


def record_failure(credentials: Mapping[str, Any], request: HttpRequest | None = None, **_signal: Any) -> None:
    """Record a failed sign-in. A name that no account has is not recorded: some type their password there."""
    name = str(credentials.get("username") or "")[:60]
    account = Account.objects.filter(username__iexact=name).first()
    record_event(AuditKind.SIGN_IN_FAILED, account=account, **_from(request))


def record_new_password(request: HttpRequest, user: Account, **_signal: Any) -> None:
    """Record that a person chose a new password."""
    record_event(AuditKind.PASSWORD_CHANGED, by=user, account=user, **_from(request))


def _from(request: HttpRequest | None) -> dict[str, Any]:
    """The network address, and the device as the browser names it."""
    if request is None:
        return {}
    address = str(request.META.get("REMOTE_ADDR", ""))[:45]
    device = request.META.get("HTTP_USER_AGENT", "")[:300]
    return {"address": address, "facts": {"device": device} if device else None}
