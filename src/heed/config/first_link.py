"""The one-time link by which the first account of an empty Heed is made.

`heed run` prints it while there is no account: `HEED_URL/setup/first/<token>/`. Whoever can read the server's
output may open it, once: the first account that is made ends every such link.
"""

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner

LIFE = 24 * 60 * 60
"""Seconds a link can be used; starting Heed again prints a fresh one."""


def make_token() -> str:
    """A token for the address of the link, signed with the secret key. Touches no database."""
    return _signer().sign("first")


def valid(token: str) -> bool:
    """Whether this token is ours, fresh, and still wanted, because there is no account yet."""
    try:
        return _signer().unsign(token, max_age=LIFE) == "first" and nobody_yet()
    except BadSignature:  # an expired token too
        return False


def nobody_yet() -> bool:
    """Whether no account has been made, so that nobody could sign in to make one."""
    return not get_user_model()._default_manager.exists()


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="heed.first-link")
