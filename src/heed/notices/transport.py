"""Ways out of the house: each is a `Transport`, asked in the order of registration whether it can reach an address.

A new way (text messages, a messenger) is a class with these three members, and one call of `register`.
"""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out. `id` is the same however often it is sent, so that whoever receives it twice can tell."""

    id: str  # unique in the world, in the shape of a Message-ID without its brackets
    address: str = field(repr=False)  # the only personal thing about it: never logged, never recorded elsewhere
    language: str
    subject: str
    text: str = field(repr=False)  # holds the secret link


class NotSent(Exception):
    """It did not go out this time; trying again may help. The words are safe to record: no address is in them."""


class NeverSent(NotSent):
    """It cannot go out, and trying again is of no use. The words are an English message id."""


class Transport(Protocol):
    """A way to reach people."""

    name: str

    def reaches(self, address: str) -> bool:
        """Whether this is the kind of address that it can send to."""
        ...

    def send(self, letter: Letter) -> None:
        """Hand the letter over; returning means that the other side has taken it. Raises NotSent or NeverSent."""
        ...


TRANSPORTS: list[Transport] = []


def register(transport: Transport) -> None:
    """Add a way out; one of the same name takes the place of the earlier."""
    TRANSPORTS[:] = [known for known in TRANSPORTS if known.name != transport.name] + [transport]


def transport_for(address: str) -> Transport | None:
    """The first way that reaches this address, or None."""
    return next((transport for transport in TRANSPORTS if transport.reaches(address)), None)
