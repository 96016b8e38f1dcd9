"""What people say in the demo: templates, chosen with a seeded chance and filled from the facts of the story."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

_SLOT = re.compile(r"\{(\w+)\}")
_HANZI = "零一二三四五六七八九十"
_DAY_PARTS = {"zh-hans": ("凌晨", "上午", "中午", "下午", "晚上"), "zh-hant": ("凌晨", "上午", "中午", "下午", "晚上")}
_DAYS = {"zh-hans": ("今天", "明天", "后天"), "zh-hant": ("今日", "明日", "後日")}


@cache
def _read(name: str) -> Any:
    return json.loads(files(__package__).joinpath("texts", name).read_text(encoding="utf-8"))


@cache
def matters() -> dict[str, dict[str, Any]]:
    """The matters of complaints by category, the same for every language: weight, place, share of angry owners."""
    found: dict[str, dict[str, Any]] = _read("matters.json")
    return found


@cache
def templates(language: str) -> dict[str, dict[str, Any]]:
    """The templates of each category in this language. Not every language has every category."""
    parts = ("zh-hans-equipment", "zh-hans-service", "zh-hans-neighbours", "zh-hans-money")
    found: dict[str, dict[str, Any]] = {}
    for part in parts if language == "zh-hans" else (language,):
        found |= _read(f"{part}.json")
    return found


@cache
def phrases(language: str) -> dict[str, Any]:
    """Phrases in this language for every matter."""
    found: dict[str, Any] = _read(f"phrases-{language}.json")
    return found


#: Parts of a matter that must fit the chosen line: `fits` of a line has one digit for each of these.
FITTING = ("matter", "about", "wants", "findings", "solution", "work", "result")


def choose_line(chance: Random, language: str, category: str, part: str = "") -> int:
    """The position of a random line of this matter; with `part`, of one that has this part ("body", "hopeless")."""
    matter = templates(language)[category]
    found: list[int] = matter.get(f"{part}_for") or list(range(len(matter["says"])))
    return chance.choice(found)


def kinds_of_place(language: str, category: str, line: int) -> list[str]:
    """The kinds of place that this line can be about."""
    places = templates(language)[category].get("at")
    found: str = places[line] if places else matters()[category]["at"]
    return found.split()


class StoryTexts:
    """The texts of one story: each slot always has the same words, and all parts fit the chosen line."""

    def __init__(self, chance: Random, language: str, category: str, line: int, slots: Mapping[str, str]) -> None:
        self.language = language
        self.chance = chance
        self._matter = templates(language)[category]
        self._line = line
        self._phrases = phrases(language)
        self.slots: dict[str, str] = {"n": str(chance.randint(2, 4)), **slots}
        self.slots["nth"] = {"2": "second", "3": "third", "4": "fourth"}[self.slots["n"]]
        for name in ("when", "elder", "hour"):
            self.slots[name] = chance.choice(self._phrases[name])
        self.slots["Elder"] = _capital(self.slots["elder"])
        self.slots["matter"] = self.of("matter")
        self.slots["wants"] = self.of("wants")

    @property
    def title(self) -> str:
        """The matter in some words."""
        return _capital(self.slots["matter"])

    def fill(self, template: str) -> str:
        """The template with its slots filled. Raises KeyError for an unknown slot."""
        return _SLOT.sub(lambda slot: self.slots[slot[1]], template)

    def of(self, part: str) -> str:
        """A text of this part that fits the chosen line; "" where there is none."""
        found = self._matter.get(part, ())
        if part == "says":
            return self.fill(found[self._line])
        if part in FITTING and (digit := self._matter["fits"][self._line][FITTING.index(part)]) != "*":
            return self.fill(found[int(digit)])
        return self._pick(found)

    def say(self, *path: str, **more: str) -> str:
        """A random phrase, by its path in the file of phrases."""
        found: Any = self._phrases
        for name in path:
            found = found[name]
        self.slots |= more
        return self._pick(found)

    def complaint(self, channel: str, emotion: str) -> str:
        """The owner's own words."""
        opening = self.say("openers", channel) if channel != "web" else ""
        closing = self.say("closers", emotion)
        joint = " " if self.language == "en" else ""
        return joint.join(part for part in (opening, self.of("says"), closing) if part).strip()

    def lessons(self) -> tuple[str, str, str]:
        """Reason, lesson, how to avoid it (R105)."""
        written: Sequence[Sequence[str]] = self._matter.get("lesson", ())
        if written:
            reason, lesson, prevention = self.chance.choice(written)
            return reason, lesson, prevention
        return self.say("root_cause"), self.say("lesson"), self.say("prevention")

    def _pick(self, found: str | Sequence[str]) -> str:
        if isinstance(found, str):
            return self.fill(found)
        return self.fill(self.chance.choice(found)) if found else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def time_in_words(due_at: datetime, today: date, language: str) -> str:
    """A local instant as people say it: 今天下午三点半, 3:30 p.m. tomorrow."""
    days = (due_at.date() - today).days
    if language == "en":
        clock = f"{(due_at.hour - 1) % 12 + 1}:{due_at.minute:02d}".removesuffix(":00")
        half = "a.m." if due_at.hour < 12 else "p.m."
        day = {0: "today", 1: "tomorrow"}.get(days) or f"on {due_at:%A}"
        return f"{clock} {half} {day}"
    names = _DAYS[language]
    day = names[days] if days < len(names) else f"{due_at.month}月{due_at.day}日"
    return f"{day}{_hour_in_hanzi(due_at, language)}"


def _hour_in_hanzi(at: datetime, language: str) -> str:
    bounds = (6, 12, 13, 18, 25)
    part = _DAY_PARTS[language][next(place for place, bound in enumerate(bounds) if at.hour < bound)]
    hour = (at.hour - 1) % 12 + 1
    written = "两" if hour == 2 else _number(hour)
    dot = "點" if language == "zh-hant" else "点"
    written = "兩" if hour == 2 and language == "zh-hant" else written
    minute = {0: "", 30: "半"}.get(at.minute, _number(at.minute) + "分")
    return f"{part}{written}{dot}{minute}"


def _number(value: int) -> str:
    if value <= 10:
        return _HANZI[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _HANZI[tens]) + "十" + (_HANZI[ones] if ones else "")


def rounded(at: datetime, minutes: int = 30) -> datetime:
    """The next instant at a full half hour (or whatever `minutes` says): times that people would agree on."""
    past = timedelta(minutes=at.minute % minutes, seconds=at.second, microseconds=at.microsecond)
    return at if not past else at - past + timedelta(minutes=minutes)
