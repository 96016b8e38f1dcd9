"""Sentences that Heed itself wrote into the record, in the reader's language.

The record is sealed and keeps them in the language of its project; what is shown is found again among all messages of
Heed that it may be. Words of people stay as they are, also where they are the name of a clock.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from heed.actions.clocks import firing
from heed.actions.complaints import closing, held, intake, me_too
from heed.actions.engine import passing
from heed.actions.reception import called_notes
from heed.actions.staff import leave, leaving
from heed.i18n.languages import LANGUAGES
from heed.process.words import ClockKind

_MESSAGES = (
    *(firing.REASON, closing.SOLVED, held.ACCEPTED, intake.SAME_MATTER, me_too.WHY, passing.WITHDRAWN),
    *(leave.REASON, leaving.REASON),
    *(called_notes.TOOK_OVER, called_notes.NOT_TAKEN, called_notes.CAME_OVER, called_notes.NOT_COME),
    *(called_notes.ASKED_TO_TAKE, called_notes.ASKED_OVER, called_notes.DECLINED),
    *called_notes.FOR_SUPERIOR,
)
#: What is a message of Heed only inside of those, by the name of the fact that it fills.
_INSIDE = {"clock": tuple(kind.label for kind in ClockKind), "reason": called_notes.FOR_COLLEAGUE}
_FACT = re.compile(r"%\((\w+)\)s")


def in_readers_language(text: str) -> str:
    """Each line that is a message of Heed, or its translation, in the active language; other lines as they are."""
    return "\n".join(_line(line) if line else "" for line in text.splitlines())


def _line(line: str) -> str:
    known = _known()
    if line in known.whole:
        return _(known.whole[line])
    for piece, shape, message in known.in_parts:
        if piece in line and (found := shape.fullmatch(line)):
            inside = {name: known.inside.get((name, fact)) for name, fact in found.groupdict().items()}
            return _(message) % {name: _(own) if own else found[name] for name, own in inside.items()}
    return line


@dataclass(frozen=True, slots=True)
class _OwnMessages:
    """Each message by what it is in each language: without facts, with facts by its shape, and inside of a fact.

    Before a shape stands its longest piece between facts, by which nearly every line is ruled out.
    """

    whole: dict[str, str] = field(default_factory=dict)
    in_parts: list[tuple[str, re.Pattern[str], str]] = field(default_factory=list)
    inside: dict[tuple[str, str], str] = field(default_factory=dict)


@cache
def _known() -> _OwnMessages:
    known = _OwnMessages()
    for language in LANGUAGES:
        with override(language.code):
            said = {message: _(message) for message in _MESSAGES}
            known.inside.update(_said_inside())
        known.whole.update({text: message for message, text in said.items() if not _FACT.search(message)})
        known.in_parts.extend((*_shape(text), message) for message, text in said.items() if _FACT.search(message))
    return known


def _said_inside() -> dict[tuple[str, str], str]:
    """The messages that fill a fact, by the fact and what they are in the active language."""
    return {(name, _(one)): one for name, messages in _INSIDE.items() for one in messages}


def _shape(text: str) -> tuple[str, re.Pattern[str]]:
    """The longest piece of a message with facts, and what it looks like once they are filled in."""
    pieces = _FACT.split(text)
    pattern = "".join(f"(?P<{one}>.+)" if at % 2 else re.escape(one) for at, one in enumerate(pieces))
    return max(pieces[::2], key=len), re.compile(pattern)
