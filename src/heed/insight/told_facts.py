"""When, where and by which telephone, as a free text tells it: to be offered, in the words of the text.

Telephones are taken out first, then places: "3号楼" is no date, and "1502" no time.
"""

import re
from dataclasses import dataclass

from heed.insight.phones import phones_apart

_LONGEST = 2000
_NUMBER = r"[\d一二三四五六七八九十两]+"
_AREA = (
    r"(?:地下车库|地下車庫|地库|地庫|停车场|停車場|大堂|楼道|樓道|走廊|电梯厅|電梯廳"
    r"|天台|屋顶|屋頂|花园|花園|大门|大門|游泳池)"
)
_PLACE = re.compile(
    rf"(?:{_NUMBER}\s*(?:期|区|號樓|号楼|栋|棟|幢|座)\s*)?(?:{_NUMBER}\s*(?:单元|單元)\s*)?"
    rf"(?:地下|负|負|B)?{_NUMBER}\s*(?:号楼|號樓|号电梯|號電梯|栋|棟|幢|座|单元|單元|楼|樓|层|層|室|号房|號房)"
    rf"(?:\s*\d{{3,4}}(?:室|房)?)?(?:\s*{_NUMBER}\s*(?:号电梯|號電梯|室|房))?(?:的?{_AREA})?"
    r"|(?<![\d-])\d{1,3}(?:-\d{1,4}){1,3}(?![\d-])"
    r"|\b(?:[Bb]lock|[Tt]ower|[Bb]uilding|[Ff]loor|[Ll]ift|[Ff]lat)\s+[A-Z]?\d+[A-Z]?\b"
    rf"|{_AREA}"
)
#: What stands before the home of whoever writes, and what after it: who tells it, not where it happened.
_WRITER = re.compile(
    r"(?:我们|我們|我|本人)\s*(?:是|住|家住)\s*(?:在|於|于)?\s*$|业主\s*[:：]\s*$|業主\s*[:：]\s*$"
    r"|\b(?:I|we)(?:'m| am|'re| are)?\s+(?:(?:live|living|the owner|an owner|a tenant)\s+)?(?:in|at|of|from)\s+$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\s*(?:的\s*)?(?:业主|業主|住户|住戶|租户|租戶|居民|owner\b|resident\b|tenant\b)", re.IGNORECASE)
_DAY = (
    rf"大前天|前天|昨天|昨日|昨晚|今天|今日|今早|今晨|今晚|刚才|剛才|刚刚|剛剛"
    rf"|(?:上|这|這|本)?(?:个|個)?(?:周|星期|礼拜|禮拜)[一二三四五六日天末]"
    rf"|(?:\d{{4}}\s*年\s*)?(?:\d{{1,2}}|{_NUMBER})\s*月\s*(?:\d{{1,2}}|{_NUMBER})\s*[日号號]"
    rf"|{_NUMBER}\s*(?:天|小时|小時|分钟|分鐘|个月|個月|周|年)(?:之|以)?前"
)
_CLOCK = (
    rf"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|半夜|夜里|夜裡)?\s*"
    rf"(?:\d{{1,2}}\s*[:：]\s*\d{{2}}|{_NUMBER}\s*[点點时時](?!建议|建議|意见|意見|要求|问题|問題|原因)\s*(?:半|{_NUMBER}\s*分?|[一三]刻)?)"
    rf"|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|半夜|夜里|夜裡"
)
_ENGLISH_DAY = r"(?:yesterday|today|last night|this morning|last (?:week|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
_WHEN = re.compile(
    rf"(?:从|從|自)?(?:{_DAY})\s*(?:{_CLOCK})?|(?:{_CLOCK})"
    rf"|\b{_ENGLISH_DAY}(?:\s+at\s+\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What a text tells, in its own words; "" for what it does not tell."""

    when: str = ""
    where: str = ""
    telephone: str = ""


def told_facts(text: str) -> ToldFacts:
    """The first time, place and telephone of a text; the home of whoever writes is no place where it happened."""
    numbers, rest = phones_apart(text[:_LONGEST])
    place = next((found for found in _PLACE.finditer(rest) if not _is_of_writer(rest, found)), None)
    when = _WHEN.search(_PLACE.sub("，", rest))
    return ToldFacts(_said(when), _said(place), numbers[0] if numbers else "")


def _is_of_writer(text: str, place: re.Match[str]) -> bool:
    before = text[max(0, place.start() - 30) : place.start()]
    return bool(_WRITER.search(before) or _OWNER.match(text, place.end()))


def _said(found: re.Match[str] | None) -> str:
    return found[0].strip() if found else ""
