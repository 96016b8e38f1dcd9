"""A sample that nobody can steer and everybody can draw again: by the seal of an entry on record. Pure Python."""

from hashlib import sha256

_DIGITS = 13  # hexadecimal: 52 bits, which a float holds exactly


def share_of(seal: str) -> float:
    """Return the number from 0 up to 1 that a seal draws: the first 13 hexadecimal digits of its SHA-256."""
    drawn = int(sha256(seal.encode()).hexdigest()[:_DIGITS], 16)
    return drawn / float(16**_DIGITS)


def is_drawn(seal: str, percent: float) -> bool:
    """Return whether the seal draws its complaint into a sample of this size."""
    return share_of(seal) * 100 < percent
