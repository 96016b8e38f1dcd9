"""The one-time link that creates the first account of an empty Heed.

`heed run` prints it while there is no account: `HEED_URL/setup/first/<token>/`. It works for everybody who can read
the output of the server, until the first account is created.
"""

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner

LIFE = 24 * 60 * 60
"""Seconds for which a link is valid; starting Heed again prints a new one."""


def make_token() -> str:
    """A token for the address of the link, signed with the secret key. Makes no query."""
    return _signer().sign("first")


def valid(token: str) -> bool:
    """Whether the token is signed by this Heed and not expired, and there is no account yet."""
    try:
        return _signer().unsign(token, max_age=LIFE) == "first" and no_account_yet()
    except BadSignature:  # an expired token too
        return False


def no_account_yet() -> bool:
    """Whether there is no account yet."""
    return not get_user_model()._default_manager.exists()


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="heed.first-link")
