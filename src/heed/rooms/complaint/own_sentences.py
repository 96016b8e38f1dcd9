"""Sentences that Heed itself wrote into the record, in the reader's language.

The record is sealed and keeps them in the language of its project; what is shown is found again among all messages of
Heed that it may be. Words of people stay as they are.
"""

import re
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
    *called_notes.FOR_COLLEAGUE,
    *(kind.label for kind in ClockKind),
)
_FACT = re.compile(r"%\((\w+)\)s")


def in_readers_language(text: str) -> str:
    """Each line that is a message of Heed, or its translation, in the active language; other lines as they are."""
    return "\n".join(_line(line) if line else "" for line in text.splitlines())


def _line(line: str) -> str:
    whole, in_parts = _known()
    if line in whole:
        return _(whole[line])
    for piece, shape, message in in_parts:
        if piece in line and (found := shape.fullmatch(line)):
            return _(message) % {name: _line(fact) for name, fact in found.groupdict().items()}
    return line


@cache
def _known() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str], str]]]:
    """Each message by what it is in each language: those without facts, and the shapes of those that have some.

    Before a shape stands its longest piece between facts, by which nearly every line is ruled out.
    """
    whole: dict[str, str] = {}
    in_parts: list[tuple[str, re.Pattern[str], str]] = []
    for language in LANGUAGES:
        with override(language.code):
            said = {message: _(message) for message in _MESSAGES}
        whole |= {text: message for message, text in said.items() if not _FACT.search(message)}
        in_parts += [(*_shape(text), message) for message, text in said.items() if _FACT.search(message)]
    return whole, in_parts


def _shape(text: str) -> tuple[str, re.Pattern[str]]:
    """The longest piece of a message with facts, and what it looks like once they are filled in."""
    pieces = _FACT.split(text)
    pattern = "".join(f"(?P<{one}>.+)" if at % 2 else re.escape(one) for at, one in enumerate(pieces))
    return max(pieces[::2], key=len), re.compile(pattern)
