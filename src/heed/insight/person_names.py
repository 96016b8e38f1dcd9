"""How well a name that was typed fits a person on record: "陈女士" fits every 陈, "陳美玲" fits 陈美玲 alone."""

import re

from heed.insight.tokens import folded, needles

_TITLES = re.compile(
    r"(?:先生|女士|小姐|太太|老师|阿姨|叔叔|大爷|大妈|大姐|师傅)$|^(?:mr|mrs|ms|miss|dr)\b\.?|(?:mr|mrs|ms)\.?$"
)
#: How well a name fits: not at all, by a part of it or the surname, wholly.
NOT, PARTLY, WHOLLY = range(3)


def fit_of(typed: str, known: str) -> int:
    """NOT, PARTLY or WHOLLY. Scripts, capitals, blanks and marks between the words make no difference."""
    given, on_record = _letters(typed), _letters(known)
    if not given or not on_record:
        return NOT
    if given == on_record:
        return WHOLLY
    surname = _letters(_TITLES.sub("", folded(typed).strip()))
    if surname != given:
        return PARTLY if surname and _has_surname(on_record, surname) else NOT
    return PARTLY if len(given) > 1 and given in on_record else NOT


def _letters(text: str) -> str:
    return "".join(needles(text))


def _has_surname(known: str, surname: str) -> bool:
    return surname in known.split() if surname.isascii() else known.startswith(surname)
