"""What is known so far of the owner and the matter, and how an owner is addressed."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.process.words import Emotion

#: Surnames of two characters; all others have one.
COMPOUND = tuple(
    (
        "欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 夏侯 诸葛 諸葛 尉迟 尉遲 皇甫 公孙 公孫 "
        "慕容 长孙 長孫 宇文 司徒 轩辕 軒轅 令狐 钟离 鍾離 闻人 聞人 澹台 澹臺 百里 呼延 东郭 東郭 南门 南門"
    ).split()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = {"先生": "Mr", "女士": "Ms", "小姐": "Miss", "太太": "Mrs"}
_TITLES = _ENGLISH | {english.lower(): title for title, english in _ENGLISH.items()}


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What is known at this moment; an empty text is "not known yet". Instants are aware."""

    now: datetime  # in the project's own time zone
    channel: str = ""
    emotion: str = Emotion.CALM
    project: str = ""
    speaker: str = ""  # who receives
    name: str = ""
    honorific: str = ""
    contact: str = ""
    unit: str = ""
    anonymous: bool = False
    unreachable: bool = False
    content: str = ""
    abusive: bool = False  # by the word of who took it in: none of it is said back
    matter: str = ""  # the name of the category
    happened: str = ""
    where: str = ""
    hurt: str = ""  # who was trapped or hurt
    about: str = ""
    wants: str = ""
    course: str = ""
    last_at: datetime | None = None  # when the same thing was last repaired (R10)
    last_what: str = ""
    number: str = ""  # empty until it is taken in
    verified: bool = False
    safe: bool = False  # help came first, and everybody is safe now
    heard_out: bool = False  # by the word of the person who took it in (R81)
    asked_again: bool = False
    explained: bool = False
    kept: bool = False  # a promise of this matter was kept
    reported: bool = False  # a superior was called, or has read of it
    promised_at: datetime | None = None
    closed: bool = False
    cannot_be_solved: bool = False  # the owner was told so, and why
    call_at: datetime | None = None  # when a friendly call is planned
    missed_at: datetime | None = None  # when the caller rang in vain whom we call back now (R41)
    superior: str = ""  # who was called
    superior_role: str = ""  # of who was called, else of who would be called first
    superior_welcome: bool = True  # what the owner answered when asked (C8)
    superior_came: bool = False
    colleague: str = ""  # who was asked last, and is no superior (R46)
    colleague_came: bool = False
    colleague_declined: bool = False
    taken_over: bool = False  # the speaker took this call over (R46)
    speaker_role: str = ""  # of a superior who took it over
    settling: bool = False  # at the step that settles it on the spot
    case_owner: str = ""
    calm_may_be_asked: bool = False  # by the policy (C17)

    @property
    def agitated(self) -> bool:
        return self.emotion == Emotion.AGITATED

    @property
    def out_of_reach(self) -> bool:
        """Whether nobody could call this owner back (R6)."""
        return self.unreachable or (self.anonymous and not self.contact)

    @property
    def owner(self) -> str:
        """How to address the owner; polite and general while the name is not known."""
        return address(self.name, self.honorific) if self.name and not self.anonymous else ""


def address(name: str, honorific: str = "") -> str:
    """The surname with the title: 陈女士, Ms Chen; the bare name where no title is known.

    A Chinese name is read by its surname, others by their last word. A title goes over into the language that is read.
    """
    name, honorific = name.strip(), honorific.strip()
    if not name:
        return ""
    return _address_in_chinese(name, honorific) if _HAN.search(name) else _address_by_last_word(name, honorific)


def _address_in_chinese(name: str, honorific: str) -> str:
    surname = name[:2] if name.startswith(COMPOUND) and len(name) > 2 else name[0]
    title = honorific if not honorific.isascii() else _TITLES.get(honorific.lower().rstrip("."), "")
    if not title:
        return name
    return f"{_TITLES.get(title, title)} {surname}" if _reads_english() else f"{surname}{title}"


def _address_by_last_word(name: str, honorific: str) -> str:
    title = honorific if honorific.isascii() else _TITLES.get(honorific, honorific)
    if not title:
        return name
    surname = name.split()[-1]
    return f"{title} {surname}" if title.isascii() else f"{surname}{title}"


def _reads_english() -> bool:
    return not (get_language() or "en").lower().startswith("zh")


def part_of_day(now: datetime) -> str:
    """The greeting of the hour."""
    for until, words in ((11, _("Good morning")), (13, _("Good day")), (18, _("Good afternoon"))):
        if 5 <= now.hour < until:
            return words
    return _("Good evening")
