"""The message that brings a resident the code for the own page. Its wording is fixed, as that of the other code is."""

from django.utils import translation
from django.utils.translation import gettext as _

from heed.notices.message_id import message_id
from heed.notices.transport import Message
from heed.records.models import HomeCode, Notice
from heed.records.owner_keys import code_of


def code_behind(notice: Notice) -> HomeCode:
    """Return the code that a notice carries, with its person and project."""
    return HomeCode.objects.select_related("person", "project").get(pk=notice.facts["code"])


def home_code_message(notice: Notice) -> Message:
    """Return the message with the code, in the resident's language."""
    code = code_behind(notice)
    language = code.person.language or code.project.language
    with translation.override(language):
        subject, text = _("The code for your home page"), home_code_text(code)
    return Message(message_id(notice), code.person.phone.strip(), language, subject, text, text)


def home_code_text(code: HomeCode) -> str:
    """Return the words that bring the code, in the active language."""
    written = code_of(code.nonce)
    words = _(
        "%(project)s: %(code)s opens your home page for 15 minutes. Tell it to nobody, not even to our staff. If you did not ask for it, ignore this message."  # noqa: E501
    )
    return words % {"project": code.project.name, "code": f"{written[:4]} {written[4:]}"}
