"""Personal data in a text that is to be published: names, telephones, homes, addresses, plates; found and masked (C15).

Pure text. What is known of an estate's residents is found however it is written: in either script, with blanks between,
in full-width digits or Chinese numerals. Telephones, e-mail addresses, homes and number plates are found by their form,
whether or not they are known.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from heed.insight.homes import room
from heed.insight.masking import DOT, masked_email, masked_name, masked_phone
from heed.insight.tokens import folded

#: Digits from which a number is a telephone, or another number of a person.
FEWEST_DIGITS = 7
_NUMERALS = str.maketrans("零〇一二三四五六七八九幺两", "0012345678912")
_GAPS = re.compile(r"[\s·・•]+")
_DATES = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*T?\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}"
)
_NUMBER = re.compile(r"(?<![\d•])\+?\d(?:[\s\-()./]{0,2}\d){6,21}(?![\d•])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁"
_PLATE = re.compile(rf"[{_PROVINCES}][a-z][\s·•-]?[a-z0-9]{{5,6}}(?![a-z0-9])")
_BUILDING = r"(?<![a-z0-9-])[a-z]?\d{1,3}\s*(?:号楼|号|栋|幢|座|期|区)\s*"
_STAIR = r"(?:\d{1,2}\s*单元\s*)?(?:\d{1,2}\s*(?:层|楼)\s*)?"
#: A home named by its floor and a letter, as in Hong Kong: what may follow the letter is no part of a home.
_LETTER = r"[a-z](?![a-z0-9]|\s*(?:区|栋|幢|梯|口|门|级|类|型|线|车))"
_FLAT = r"(?<![a-z])(?:flat|unit|room|rm|apt|apartment)\.?\s*(?:no\.?\s*)?"
_FLOOR = r"(?<![a-z0-9-])\d{1,3}\s*/\s*f(?![a-z0-9])"
_HOMES = (
    re.compile(rf"(?:{_BUILDING})?(?<![a-z0-9-])\d{{1,3}}\s*(?:层|楼|字楼)\s*{_LETTER}\s*(?:室|座|房|单位|户)?"),
    re.compile(rf"{_BUILDING}\d{{1,3}}{_LETTER}\s*(?:室|房|单位)?"),
    re.compile(rf"{_FLAT}[a-z]\d{{0,3}}[,\s]*{_FLOOR}"),
    re.compile(rf"{_FLOOR}[,\s]*{_FLAT}[a-z]\d{{0,3}}(?![a-z0-9])"),
    re.compile(r"(?<![a-z])(?:tower|block|blk)\.?\s*[a-z]?\d{0,2}[,\s]+\d{1,3}[a-z](?![a-z0-9])"),
    re.compile(r"(?<![a-z])flat\s+[a-z](?![a-z0-9'’])"),
    re.compile(rf"{_BUILDING}{_STAIR}\d{{3,4}}[a-z]?(?!\d|\s*(?:元|件|次|户|人|米|年))\s*(?:室|房|号)?"),
    re.compile(r"(?<![a-z0-9-])\d{1,2}\s*单元\s*\d{3,4}[a-z]?\s*(?:室|房|号)?"),
    re.compile(r"(?<![a-z0-9-])\d{2,4}[a-z]?\s*(?:室|号房|房(?![屋产型间地])|号住户|住户|业主)"),
    re.compile(r"(?<![a-z0-9-])[a-z]?\d{1,3}\s*[-–—]\s*(?:\d{1,2}\s*[-–—]\s*)?(?:\d{4}[a-z]?|\d{3}[a-z])(?![a-z0-9-])"),
    re.compile(rf"{_FLAT}(?:\d{{1,4}}[a-z]?|[a-z]\d{{1,3}})(?![a-z0-9])"),
)
_HOME_WORD = re.compile(
    r"(?<![a-z0-9-])[a-z]{0,2}\d{0,4}[a-z]?(?:\s*[-–—/]\s*[a-z]{0,2}\d{1,4}[a-z]?){1,3}(?![a-z0-9-])"
)
_LAST_NUMBER = re.compile(r"[\d零〇一二三四五六七八九幺两]+[a-z]?(?=[^\d零〇一二三四五六七八九幺两]*$)", re.IGNORECASE)
_LAST_LETTER = re.compile(r"[a-z](?=[^a-z]*$)", re.IGNORECASE)
#: What may follow the given name alone: "美玲女士".
_TITLES = ("女士", "先生", "小姐", "太太", "阿姨", "叔叔", "老师")


class PersonalKind(StrEnum):
    """What was found."""

    NAME = "name"
    PHONE = "phone"
    HOME = "home"
    EMAIL = "email"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """What is known at an estate: the residents' names, their homes in the form of `homes.room`, and what may stay.

    `public`: digits of numbers that are public, such as the hotline.
    """

    names: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text that tells who a resident is: where it stands, and the words themselves."""

    kind: PersonalKind
    start: int
    end: int
    words: str = field(compare=False)

    @property
    def masked(self) -> str:
        """The words with the part that tells it taken away."""
        if self.kind is PersonalKind.NAME:
            return masked_name(self.words)
        if self.kind is PersonalKind.PHONE:
            return masked_phone(self.words)
        if self.kind is PersonalKind.EMAIL:
            return masked_email(self.words)
        if self.kind is PersonalKind.PLATE:
            return self.words[:2] + DOT * 4
        hidden, many = _LAST_NUMBER.subn(DOT * 2, self.words)
        return hidden if many else _LAST_LETTER.sub(DOT * 2, self.words)


