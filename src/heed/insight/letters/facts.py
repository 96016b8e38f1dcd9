"""What a printed letter tells of its writer: name, telephone, home and day; and what is left as its text.

A letter names other people's homes, the office's telephone and the days of what happened, too. Every find has points
for what stands around it, and the one with the most is taken; without enough of them, none.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from heed.insight.letters.days import days_in
from heed.insight.letters.lines import APART, Piece, paragraphs, plain
from heed.insight.phones import DEFAULT_REGION, phones_in
from heed.insight.tokens import folded

_FEWEST_DIGITS = 8
_NUMBER = re.compile(r"\+?\(?\d(?:[ \-()]{0,2}\d){6,15}(?!\d)")
_WITH_FULL_STOP = re.compile(r"(1[3-9](?:[ -]?\d){9})0")
"""A mobile number of mainland China before a full stop that was read as a naught."""
_PHONE_LABEL = re.compile(
    r"(?:电话|電話|手机号?码?|手機|联系方式|聯絡方式|拨打|tel|phone|mobile|contact)[^,。;\d]{0,6}$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:热线|熱線|前台|受理|物业|物業|管理处|管理處|客服|收件人|报修|office|hotline|reception)[^。;]{0,12}$",
    re.IGNORECASE,
)

_N = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_WHOLE_HOME = re.compile(
    rf"(?:第\s*)?(?:{_N}|[A-Za-z])\s*(?:号楼|號樓|栋|棟|幢|座)\s*(?:{_N}\s*(?:单元|單元)\s*)?(?:{_N}\s*[楼樓层層]\s*)?"
    rf"(?:\d{{2,4}}[A-Za-z]?|[A-Z])(?!\d)\s*[室房]?"
    r"|\b(?:flat|room|rm|unit)\s*[A-Z]?\d+[A-Z]?\s*,?\s*(?:block|tower|building|blk)\s*[A-Z]?\d*"
    r"|\b(?:block|tower|building|blk)\s*[A-Z]?\d*\s*,?\s*(?:flat|room|rm|unit)\s*[A-Z]?\d+[A-Z]?",
    re.IGNORECASE,
)
_PART_OF_HOME = re.compile(
    r"(?<![\d-])\d{1,3}(?:\s?-\s?\d{1,4}){1,3}(?![\d-])|(?<!\d)\d{3,4}\s*[室房]|\bflat\s*\d+[A-Z]?", re.IGNORECASE
)
_HOME_LABEL = re.compile(
    r"(?:住址|地址|房号|房號|房间号|门牌号?|門牌號?|单元号|单位|單位|address|home)[^,。;\d]{0,10}$", re.IGNORECASE
)
_OWN_HOME = re.compile(r"(?:我是|本人|业主|業主|住户|住戶|住在|家住|住於|住于)[^,。;\d]{0,8}$")
_OTHER_HOME = re.compile(r"(?:楼上|樓上|楼下|樓下|隔壁|邻居|鄰居|对面|對面|from|above|below)\s*$", re.IGNORECASE)

_DAY_LABEL = re.compile(r"(?:日\s*期|date)[:\s]*$", re.IGNORECASE)
_EVENT = re.compile(r"(?:于|於|自|从|從|在|since|on|by)\s*$", re.IGNORECASE)

_HAN = "[\u4e00-\u9fff]"
_ENDS = r"(?=[,。;、(]|\s|先生|女士|小姐|家住|住|为|為|谨|謹|敬|$)"
_LABELLED = re.compile(
    rf"(?:姓\s*名|投诉人|投訴人|[发發寄来來][件信]人|署名|签名|簽名|联系人|聯絡人|业主|業主|住户|住戶|住客)[:\s]{{1,6}}(?P<name>{_HAN}{{2,4}}?){_ENDS}"
    r"|\b(?:name|from)\s*:\s*(?P<spelt>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})"
)
_SAID = re.compile(rf"(?:业主|業主|本人|我叫|我是)(?P<name>{_HAN}{{2,4}}?){_ENDS}")
#: The first characters of the hundred surnames that nine of ten people bear, and of the common ones of two.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧司诸上"
)
_SIGNED = re.compile(rf"(?:^|\s)(?P<name>{_HAN}{{2,4}}?)\s*(?:谨启|謹啟|敬上|谨上|謹上)?$")
_SPELT = re.compile(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}")
_YOURS = re.compile(r"\b(?:yours|sincerely|faithfully|regards)\b", re.IGNORECASE)
_NO_NAMES = frozenset("此致 敬礼 敬禮 谢谢 謝謝 姓名 电话 電話 住址 房号 日期 业主 業主 签名".split())
#: Who signs below the text stands in its last paragraphs.
_LAST = 5

_LABEL = re.compile(
    r"(?:联系|聯絡|填表|房屋|业主|業主)?(?:姓\s*名|电话|電話|手机号?码?|手機|住址|地址|房号|房號|联系方式|日\s*期|[发發寄来來][件信]人|投[诉訴]人|联系人|聯絡人|门牌号?|門牌號?|业主|業主)"
    r"|\b(?:tel|phone|mobile|address|date|name|from)\b|谨启|謹啟|敬上|此致|敬[礼禮]|yours \w+",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"^(?:致|to)\s*[:\s]|^(?:收件人|dear\b)|^[^,。]{2,25}:$", re.IGNORECASE)
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What was read, in the letter's own words but for the telephone (as its country dials it); "" for what was not."""

    name: str = ""
    phone: str = ""
    home: str = ""
    written_on: date | None = None
    text: str = ""


