"""What opens a page without an account: the secret of its link, the codes of an owner, an identity at a provider.

Links and codes are made of a random nonce and the secret key.

The database holds nonces and hashes only: who reads it, or a backup of it, can open no page.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

CODE_DIGITS = 8


def new_nonce() -> str:
    """Return what one link or code is made of: random, 32 characters of hex."""
    return secrets.token_hex(16)


def code_of(nonce: str) -> str:
    """Return the code of this nonce: eight digits."""
    return f"{int.from_bytes(_made_of('code', nonce)) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def new_link(prefix: str = "link_") -> dict[str, str]:
    """Return the columns for a new link; the one of its nonce begins with `prefix`."""
    nonce = new_nonce()
    return {f"{prefix}nonce": nonce, "link_hash": link_hash_of(link_secret_of(nonce))}


def link_secret_of(nonce: str) -> str:
    """Return the secret of the link that is made of this nonce: 32 characters for an address, 192 bits."""
    return base64.urlsafe_b64encode(_made_of("link", nonce)[:24]).decode()


def link_hash_of(secret: str) -> str:
    """Return what the database keeps of the secret of a link, and finds the complaint by."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def identity_hash_of(provider: str, client: str, subject: str) -> str:
    """Return what the database keeps of an identity: who knows the identity, but not the secret key, cannot find it.

    `client`: what the provider knows Heed by, because the same person is another one for another client.
    """
    return _made_of("identity", f"{provider} {client} {subject}").hex()


def _made_of(purpose: str, nonce: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"heed owner {purpose} {nonce}".encode(), "sha256")
