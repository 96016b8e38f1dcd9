"""The message that brings an owner the code for the page. Its wording is fixed, so that no company leaves the warning
out."""

from django.utils import translation
from django.utils.translation import gettext as _

from heed.notices.message_id import message_id
from heed.notices.transport import Message
from heed.records.models import Notice, OwnerCode
from heed.records.owner_keys import code_of


def code_message(notice: Notice) -> Message:
    """Return the message with the code, in the owner's language."""
    complaint = notice.complaint
    assert complaint is not None
    with translation.override(complaint.language):
        subject = _("The code for your page")
        text = code_text(OwnerCode.objects.get(pk=notice.facts["code"]))
    return Message(message_id(notice), complaint.contact.strip(), complaint.language, subject, text, text)


def code_text(code: OwnerCode) -> str:
    """Return the words that bring the code, in the active language."""
    written = code_of(code.nonce)
    words = _(
        "%(project)s: %(code)s opens your page (%(number)s) for 15 minutes. Tell it to nobody, not even to our staff. If you did not ask for it, ignore this message."  # noqa: E501
    )
    complaint = code.complaint
    return words % {
        "project": complaint.project.name,
        "code": f"{written[:4]} {written[4:]}",
        "number": complaint.number,
    }