def may_stand_in(text: str, names: Iterable[str]) -> Iterator[str]:
    """Pass on the names that may stand in the text, so that a million of them need not be searched for one by one."""
    letters = set(folded(text))
    for name in names:
        if letters.issuperset(_GAPS.sub("", folded(name))[1:]):  # the given name may stand without the surname
            yield name


def personal_in(text: str, known: KnownPeople) -> tuple[Found, ...]:
    """Return what in the text tells who a resident is, in its order; pieces do not overlap."""
    plain = _same_length(text)
    found = sorted(_all(text, plain, known), key=lambda one: (one.start, -one.end))
    apart: list[Found] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def without_personal(text: str, known: KnownPeople) -> str:
    """Return the text with everything masked that tells who a resident is."""
    for _again in range(3):  # what was masked may have hidden a second way to read the rest
        found = personal_in(text, known)
        for one in reversed(found):
            text = text[: one.start] + one.masked + text[one.end :]
        if not found:
            break
    return text


def _all(text: str, plain: str, known: KnownPeople) -> Iterator[Found]:
    undated = _DATES.sub(lambda match: "x" * len(match[0]), plain)
    for match in _EMAIL.finditer(plain):
        yield _found(PersonalKind.EMAIL, text, match.span())
    for match in _PLATE.finditer(plain):
        yield _found(PersonalKind.PLATE, text, match.span())
    yield from _phones(text, undated, known)
    yield from _homes(text, undated, known)
    yield from _names(text, plain, known.names)


def _phones(text: str, undated: str, known: KnownPeople) -> Iterator[Found]:
    for match in _NUMBER.finditer(undated):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= FEWEST_DIGITS and digits not in known.public:
            yield _found(PersonalKind.PHONE, text, match.span())


def _homes(text: str, undated: str, known: KnownPeople) -> Iterator[Found]:
    for pattern in _HOMES:
        for match in pattern.finditer(undated):
            yield _found(PersonalKind.HOME, text, match.span())
    for match in _HOME_WORD.finditer(undated):
        if room(match[0]) in known.homes:
            yield _found(PersonalKind.HOME, text, match.span())


def _names(text: str, plain: str, names: Iterable[str]) -> Iterator[Found]:
    """Known names; blanks and dots between their letters make no difference."""
    places = [place for place, letter in enumerate(plain) if not _GAPS.fullmatch(letter)]
    closed = "".join(plain[place] for place in places)
    needles = {way for name in names for way in _ways(_GAPS.sub("", _same_length(name, numerals=False)))}
    for needle, shown in needles:
        for start in _starts(closed, needle):
            span = places[start], places[start + shown - 1] + 1
            if _stands_alone(plain, *span):
                yield _found(PersonalKind.NAME, text, span)


def _starts(closed: str, needle: str) -> Iterator[int]:
    """Every place where the needle begins."""
    start = closed.find(needle)
    while start >= 0:
        yield start
        start = closed.find(needle, start + 1)


def _ways(name: str) -> Iterator[tuple[str, int]]:
    """How a name may be written, each with the length of what is the name in it."""
    if len(name) < 2:
        return
    written = name.translate(_NUMERALS)
    yield written, len(written)
    if not name.isascii() and len(name) == 3:
        yield from ((written[1:] + title, 2) for title in _TITLES)


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether a piece is no part of a longer word; Chinese writes its words without gaps."""
    ends = plain[start - 1 : start] + plain[start], plain[end - 1] + plain[end : end + 1]
    return not any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in ends)


def _same_length(text: str, *, numerals: bool = True) -> str:
    """The text folded letter by letter, so that places in it are places in the text; numerals are digits."""
    plain = "".join(one if len(one := folded(letter)) == 1 else letter for letter in text)
    return plain.translate(_NUMERALS) if numerals else plain


def _found(kind: PersonalKind, text: str, span: tuple[int, int]) -> Found:
    words = text[slice(*span)]
    return Found(kind, span[0], span[0] + len(words.rstrip()), words.rstrip())
