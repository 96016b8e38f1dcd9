"""Whether a message can reach an owner at all: said when the complaint is taken in, and not only in the log."""

from django.conf import settings

from heed.insight.phones import is_telephone
from heed.process.robots import RobotKind
from heed.process.words import OwnerChannel
from heed.queries.notices.lanes import carrier_of
from heed.records.models import Complaint, Robot


def owner_address(complaint: Complaint) -> str:
    """Return where messages about a complaint go: by the way that the resident prefers, else to the contact given."""
    person = complaint.person
    wished = {OwnerChannel.MAIL.value: person.email, OwnerChannel.SMS.value: person.phone} if person else {}
    return (wished.get(person.channel, "") if person else "").strip() or complaint.contact.strip()


def lacks_gateway(complaint: Complaint) -> bool:
    """Return whether the contact on record is a telephone, and no gateway sends text messages to owners there.

    False in a demo, which shows the message instead.
    """
    return not complaint.anonymous and lacks_gateway_to(complaint.contact, complaint.project_id)


def lacks_gateway_to(contact: str, project_id: int) -> bool:
    """Return whether this contact is a telephone to which no gateway of the project sends; False in a demo."""
    if settings.HEED_DEMO or not is_telephone(contact):
        return False
    gateways = Robot.objects.filter(kind=RobotKind.SMS.value, is_active=True)
    return carrier_of(gateways, RobotKind.SMS, project_id, owners=True) is None
