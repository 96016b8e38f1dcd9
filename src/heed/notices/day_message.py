"""The messages to those who signed up for an owner reception day (R124). Their wording is fixed, so that no company
leaves out how to change it or sign off."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.i18n.dates import full_moment
from heed.notices.message_id import message_id
from heed.notices.transport import Message
from heed.process.words import N_, DayNews
from heed.records.models import Notice, SignUp
from heed.records.owner_keys import link_secret_of

_WORDS = {
    DayNews.SEATED: N_(
        "%(project)s: you are signed up for the owner reception day “%(theme)s” on %(when)s, %(place)s, persons: "
        "%(people)s. Thank you!"
    ),
    DayNews.WAITING: N_(
        "%(project)s: all seats of the owner reception day “%(theme)s” on %(when)s are taken. You are on the waiting "
        "list, and we tell you as soon as seats are free."
    ),
    DayNews.MOVED_UP: N_(
        "%(project)s: good news, seats are free. You are signed up for the owner reception day “%(theme)s” on "
        "%(when)s, %(place)s, persons: %(people)s."
    ),
    DayNews.MOVED: N_(
        "%(project)s: the owner reception day “%(theme)s” has been moved. New time and place: %(when)s, %(place)s. "
        "Your sign-up stays."
    ),
    DayNews.CANCELLED: N_(
        "%(project)s: the owner reception day “%(theme)s” on %(when)s does not take place. We are sorry."
    ),
}


def day_message(notice: Notice, sign_up: SignUp) -> Message:
    """Return the message about the day as it stands now, in the language of the one who signed up."""
    news = DayNews(notice.about)
    with translation.override(sign_up.language), timezone.override(ZoneInfo(sign_up.day.project.timezone)):
        subject = _(news.label)
        text = " ".join(filter(None, (_words(news, sign_up), _why(news, sign_up))))
        link = sign_up_link(sign_up)
        ways = [_("To change it or sign off: %(link)s") % {"link": link}, _questions(sign_up)]
        if news is DayNews.CANCELLED:
            ways = ways[1:]
        letter = "\n\n".join((text, *ways, f"{sign_up.day.company}\n{sign_up.day.office}"))
    short = "\n".join((text, *ways[:1]))
    return Message(message_id(notice), sign_up.contact.strip(), sign_up.language, subject, letter, short)


def sign_up_link(sign_up: SignUp) -> str:
    """Return the address of the page of a sign-up, with its secret."""
    return f"{settings.HEED_URL}/g/{link_secret_of(sign_up.link_nonce)}/"


def _words(news: DayNews, sign_up: SignUp) -> str:
    day = sign_up.day
    facts = {
        "project": day.project.name, "theme": day.theme, "when": full_moment(day.begins_at), "place": day.place,
    }  # fmt: skip
    return _(_WORDS[news]) % (facts | {"people": sign_up.people})


def _why(news: DayNews, sign_up: SignUp) -> str:
    if news not in (DayNews.MOVED, DayNews.CANCELLED):
        return ""
    last = sign_up.day.history.order_by("-pk").first()
    return _("The reason: %(why)s") % {"why": last.why} if last else ""


def _questions(sign_up: SignUp) -> str:
    return _("Questions? %(phone)s") % {"phone": sign_up.day.phone}
