"""What every frame needs: theme, languages, the scripts' words, the rooms, who is signed in (a context processor)."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.i18n.languages import LANGUAGES, SOURCE, language_of
from heed.process.roles import LOOKS_ON, ONLY_READS
from heed.process.words import Role
from heed.ui import humanize, navigation

if TYPE_CHECKING:
    from heed.queries.access import DutiesWithPlaces
    from heed.records.models import Account

T = TypeVar("T")
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


class Once(Generic[T]):
    """What a page may ask for several times, worked out at the first; `functools.cache` costs more to set up."""

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    def __call__(self) -> T:
        try:
            return self._found
        except AttributeError:
            self._found: T = self._make()
            return self._found


class LanguageChoice(NamedTuple):
    """One language of the switch; `current` where it is the active one."""

    code: str
    tag: str
    name: str
    short: str
    current: bool

    @property
    def spoken(self) -> str:
        """What a screen reader says of the short word: the name, which has the word in it (WCAG 2.5.3)."""
        return self.name if self.short in self.name else f"{self.short} {self.name}"


def html_lang() -> str:
    """Return the active language as a lang attribute: "zh-Hans", "zh-Hant", "en"."""
    return _in_language(get_language())[0]


def languages() -> tuple[LanguageChoice, ...]:
    """Return every language of Heed, the active one marked."""
    return _in_language(get_language())[1]


def words() -> SafeString:
    """The sentences of the scripts in the active language, as a page carries them."""
    return _in_language(get_language())[2]


@cache
def _in_language(code: str | None) -> tuple[str, tuple[LanguageChoice, ...], SafeString]:
    """What is the same on every page in the language that is active: its lang attribute, the switch, the sentences."""
    active = language_of(code or SOURCE.code).tag
    switch = tuple(
        LanguageChoice(code=one.code, tag=one.tag, name=one.name, short=one.short, current=one.tag == active)
        for one in LANGUAGES
    )
    return active, switch, json_script({key: _(message) for key, message in SCRIPT_WORDS.items()}, "heed-words")


class SignedInPerson(NamedTuple):
    """The person at the foot of the sidebar: name, first role, places."""

    name: str
    role: str
    place: str


class TopBar(NamedTuple):
    """What differs in the bar on top of a narrow page: whose it is, and how many notices are unread."""

    name: str
    unread: str


class AccountMenu(NamedTuple):
    """What differs in the menu of an account; `signs_on`: a provider of sign-ins is configured."""

    name: str
    role: str
    theme: str
    languages: tuple[LanguageChoice, ...]
    signs_on: bool


def who(account: "Account") -> SignedInPerson:
    """Who is signed in, in words (one query, or none where the duties are kept)."""
    from heed.queries.access import duties_with_places  # this module is read before there are models

    duties = duties_with_places(account)
    return _named(get_language(), account.name or account.username, duties)


@lru_cache(maxsize=1_024)
def _named(_language: str | None, name: str, duties: "DutiesWithPlaces") -> SignedInPerson:
    role = _(Role(duties[0][0]).label) if duties else ""
    places = list(dict.fromkeys(place for *_rest, place in duties if place))
    more = _("and %(count)s more") % {"count": len(places) - 2} if len(places) > 2 else ""
    return SignedInPerson(name, role, " ".join([" / ".join(places[:2]), more]).strip())


def _opened(account: "Account", *, reads: bool) -> Sequence[tuple[str, navigation.Room]]:
    """The rooms open to the account. The view has finished by now, so the duties are read once and kept; `reads`: it
    changed nothing."""
    from heed.queries.access import keep_duties, keep_duties_of_session  # this module is read before there are models

    (keep_duties_of_session if reads else keep_duties)(account)
    return navigation.open_to(account)


def _holds_only(account: "Account", roles: Sequence[Role]) -> bool:
    from heed.queries.access import holds_only  # this module is read before there are models

    return holds_only(account, roles)


def frame(request: HttpRequest) -> dict[str, object]:
    """Give `user`, `theme`, `languages`, `html_lang`, `script_words`.

    For staff also `rooms`, `who`, `topbar`, `account_menu`, `palette_url`, `is_held`, `is_standing_still`,
    `unread_shown`, `reads_only` (it changes nothing), `looks_on` (it takes no part in cases). Each is
    worked out only where a page asks for it; a view may give its own.
    """
    account = getattr(request, "user", None)
    asked = request.COOKIES.get(THEME_COOKIE) or getattr(account, "theme", "auto")
    theme = asked if asked in THEMES else "auto"
    given: dict[str, object] = {
        "user": account,
        "theme": theme,
        "html_lang": html_lang,
        "languages": languages,
        "script_words": words,
    }
    if account is not None and account.is_authenticated:
        given |= _of_staff(account, request, theme)
    return given


def _of_staff(account: "Account", request: HttpRequest, theme: str) -> dict[str, object]:
    """What the frame shows a person of staff at this address."""
    opened = Once(lambda: _opened(account, reads=request.method in ("GET", "HEAD")))
    person = Once(lambda: who(account))
    signs_on = bool(settings.SOCIALACCOUNT_PROVIDERS)

    def unread() -> str:
        return navigation.shown_count(navigation.counts_of(account).unread)

    return {
        "rooms": Once(lambda: navigation.shown_to(account, opened(), request.path)),
        "palette_url": Once(lambda: navigation.search_in(opened())),
        "who": person,
        "topbar": Once(lambda: TopBar(person().name, unread())),
        "account_menu": lambda: AccountMenu(person().name, person().role, theme, languages(), signs_on),
        "is_held": lambda: navigation.counts_of(account).holds,
        "is_standing_still": lambda: navigation.counts_of(account).standstill,
        "unread_shown": unread,
        "reads_only": lambda: _holds_only(account, ONLY_READS),
        "looks_on": lambda: _holds_only(account, LOOKS_ON),
    }
