"""The stand-in gateway of the demo: it takes every message to an owner or a contractor and sends it to nobody.

The delivery log shows what would have gone out.
"""

from django.conf import settings

from heed.insight.phones import is_telephone
from heed.notices.mail import Mail
from heed.notices.transport import Message


class StandIn:
    """Takes messages to telephone numbers and e-mail addresses, in a demo only."""

    name = "stand-in"

    def reaches(self, address: str) -> bool:
        """Return whether this is a demo, and a real transport could send to this address."""
        return settings.HEED_DEMO and (is_telephone(address) or Mail().reaches(address))

    def send(self, message: Message) -> None:
        """Take the message; it goes nowhere."""
