"""By what a sign-up to a reception day is found, as it names no resident: by its contact, else by its name."""

from heed.insight.phones import DEFAULT_REGION, national_digits
from heed.insight.tokens import folded

#: Characters of a key.
LONGEST = 120


def guest_key(contact: str, name: str, region: str = DEFAULT_REGION) -> str:
    """The key of a sign-up: its telephone as it is dialled, its e-mail, or its name where no contact was given."""
    digits = () if "@" in contact else national_digits(contact, region)
    return _cut(digits[0] if digits else contact or name)


def keys_of_person(phones: str, email: str, name: str) -> tuple[str, ...]:
    """Every key under which a person with these telephones, this e-mail and this name can have signed up."""
    return tuple(dict.fromkeys(filter(None, (*national_digits(phones), _cut(email), _cut(name)))))


def _cut(text: str) -> str:
    return folded(text).strip()[:LONGEST]
