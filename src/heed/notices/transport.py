"""Ways out of the house: each is a `Transport`, asked in the order of registration whether it can reach an address.

A new way (another kind of address) is a class with these three members, and one call of `register`; a new robot is an
entry in `speaking`.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out. `id` is the same however often it is sent, so that whoever receives it twice can tell.

    `short` is for messengers and telephones, `facts` for machines; neither they nor `text` hold personal data.
    """

    id: str  # unique in the world, in the shape of a Message-ID without its brackets
    address: str = field(repr=False)  # the only personal thing about it: never logged, never recorded elsewhere
    language: str
    subject: str
    text: str = field(repr=False)  # holds the secret link
    short: str = field(default="", repr=False)
    facts: dict[str, Any] = field(default_factory=dict, repr=False)


class SendFailed(Exception):
    """It did not go out this time; trying again may help. The words are safe to record: no address is in them."""


class Undeliverable(SendFailed):
    """It cannot go out, and trying again is of no use. The words are an English message id."""


class AnswerLost(SendFailed):
    """It was handed over and no answer came: it may have arrived."""


class RateLimited(SendFailed):
    """The other side takes no more for `seconds`."""

    def __init__(self, words: str, seconds: float) -> None:
        super().__init__(words)
        self.seconds = seconds


class Transport(Protocol):
    """A way to reach people."""

    name: str

    def reaches(self, address: str) -> bool:
        """Whether this is the kind of address that it can send to."""
        ...

    def send(self, letter: Message) -> None:
        """Hand the letter over; returning means that the other side has taken it. Raises NotSent, Lost or NeverSent."""
        ...


TRANSPORTS: list[Transport] = []


def register(transport: Transport) -> None:
    """Add a way out; one of the same name takes the place of the earlier."""
    TRANSPORTS[:] = [known for known in TRANSPORTS if known.name != transport.name] + [transport]


def transport_for(address: str) -> Transport | None:
    """The first way that reaches this address, or None."""
    return next((transport for transport in TRANSPORTS if transport.reaches(address)), None)
