"""Homes as people type them: "3-1502", "3栋1502", "3号楼 1502室" and "Block 3 Flat 1502" are the same home."""

import re

from heed.insight.tokens import folded

_WORDS = re.compile(
    r"号楼|单元|第(?=[\d一二三四五六七八九十])|[期区栋幢座楼层梯室房号棟]"
    r"|(?<![a-z])(?:building|bldg|block|blk|tower|floor|unit|flat|apartment|apt|room|rm|no)(?![a-z])\.?"
)
_BETWEEN = re.compile(r"[\s\-‐‑‒–—−/_#·]+")
_ROOM = re.compile(r"[a-z]{0,2}\d*[a-z]?(?:-[a-z]{0,2}\d*[a-z]?){0,4}")
_TENS = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九](?=号楼|[期区栋幢座楼单])")
_DIGITS = "零一二三四五六七八九"


def room(text: str) -> str:
    """The home in one form, building first: "3-1502", "a-12-03", "1502"; "" where the text is not a home."""
    plain = _TENS.sub(_number, folded(text)).replace("号楼", "-")
    parts = _BETWEEN.sub("-", _WORDS.sub("-", plain)).strip("-")
    return parts if _ROOM.fullmatch(parts) and any(character.isdigit() for character in parts) else ""


def _number(match: re.Match[str]) -> str:
    tens, ten, ones = match[0].rpartition("十")
    value = (_DIGITS.index(tens) if tens else 1) * 10 if ten else 0
    return str(value + (_DIGITS.index(ones) if ones else 0))
