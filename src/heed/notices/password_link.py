"""The message with the link to choose a new password. The link is made when it is sent, and stands in no table."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from heed.notices.message_id import message_id
from heed.notices.transport import Message
from heed.records.models import Notice


def link_message(notice: Notice, address: str) -> Message:
    """Return the message, in the language of the account."""
    account = notice.account
    assert account is not None
    key = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    facts = {
        "by": notice.facts["by"],
        "at": f"{localtime(notice.made_at):%Y-%m-%d %H:%M}",
        "name": account.username,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "link": settings.HEED_URL + reverse("account_reset_password_from_key", kwargs=key),
    }
    with translation.override(account.language):
        text = "\n".join(
            (
                _("%(by)s reset your password for Heed on %(at)s. You have been signed out everywhere.") % facts,
                "",
                _("Choose a new one within %(hours)s hours; you sign in as %(name)s:") % facts,
                str(facts["link"]),
                "",
                _("Give this link to nobody. If you did not ask for it, call the administrator."),
                "",
            )
        )
        short = _("Heed: %(by)s reset your password. Choose a new one, and give this link to nobody: %(link)s") % facts
        subject = _("Choose a new password for Heed")
    return Message(message_id(notice), address, account.language, subject, text, short)
