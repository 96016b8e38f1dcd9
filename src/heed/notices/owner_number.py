"""The message that brings an owner the number and the link of the owner's page. Its wording is fixed, so that no
company leaves the number out."""

from django.utils import translation
from django.utils.translation import gettext as _

from heed.notices.message_id import message_id
from heed.notices.transport import Message
from heed.records.models import Notice


def number_message(notice: Notice, link: str) -> Message:
    """Return the message with the number and this link, in the owner's language."""
    complaint = notice.complaint
    assert complaint is not None
    facts = {"project": complaint.project.name, "number": complaint.number, "link": link}
    with translation.override(complaint.language):
        subject = _("Your number: %(number)s") % facts
        text = _("%(project)s: your number is %(number)s. See how it stands, and write to us: %(link)s") % facts
        letter = "\n\n".join((text, _("Anyone who has this link can open the page: please keep it to yourself.")))
    return Message(message_id(notice), complaint.contact.strip(), complaint.language, subject, letter, text)
