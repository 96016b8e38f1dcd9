"""What every frame needs: theme, languages, the words of the scripts (a context processor)."""

from typing import TypedDict

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.house import saying

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "heed_theme"
#: code of Django, lang attribute, name in itself, its shortest name
LANGUAGES = (
    ("zh-hans", "zh-Hans", "简体中文", "简"),
    ("zh-hant", "zh-Hant", "繁體中文", "繁"),
    ("en", "en", "English", "EN"),
)

#: Sentences that only scripts say; with saying.WORDS they go out as JSON in base.html.
SCRIPT_WORDS = {
    **saying.WORDS,
    "lost": N_("The connection was lost. What you typed is still here; please try again."),
    "failed": N_("That did not work. Please try again, or reload the page."),
    "kept": N_("What you had typed is back."),
    "nothing": N_("Nothing found"),
    "remove": N_("Remove %(name)s"),
    "too_big": N_("%(name)s is larger than %(size)s and was left out."),
    "close": N_("Close"),
    "signed": N_("Signed"),
    "cleared": N_("Signature cleared"),
}


class Language(TypedDict):
    """One language of the switch."""

    code: str
    tag: str
    name: str
    short: str
    current: bool


def html_lang() -> str:
    """The active language as a lang attribute: "zh-Hans", "zh-Hant", "en"."""
    active = (get_language() or "en").lower()
    return next((tag for code, tag, *_rest in LANGUAGES if active.startswith(code)), "en")


def languages() -> list[Language]:
    """The three languages, the active one marked."""
    now = html_lang()
    return [Language(code=c, tag=t, name=n, short=s, current=t == now) for c, t, n, s in LANGUAGES]


def words() -> dict[str, str]:
    """The sentences of the scripts in the active language."""
    return {key: _(message) for key, message in SCRIPT_WORDS.items()}


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `theme`, `languages`, `html_lang`, `script_words`. The last three are called only where
    a page uses them."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "html_lang": html_lang,
        "languages": languages,
        "script_words": words,
    }
