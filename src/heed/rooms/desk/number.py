"""What the desk shows of messages to an owner: how the last one went, and the button that sends the number (R68)."""

import secrets
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heed.actions.complaints.owner_codes import OWNER_CODE
from heed.insight.masking import masked_contact
from heed.insight.phones import is_telephone
from heed.notices.deliver import way_to_owner
from heed.process.preferences import NoticeWay
from heed.process.words import N_
from heed.queries.complaints.case import can_be_notified
from heed.queries.notices.robots import Delivery
from heed.records.models import Complaint, Notice
from heed.records.models.notice import OWNER_CHANNEL
from heed.records.prepared import prepared
from heed.ui.names import NO_GATEWAY

_STATES = {
    Delivery.WAITING: N_("The latest message to %(to)s is on its way."),
    Delivery.DELAYED: N_("The latest message to %(to)s could not be sent yet, and is tried again."),
    Delivery.SENT: N_("The latest message to %(to)s has gone out."),
    Delivery.ASIDE: N_("The latest message to %(to)s was not sent: %(error)s"),
    Delivery.UNKNOWN: N_("The latest message to %(to)s: %(error)s"),
}
_NO_WAY = {
    "phone": NO_GATEWAY,
    "mail": N_("No mail server is set up, so nothing can be sent to %(to)s. Please tell the owner the number."),
    "other": N_("Nothing can be sent to this kind of contact. Please tell the owner the number."),
}


@dataclass(frozen=True, slots=True)
class NumberMessage:
    """The message with the number: `way` is None where no transport to the contact is set up.

    `latest` is the last message to the owner, whatever it was about; codes are left out. `key` makes a form that is
    sent twice one message.
    """

    contact: str
    way: NoticeWay | None
    latest: Notice | None
    key: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def to(self) -> str:
        """The contact, masked."""
        return masked_contact(self.contact)

    @property
    def no_way(self) -> str:
        """Why there is no button; "" where there is one."""
        if self.way is not None:
            return ""
        kind = "phone" if is_telephone(self.contact) else "mail" if "@" in self.contact else "other"
        return _(_NO_WAY[kind]) % {"to": self.to}

    @property
    def state(self) -> str:
        """How the last message went; "" before the first one, and where the reason why none goes is said already."""
        if self.latest is None or self.way is None:
            return ""
        error = _(self.latest.error) if self.latest.error else ""
        return _(_STATES[Delivery.of(self.latest)]) % {"to": self.to, "error": error}


def number_message_of(complaint: Complaint) -> NumberMessage | None:
    """Return what is shown of the message; None where the owner gets no messages at all. Two queries."""
    if not can_be_notified(complaint):
        return None
    latest = next(iter(_latest_to_owner(complaint.pk)), None)
    return NumberMessage(complaint.contact.strip(), way_to_owner(complaint), latest)


@prepared
def _latest_to_owner(complaint: int) -> QuerySet[Notice]:
    sent = Notice.objects.filter(complaint=complaint, channel=OWNER_CHANNEL).exclude(about=OWNER_CODE)
    return sent.order_by("-pk")[:1]
