"""How staff sign in: accounts are created in Setup, never by visitors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Allows signing in, not signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Visitors cannot create accounts."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Save a password that the user chose, so that it need not be changed any more."""
        user.password_is_given = False
        super().set_password(user, password)
