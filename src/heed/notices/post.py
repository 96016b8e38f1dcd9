"""Sending one notice: its words, its address and a way that reaches it."""

from collections.abc import Callable

from django.conf import settings

from heed.actions.sending import OWNER
from heed.notices.mail import Mail
from heed.notices.transport import Letter, NeverSent, register, transport_for
from heed.notices.wording import letter_to_owner
from heed.process.words import N_
from heed.records.models import Notice

#: How a notice of each channel becomes a letter. The inbox is none of them: there the row itself is the message.
CHANNELS: dict[str, Callable[[Notice], Letter]] = {OWNER: letter_to_owner}

register(Mail())


def send(notice: Notice) -> None:
    """Send it now, outside any transaction. Raises NotSent (try again later) or NeverSent (that is of no use)."""
    write = CHANNELS.get(notice.channel)
    if write is None:
        raise NeverSent(N_("Nothing sends notices on this channel."))
    letter = write(notice)
    if not letter.address:
        raise NeverSent(N_("There is no address any more."))
    transport = transport_for(letter.address)
    if transport is None:
        raise NeverSent(N_("There is no way yet to send to this kind of address, such as a telephone number."))
    if settings.HEED_DEMO:
        raise NeverSent(N_("The demo sends nothing to anybody."))
    transport.send(letter)
