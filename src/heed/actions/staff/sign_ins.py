"""What happens at the entrance, for the audit log: receivers of the signals of Django and allauth."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from heed.actions.record.audit import record_event
from heed.config.accounts import signed_in_by
from heed.process.words import AuditKind
from heed.records.models import Account


def record_sign_in(request: HttpRequest | None, user: Account, **_signal: Any) -> None:
    """Record a sign-in, with its address, device and provider."""
    facts = {"provider": signed_in_by(request, user)} if request is not None else {}
    record_event(AuditKind.SIGN_IN, by=user, account=user, **_from(request, **facts))


def record_sign_out(request: HttpRequest | None, user: Account | None, **_signal: Any) -> None:
    """Record that an account signed out."""
    if user is not None:
        record_event(AuditKind.SIGN_OUT, by=user, account=user, **_from(request))


def record_failure(credentials: Mapping[str, Any], request: HttpRequest | None = None, **_signal: Any) -> None:
    """Record a failed sign-in. A name that no account has is not recorded: some type their password there."""
    name = str(credentials.get("username") or "")[:60]
    account = Account.objects.filter(username__iexact=name).first()
    record_event(AuditKind.SIGN_IN_FAILED, account=account, **_from(request))


def record_refused_identity(request: HttpRequest, account: Account | None, provider: str, identity: str) -> None:
    """Record that a provider vouched for an identity that no account (None), or a closed one, signs in with."""
    more = {"provider": provider} if account else {"provider": provider, "identity": identity}
    record_event(AuditKind.SIGN_IN_FAILED, account=account, **_from(request, **more))


def record_new_password(request: HttpRequest, user: Account, **_signal: Any) -> None:
    """Record that a person chose a new password."""
    record_event(AuditKind.PASSWORD_CHANGED, by=user, account=user, **_from(request))


def _from(request: HttpRequest | None, **more: str) -> dict[str, Any]:
    """The network address; the device as the browser names it, and `more`, as facts."""
    if request is None:
        return {}
    address = str(request.META.get("REMOTE_ADDR", ""))[:45]
    facts = {name: value for name, value in more.items() if value}
    device = request.META.get("HTTP_USER_AGENT", "")[:300]
    return {"address": address, "facts": facts | ({"device": device} if device else {})}
