"""The languages of Heed, listed here and nowhere else: settings, forms, policies, catalogues and pages read this list.

Another language is a row of `LANGUAGES` and a catalogue. Two more places depend on how a language is written, and have
to be looked at: the search cuts text without spaces into pairs of characters and reads Traditional Chinese as
Simplified (`insight.tokens`), and `ui/static/ui/css/base.css` chooses the fonts by the lang attribute.
"""

from dataclasses import dataclass

from heed.i18n import N_


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which Heed can be read.

    `code` is Django's, stored with accounts, projects and complaints (8 characters at most). `name` and `short` are
    written in the language itself, `title` is its English name. `tags`: further language tags, in lower case, for which
    it is used. `required`: whether every text of a policy must have it; if not, English is shown where it is missing.
    `spellings`: of what can be written in several ways, each other way and the one that the catalogue keeps to.
    """

    code: str
    name: str
    short: str
    title: str
    tags: tuple[str, ...] = ()
    required: bool = True
    spellings: tuple[tuple[str, str], ...] = ()

    @property
    def tag(self) -> str:
        """The lang attribute: "zh-Hans", "pt-BR"."""
        language, *subtags = self.code.split("-")
        return "-".join([language, *(part.upper() if len(part) == 2 else part.title() for part in subtags)])

    @property
    def folder(self) -> str:
        """The folder of its catalogue: "zh_Hans"."""
        return self.tag.replace("-", "_")

    @property
    def field(self) -> str:
        """The name of its field in the texts of a policy: "zh_hans"."""
        return self.code.replace("-", "_")


#: In the order in which they are offered.
LANGUAGES = (
    Language("zh-hans", "简体中文", "简", N_("Simplified Chinese"), tags=("zh",)),
    Language(
        "zh-hant",
        "繁體中文",
        "繁",
        N_("Traditional Chinese"),
        tags=("zh-hk", "zh-tw", "zh-mo"),
        spellings=(
            ("户", "戶"),
            ("裡", "裏"),
            ("説", "說"),
            ("什麼", "甚麼"),
            ("簡訊", "短訊"),
            ("電子郵件", "電郵"),
            ("“", "「"),
            ("”", "」"),
        ),
    ),
    Language("en", "English", "EN", N_("English")),
)
BY_CODE = {language.code: language for language in LANGUAGES}
#: The language of new projects and accounts, and of visitors whose browser asks for none of these.
DEFAULT = BY_CODE["zh-hans"]
#: The language of the code, which needs no catalogue.
SOURCE = BY_CODE["en"]
#: The languages that have a catalogue.
TRANSLATED = tuple(language for language in LANGUAGES if language is not SOURCE)
_BY_TAG = {tag: language for language in LANGUAGES for tag in (language.code, *language.tags)}


def language_of(code: str) -> Language:
    """Return the language for a code of Django or a language tag of a browser ("zh-HK"); English for any other."""
    tag = code.lower().replace("_", "-")
    while tag and tag not in _BY_TAG:
        tag = tag.rpartition("-")[0]
    return _BY_TAG.get(tag, SOURCE)
