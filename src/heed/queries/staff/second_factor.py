"""Whose duties require a second factor at the sign-in, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from heed.queries.access import holds
from heed.records.models import Account


def needs_second_factor(account: Account) -> bool:
    """Whether a duty of the account requires it (`HEED_MFA_ROLES`); no query where none does."""
    return bool(settings.HEED_MFA_ROLES) and holds(account, settings.HEED_MFA_ROLES)


def has_second_factor(account: Account) -> bool:
    """Whether the account has set one up; one query."""
    return bool(Authenticator.objects.filter(user=account).exists())
