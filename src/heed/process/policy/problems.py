"""Everything that is wrong with a document that wants to be a policy, in words a person can act on."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from heed.process.calendar import Hours
from heed.process.policy.document import Policy
from heed.process.policy.hours import titles_within
from heed.process.policy.parts import UNSOUND, PolicyPart, Problem
from heed.process.policy.sequence import contradictions
from heed.process.words.base import N_

_SHAPE = N_("This part of the document does not have the right structure.")
_NUMBER = N_("“%(value)s” is not a number.")
_WHOLE = N_("“%(value)s” is not a whole number.")
_TEXT = N_("“%(value)s” is not text.")
_YES_NO = N_("“%(value)s” is not yes or no.")

#: pydantic's type of an error -> our message; `value` is what stands there, the rest is the error's own context.
_MESSAGES = {
    "missing": N_("This setting is missing."),
    "extra_forbidden": N_("There is no such setting."),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": N_("Please fill this in."),
    "string_too_long": N_("At most %(max_length)s characters."),
    "string_pattern_mismatch": N_(
        "“%(value)s” is not a valid code: a lower-case letter, then lower-case letters, digits or _."
    ),
    "enum": N_("“%(value)s” is not one of these: %(expected)s."),
    "greater_than": N_("This must be more than %(gt)s."),
    "greater_than_equal": N_("This must be at least %(ge)s."),
    "less_than_equal": N_("This must be at most %(le)s."),
    "too_short": N_("Choose at least %(min_length)s of these."),
    "too_long": N_("Choose at most %(max_length)s of these."),
    "finite_number": _NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": N_("At most %(max_digits)s digits."),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "tuple_type": _SHAPE,
    "model_type": _SHAPE,
}
_OTHERWISE = N_("“%(value)s” cannot be used here.")


def problems(document: object) -> tuple[Problem, ...]:
    """Every problem of `document` (the JSON of a policy, as Python values), in its order; none: it is a sound policy.

    It never raises. What binds parts together (a leaf's department) is checked once every part is sound by itself, and
    whether clocks contradict each other once the whole is. Stored policies load without that last check.
    """
    try:
        policy = Policy.model_validate(document)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return tuple(problem for detail in details for problem in _in_words(detail))
    return tuple(contradictions(policy))


def place_of(path: str) -> tuple[str, ...]:
    """The titles along a problem's path, outermost first, as message ids: ("Clocks", "Answer", "Limit, in minutes").

    Positions of lists appear as people count ("Levels, the mildest first", "2", "Name"), as do keys ("2027-02-10").
    """
    titles: list[str] = []
    part: type[PolicyPart] | None = Policy
    pieces = [piece for piece in path.split(".") if piece]
    for depth, piece in enumerate(pieces):
        known: FieldInfo | None = part.model_fields.get(piece) if part else None
        titles.append(_title(known, piece))
        if known is not None and known.annotation is Hours:
            return (*titles, *titles_within(pieces[depth + 1 :]))
        part = _part_within(known.annotation) if known is not None else part
    return tuple(titles)


def _title(known: FieldInfo | None, piece: str) -> str:
    """The title of a field; of what is none, the piece itself, a position as people count."""
    if known is not None:
        return known.title or piece
    return str(int(piece) + 1) if piece.isdecimal() else piece


def _part_within(annotation: Any) -> type[PolicyPart] | None:
    """The class of the parts that a field holds: itself, or what its tuple is made of."""
    if isinstance(annotation, type) and issubclass(annotation, PolicyPart):
        return annotation
    return next(filter(None, map(_part_within, get_args(annotation))), None)


def _in_words(detail: ErrorDetails) -> Iterator[Problem]:
    path = ".".join(str(piece) for piece in detail["loc"] if piece != "[key]")
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == UNSOUND:
        for problem in context["problems"]:
            yield problem.within(path)
        return
    params = {name: _plain(value) for name, value in context.items()} | {"value": _short(detail["input"])}
    yield Problem(path, _MESSAGES.get(detail["type"], _OTHERWISE), params)


def _plain(value: object) -> str:
    """A value of pydantic's own sentence, fit for ours: 0.0 as "0", "'always' or 'open'" as "always, open"."""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace("' or '", "', '").replace("'", "")


def _short(value: object) -> str:
    """What stands in the document, cut to what a sentence can hold."""
    if isinstance(value, dict | list | tuple):
        return "…"
    text = "" if value is None else str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
