"""Telephone numbers as people write them, in one shape: "139 0012 0001", "+86 139…" and "0086139…" are one number.

Everything that looks a number up or compares two of them asks here (R3, R10, R40), so that what the desk recognises the
owners' pages, the search and the import recognise too. Built on `phonenumbers`, the numbering plans of all countries.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers

from heed.insight.visible import visible

#: The country whose numbers are written without a code, by the time zone of a project; elsewhere mainland China.
REGIONS = {
    "Asia/Hong_Kong": "HK",
    "Asia/Macau": "MO",
    "Asia/Taipei": "TW",
    "Asia/Singapore": "SG",
    "Asia/Kuala_Lumpur": "MY",
    "Europe/London": "GB",
}
DEFAULT_REGION = "CN"
#: More characters than a field of telephones has are not looked through.
LONGEST = 200
#: Pieces of a text between blanks that are tried together and one by one.
_PIECES = 8
#: Digits of a number: an internal one, and the longest with its country code.
_SHORTEST, _LONGEST_NUMBER = 5, 20
#: Digits of the code of an area, with its 0.
_AREA_CODES = (3, 4)
#: Between a number and its extension, beside those that `phonenumbers` knows.
_EXTENSION = re.compile(r"(?:转|轉|分机|分機|内线|內線)\D{0,3}(?=\d)")
#: An international number as it is dialled; `phonenumbers` wants a plus.
_DIALLED = re.compile(r"(?<!\d)(?<!\d[\s\-.)])00(?=[1-9]\d)")
_DIGITS = re.compile(r"\d+")
#: A mobile number of mainland China and nothing else, as most people write theirs.
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: `whole` with its country code ("+8613900120001"), `national` as its own country dials it, extension.

    `national` ("13900120001", "02088880003") is what numbers are stored and found by: it is the same with and without
    the code, wherever it was typed.
    """

    whole: str
    national: str
    extension: str = ""


def region_of(timezone: str) -> str:
    """The country of a project's numbers, as a code of two letters, by its time zone."""
    return REGIONS.get(timezone, DEFAULT_REGION)


def phones_in(text: str, region: str = DEFAULT_REGION) -> tuple[Phone, ...]:
    """Every number of a text, in its order, each once; empty where there is none.

    `region`: the country of numbers without a code. Digits of any width, blanks, dashes, brackets and invisible
    characters make no difference.
    """
    return tuple(dict.fromkeys(_numbers(plain(text), region)))


def phones_apart(text: str, region: str = DEFAULT_REGION, fewest: int = 8) -> tuple[tuple[str, ...], str]:
    """The numbers of a text with at least `fewest` digits, as their countries dial them, and the text without them.

    "13900120005 36-101" is a number and a home.
    """
    shown = plain(text)
    if sum(map(str.isdigit, shown)) < fewest:
        return (), shown
    whole = _taken_out(shown, region, fewest)
    pieces = shown.split()[:_PIECES]
    if whole[0] or len(pieces) < 2:
        return whole
    for size in range(len(pieces) - 1, 0, -1):
        for start in range(len(pieces) - size + 1):
            numbers, rest = _taken_out(" ".join(pieces[start : start + size]), region, fewest)
            if numbers:
                return numbers, " ".join((*pieces[:start], rest, *pieces[start + size :]))
    return whole


def _taken_out(text: str, region: str, fewest: int) -> tuple[tuple[str, ...], str]:
    found, rest, end = list[str](), "", 0
    for match in _matches(text, region):
        national = _national(match.number)
        if len(national) >= fewest:
            found.append(national)
            rest, end = f"{rest}{text[end : match.start]} ", match.end
    return tuple(dict.fromkeys(found)), rest + text[end:]


def is_dialled_as(number: str, known: str) -> bool:
    """Whether a number in national digits is the known one; a landline may lack the code of its area ("88880003")."""
    area = known.removesuffix(number)
    return number == known or (known != area and area.startswith("0") and len(area) in _AREA_CODES)


def national_digits(text: str, region: str = DEFAULT_REGION) -> tuple[str, ...]:
    """What a text is stored, found and compared by: its numbers as their countries dial them; else all its digits."""
    if region == DEFAULT_REGION and _MOBILE.fullmatch(text):
        return (text,)
    found = tuple(dict.fromkeys(phone.national for phone in phones_in(text, region)))
    digits = "".join(_DIGITS.findall(plain(text)))
    return found or ((digits,) if digits else ())


def is_phone(text: str) -> bool:
    """Whether a text is one telephone number or several, and not only part of one."""
    found = national_digits(text)
    return bool(found) and all(_SHORTEST <= len(digits) <= _LONGEST_NUMBER for digits in found)


def plain(text: str) -> str:
    """The text with digits of one width, without invisible characters, and with marks that plans of numbers know."""
    shown = visible(unicodedata.normalize("NFKC", text[:LONGEST]), keep="")
    digits = "".join(_digit(letter) for letter in shown)
    return _DIALLED.sub("+", _EXTENSION.sub(" ext. ", digits))


def _matches(text: str, region: str) -> Iterable[phonenumbers.PhoneNumberMatch]:
    return phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)


def _numbers(text: str, region: str) -> Iterator[Phone]:
    for match in _matches(text, region):
        number = match.number
        whole = f"+{number.country_code}{phonenumbers.national_significant_number(number)}"
        yield Phone(whole, _national(number), number.extension or "")


def _national(number: phonenumbers.PhoneNumber) -> str:
    """The digits as they are dialled within the country, with the 0 of an area ("02088880003")."""
    bare = phonenumbers.PhoneNumber()
    bare.merge_from(number)
    bare.extension = None
    return "".join(_DIGITS.findall(phonenumbers.format_number(bare, phonenumbers.PhoneNumberFormat.NATIONAL)))


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def is_telephone(contact: str) -> bool:
    """Whether a contact is a telephone number and nothing else: a text message can go there."""
    digits = [character for character in contact if character.isdigit()]
    return len(digits) >= 6 and all(character.isdigit() or character in "+-() ." for character in contact.strip())
