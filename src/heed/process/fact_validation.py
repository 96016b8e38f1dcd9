"""The shape of each kind of fact: what comes in another is refused in words before anything reads or stores it.

Forms give facts in their shape; the doors and other callers of an action are not trusted to.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from heed.process.facts import Fact, Kind
from heed.process.words import N_

#: A message id and what fills it; None: nothing is wrong.
Fault = tuple[str, Mapping[str, Any]] | None

LONGEST_TEXT = 1_000_000
#: Compensation stays below this, as its column does.
TOO_MUCH = Decimal(10) ** 10
_OTHER: Fault = (N_("This value is not accepted here."), {})


def fault_of(fact: Fact, value: Any) -> Fault:
    """What is wrong with the shape of a value that was given for the fact."""
    check = _CHECKS.get(fact.kind)
    return check(fact, value) if check else None


def _words(fact: Fact, value: Any) -> Fault:
    if not isinstance(value, str):
        return _OTHER
    longest = fact.longest if fact.kind is Kind.LINE else LONGEST_TEXT
    if len(value) > longest:
        return N_("This is too long: at most %(most)s characters."), {"most": longest}
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        return N_("This contains a character that cannot be stored."), {}
    return None


def _code(fact: Fact, value: Any) -> Fault:
    return None if isinstance(value, str) else _OTHER


def _instant(fact: Fact, value: Any) -> Fault:
    if not isinstance(value, datetime):
        return _OTHER
    return None if value.utcoffset() is not None else (N_("This time needs its time zone."), {})


def _flag(fact: Fact, value: Any) -> Fault:
    return None if isinstance(value, bool) else _OTHER


def _money(fact: Fact, value: Any) -> Fault:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        return _OTHER
    if not 0 <= value < TOO_MUCH or round(Decimal(value), 2) != value:
        return N_("This amount is not valid: it is below zero, too large, or has more than two decimals."), {}
    return None


def _record(fact: Fact, value: Any) -> Fault:
    return None if getattr(value, "pk", None) is not None else _OTHER


def _records(fact: Fact, value: Any) -> Fault:
    listed = isinstance(value, list | tuple)
    return None if listed and all(getattr(record, "pk", None) is not None for record in value) else _OTHER


def _number(fact: Fact, value: Any) -> Fault:
    return None if isinstance(value, int) and not isinstance(value, bool) else _OTHER


def _files(fact: Fact, value: Any) -> Fault:
    listed = isinstance(value, list | tuple)
    return None if listed and all(hasattr(file, "read") for file in value) else _OTHER


def _file(fact: Fact, value: Any) -> Fault:
    return None if hasattr(value, "read") else _OTHER


_CHECKS: dict[Kind, Callable[[Fact, Any], Fault]] = {
    Kind.LINE: _words,
    Kind.TEXT: _words,
    Kind.INSTANT: _instant,
    Kind.YES: _flag,
    Kind.FLAG: _flag,
    Kind.CHOICE: _code,
    Kind.CATEGORY: _code,
    Kind.LEVEL: _code,
    Kind.PAUSE: _code,
    Kind.ACCOUNT: _record,
    Kind.ACCOUNTS: _records,
    Kind.NUMBER: _number,
    Kind.DEPARTMENT: _record,
    Kind.COMPLAINT: _record,
    Kind.MONEY: _money,
    Kind.SIGNATURE: _file,
    Kind.FILES: _files,
}
