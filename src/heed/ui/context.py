"""What every frame needs: theme, languages, the scripts' words, the rooms, who is signed in (a context processor)."""

from functools import cache
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.i18n.languages import LANGUAGES, SOURCE, language_of
from heed.process.words import Role
from heed.ui import humanize, navigation

if TYPE_CHECKING:
    from heed.records.models import Account

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "heed_theme"

#: Sentences that only scripts say; with humanize.WORDS they go out as JSON in base.html.
SCRIPT_WORDS = {
    **humanize.WORDS,
    "lost": N_("The connection was lost. Your input is still here; please try again."),
    "failed": N_("That did not work. Please try again, or reload the page."),
    "kept": N_("Your input has been restored."),
    "nothing": N_("Nothing found"),
    "remove": N_("Remove %(name)s"),
    "too_big": N_("%(name)s is larger than %(size)s and was left out."),
    "close": N_("Close"),
    "signed": N_("Signed"),
    "cleared": N_("Signature cleared"),
    "leaving": N_("Steps not sent yet: %(count)s. Sign out anyway? They will be lost."),
}


class LanguageChoice(TypedDict):
    """One language of the switch; `current` where it is the active one."""

    code: str
    tag: str
    name: str
    short: str
    current: bool


def html_lang() -> str:
    """Return the active language as a lang attribute: "zh-Hans", "zh-Hant", "en"."""
    return _in_language(get_language())[0]


def languages() -> list[LanguageChoice]:
    """Return every language of Heed, the active one marked."""
    return _in_language(get_language())[1]


def words() -> dict[str, str]:
    """The sentences of the scripts in the active language."""
    return _in_language(get_language())[2]


@cache
def _in_language(code: str | None) -> tuple[str, list[LanguageChoice], dict[str, str]]:
    """What is the same on every page in the language that is active: its lang attribute, the switch, the sentences."""
    active = language_of(code or SOURCE.code).tag
    switch = [
        LanguageChoice(code=one.code, tag=one.tag, name=one.name, short=one.short, current=one.tag == active)
        for one in LANGUAGES
    ]
    return active, switch, {key: _(message) for key, message in SCRIPT_WORDS.items()}


class SignedInPerson(TypedDict):
    """The person at the foot of the sidebar: name, first role, places."""

    name: str
    role: str
    place: str


def who(account: "Account") -> SignedInPerson:
    """Who is signed in, in words (one query, or none where the duties are kept)."""
    from heed.queries.access import duties_with_places  # this module is read before there are models

    duties = duties_with_places(account)
    roles = [_(Role(role).label) for role, *_rest in duties[:1]]
    places = list(dict.fromkeys(place for *_rest, place in duties if place))
    more = _("and %(count)s more") % {"count": len(places) - 2} if len(places) > 2 else ""
    return SignedInPerson(
        name=account.name, role=roles[0] if roles else "", place=" ".join([" / ".join(places[:2]), more]).strip()
    )


def _opened(account: "Account") -> list[tuple[str, navigation.Room]]:
    """The rooms open to the account. The view has finished by now, so the duties are read once and kept."""
    from heed.queries.access import keep_duties  # this module is read before there are models

    keep_duties(account)
    return navigation.open_to(account)


def frame(request: HttpRequest) -> dict[str, object]:
    """Give `theme`, `languages`, `html_lang`, `script_words`.

    For staff also `rooms`, `who`, `palette_url`, `is_held`, `is_standing_still`, `unread_shown`, and `signs_on`: a
    provider of sign-ins is configured.
    Each is worked out only where a page asks for it, and once; a view may give its own.
    """
    account = getattr(request, "user", None)
    theme = request.COOKIES.get(THEME_COOKIE) or getattr(account, "theme", "auto")
    given: dict[str, object] = {
        "theme": theme if theme in THEMES else "auto",
        "html_lang": html_lang,
        "languages": languages,
        "script_words": words,
    }
    if account is not None and account.is_authenticated:
        opened = cache(lambda: _opened(account))
        given |= {
            "rooms": cache(lambda: navigation.shown_to(account, opened())),
            "palette_url": cache(lambda: navigation.search_in(opened())),
            "who": cache(lambda: who(account)),
            "signs_on": bool(settings.SOCIALACCOUNT_PROVIDERS),
            "is_held": lambda: navigation.counts_of(account).holds,
            "is_standing_still": lambda: navigation.counts_of(account).standstill,
            "unread_shown": lambda: navigation.shown_count(navigation.counts_of(account).unread),
        }
    return given
