"""How staff sign in: accounts are created in Setup, never by visitors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest


class ResetTokens(PasswordResetTokenGenerator):
    """Makes the links to a new password; those of a closed account do not work."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


class AccountAdapter(DefaultAccountAdapter):
    """Allows signing in, not signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Visitors cannot create accounts."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Save a password that the user chose, so that it need not be changed any more."""
        user.password_is_given, user.reset_by, user.reset_at = False, None, None
        super().set_password(user, password)