class _Find(NamedTuple):
    """Something that may be it: what it is worth, its value and its words."""

    points: float
    value: str
    words: str


def facts_of(pages: Iterable[Iterable[Piece]], today: date, region: str = DEFAULT_REGION) -> LetterFacts:
    """What the printed pieces of the pages tell; `region`: the country of numbers without a code."""
    written = [text for pieces in pages for text in paragraphs(pieces)]
    said = [plain(text) for text in written]
    days = _best(_days(said, today), 2)
    bare = [_without_days(text, today) for text in said]
    phone = _best(_phones(bare, region), 1)
    bare = [_NUMBER.sub(partial(_without_phone, region), text) for text in bare]
    home = _best(_homes(bare), 1)
    name = _name(said)
    found = (days, phone, home)
    return LetterFacts(
        name=name,
        phone=phone.value,
        home=home.value,
        written_on=date.fromisoformat(days.value) if days.value else None,
        text=_rest(written, said, [name, *(find.words for find in found)]),
    )


def _best(finds: Iterable[_Find], enough: float) -> _Find:
    """The first of those with the most points; an empty one where none has enough."""
    return max(
        (find for find in finds if find.points >= enough), key=lambda find: find.points, default=_Find(0, "", "")
    )


def _days(said: Sequence[str], today: date) -> Iterable[_Find]:
    for place, text in enumerate(said):
        edge = min(place, len(said) - 1 - place)  # at the head or the foot of the letter
        for day in days_in(text, today):
            before = text[: day.start]
            points = 4.0 * _stands_alone(text, day.start, day.end) + 4 * bool(_DAY_LABEL.search(before)) + day.has_year
            points += (edge < 3) - 2 * bool(_EVENT.search(before)) - 4 * (day.on > today + timedelta(days=1))
            yield _Find(points + place / 1000, day.on.isoformat(), text[day.start : day.end])


def _without_days(text: str, today: date) -> str:
    for day in days_in(text, today):
        text = text[: day.start] + "。" * (day.end - day.start) + text[day.end :]
    return text


def _phones(said: Sequence[str], region: str) -> Iterable[_Find]:
    for text in said:
        for match in _NUMBER.finditer(text):
            before = text[: match.start()]
            for digits in _digits(match[0], region):
                points = 1.0 + 3 * bool(_PHONE_LABEL.search(before)) - 5 * bool(_OFFICE.search(before))
                yield _Find(points + _stands_alone(text, match.start(), match.end()), digits, match[0])


def _digits(text: str, region: str) -> list[str]:
    """The telephones of a text that are long enough to be one of the town's."""
    if whole := _WITH_FULL_STOP.fullmatch(text):
        text = whole[1]
    return [phone.national for phone in phones_in(text, region) if len(phone.national) >= _FEWEST_DIGITS]


def _without_phone(region: str, match: re.Match[str]) -> str:
    return "。" * len(match[0]) if _digits(match[0], region) else match[0]


def _homes(said: Sequence[str]) -> Iterable[_Find]:
    for pattern, points in ((_WHOLE_HOME, 1.0), (_PART_OF_HOME, 0.0)):
        for text in said:
            for match in pattern.finditer(text):
                yield _Find(points + _home_points(text, match), match[0].strip(), match[0])


def _home_points(text: str, match: re.Match[str]) -> float:
    before = text[: match.start()]
    own = 3 * bool(_HOME_LABEL.search(before)) + 2 * bool(_OWN_HOME.search(before))
    return own - 5 * bool(_OTHER_HOME.search(before)) + 2 * _stands_alone(text, match.start(), match.end())


def _name(said: Sequence[str]) -> str:
    """Who is named as the writer behind a label, else in a sentence, else who signs."""
    ways: tuple[Callable[[Sequence[str]], Iterable[str]], ...] = (_labelled_names, _said_names, _signed_names)
    return next((name for way in ways for name in way(said) if name not in _NO_NAMES), "")


def _labelled_names(said: Sequence[str]) -> Iterable[str]:
    for text in said:
        for match in _LABELLED.finditer(text):
            yield match["name"] or match["spelt"]


def _said_names(said: Sequence[str]) -> Iterable[str]:
    for text in said:
        yield from (match["name"] for match in _SAID.finditer(text) if folded(match["name"])[0] in _SURNAMES)


def _signed_names(said: Sequence[str]) -> Iterable[str]:
    for place in range(len(said) - 1, max(-1, len(said) - 1 - _LAST), -1):
        text = said[place]
        signed = _SIGNED.match(text)
        if signed and folded(signed["name"])[0] in _SURNAMES:
            yield signed["name"]
        if place and _YOURS.search(said[place - 1]) and _SPELT.fullmatch(text):
            yield text


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands in its piece of the row."""
    before, after = text[:start], text[end:]
    return (not before.strip() or before.endswith(APART)) and (not after.strip() or after.startswith(APART))


def _rest(written: Sequence[str], said: Sequence[str], words: Sequence[str]) -> str:
    """The letter below its salutation, without the paragraphs that hold nothing but what was found."""
    heads = [place for place, text in enumerate(said[:_LAST]) if _SALUTATION.search(text)]
    kept = range(heads[-1] + 1 if heads else 0, len(said))
    return "\n".join(written[place] for place in kept if not _is_found(said[place], words))


def _is_found(text: str, words: Sequence[str]) -> bool:
    for word in filter(None, words):
        text = text.replace(word, " ")
    return not _MARKS.sub("", _LABEL.sub(" ", text))
