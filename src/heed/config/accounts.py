"""How staff sign in: accounts are made in Setup, never by whoever finds the page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Signing in without signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """The person's own choice: nothing stands before their rooms any more."""
        user.password_is_given = False
        super().set_password(user, password)
