"""The key of the record: it seals what is written, and signs checkpoints. It is kept apart from the database.

Two keys come of each secret: one seals (HMAC-SHA256), whose seals only its holder can verify or make; the other signs
(Ed25519), whose signatures anybody can verify with the public half.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

WHOLE = 64
"""Hex digits of a whole seal."""


@dataclass(frozen=True)
class SealKey:
    """One secret and what comes of it."""

    secret: str

    def seal(self, purpose: str, text: str) -> str:
        """The seal of a text, in hex. A seal for one purpose is none for another."""
        return hmac.digest(self._sealing, f"{purpose}\n{text}".encode(), "sha256").hex()

    def sign(self, document: str) -> str:
        """The signature of a document, in hex."""
        return self._signing.sign(document.encode()).hex()

    @cached_property
    def public(self) -> str:
        """What verifies its signatures, in hex: no secret."""
        return self._signing.public_key().public_bytes_raw().hex()

    @cached_property
    def name(self) -> str:
        """What it is called where the secret itself must not stand."""
        return self.public[:12]

    @cached_property
    def _sealing(self) -> bytes:
        return self._derived("seal")

    @cached_property
    def _signing(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # few commands need it

        return Ed25519PrivateKey.from_private_bytes(self._derived("signature"))

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self.secret.encode(), f"heed record {purpose}".encode(), "sha256")


@dataclass(frozen=True)
class KeyRing:
    """The keys of a record: the first seals; the others are retired, and verify what they once sealed."""

    keys: tuple[SealKey, ...]

    @classmethod
    def of(cls, lines: str) -> "KeyRing":
        """The ring of a key file, one secret a line, the newest first. Raises ValueError where there is none."""
        keys = tuple(SealKey(line.strip()) for line in lines.splitlines() if line.strip())
        if not keys:
            raise ValueError("There is no key.")
        return cls(keys)

    @property
    def current(self) -> SealKey:
        """The key that seals and signs now."""
        return self.keys[0]

    def fits(self, seal: str, purpose: str, text: str, digits: int = WHOLE) -> bool:
        """Whether one of the keys made this seal; `digits` where only so many of its hex digits are kept."""
        return any(hmac.compare_digest(key.seal(purpose, text)[:digits].encode(), seal.encode()) for key in self.keys)

    @property
    def public(self) -> tuple[str, ...]:
        """The public half of each key."""
        return tuple(key.public for key in self.keys)


def is_signed(document: str, signature: str, public: Iterable[str]) -> bool:
    """Whether the holder of one of these public keys signed the document."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    for key in public:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), document.encode())
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def sha256(text: str) -> str:
    """SHA-256 of a text, in hex: everybody can make it."""
    return hashlib.sha256(text.encode()).hexdigest()
