"""How staff sign in: accounts are created in Setup, never by visitors."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse

from heed.config.session_keys import BEGAN


class ResetTokens(PasswordResetTokenGenerator):
    """Makes the links to a new password; those of a closed account do not work."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


class AccountAdapter(DefaultAccountAdapter):
    """Allows signing in, not signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Visitors cannot create accounts."""
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Return whether allauth asks for the password again: by the same rule as our own pages."""
        return not signed_in_lately(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the pages that ask again: for password or second factor; for an account without, at its provider.

        A provider that still knows the browser may answer for another person, so it comes only in the place of nothing.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if methods or not settings.SOCIALACCOUNT_PROVIDERS:
            return methods
        if not user.socialaccount_set.filter(provider__in=settings.SOCIALACCOUNT_PROVIDERS).exists():
            return []
        return [{"id": "sign_on_again", "url": reverse("account_sign_on_again")}]

    def set_password(self, user: Any, password: str) -> None:
        """Save a password that the user chose, so that it need not be changed any more."""
        user.password_is_given, user.reset_by, user.reset_at = False, None, None
        super().set_password(user, password)


def signed_in_by(request: HttpRequest, account: Any) -> str:
    """Return the code of the provider by which the account signs in with this request; "" for the password."""
    records = get_authentication_records(request, account)
    first_factors = [record for record in records if record["method"] in ("password", "socialaccount")]
    return str(first_factors[-1].get("provider", "")) if first_factors else ""


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether the person signed in, or was asked again, within `HEED_ASK_AGAIN_MINUTES`.

    An account without anything to be asked for (in the demo) counts as asked.
    """
    proofs = [float(record["at"]) for record in get_authentication_records(request, request.user)]
    last = max([float(request.session.get(BEGAN) or 0), *proofs])
    if 0 <= time.time() - last < settings.HEED_ASK_AGAIN_MINUTES * 60:
        return True
    return not AccountAdapter(request).get_reauthentication_methods(request.user)
