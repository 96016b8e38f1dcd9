"""Transports: ways to send a message to an address, tried in the order of registration.

Another kind of address is a class with the three members of `Transport` and a call of `register`; another kind of
robot is an entry in `adapters`.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a person takes or a letter carries."""

    name: str
    content: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message that goes out. `id` is the same each time it is sent, so that a duplicate can be recognised.

    `short` is for messengers and telephones, `facts` for machines; neither they nor `text` hold personal data. `files`
    go with a letter alone.
    """

    id: str  # globally unique, in the form of a Message-ID without brackets
    address: str = field(repr=False)  # the only personal data in it: never logged or recorded elsewhere
    language: str
    subject: str
    text: str = field(repr=False)  # contains the secret link
    short: str = field(default="", repr=False)
    facts: dict[str, Any] = field(default_factory=dict, repr=False)
    files: tuple[NamedFile, ...] = ()


class SendFailed(Exception):
    """The message was not sent; trying again may help. The error contains no address and can be recorded."""


class Undeliverable(SendFailed):
    """The message cannot be sent, and trying again does not help. The error is an English message id."""


class AnswerLost(SendFailed):
    """The message was sent without a response: it may have arrived."""


class RateLimited(SendFailed):
    """The other side accepts no more messages for `seconds`."""

    def __init__(self, words: str, seconds: float) -> None:
        super().__init__(words)
        self.seconds = seconds


class Transport(Protocol):
    """A way to send messages to addresses of one kind."""

    name: str

    def reaches(self, address: str) -> bool:
        """Return whether it can send to this address."""
        ...

    def send(self, message: Message) -> None:
        """Send the message; it was accepted unless SendFailed or one of its subclasses is raised."""
        ...


TRANSPORTS: list[Transport] = []


def register(transport: Transport) -> None:
    """Add a transport; it replaces an earlier one of the same name."""
    TRANSPORTS[:] = [known for known in TRANSPORTS if known.name != transport.name] + [transport]


def transport_for(address: str) -> Transport | None:
    """Return the first transport for this address, or None."""
    return next((transport for transport in TRANSPORTS if transport.reaches(address)), None)
