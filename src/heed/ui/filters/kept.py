"""Parts of pages that are drawn once and kept: what they show depends on a few plain values and the language alone."""

import re
import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape

from heed.ui.filters import template_filter

KEPT = 4_096
"""So many drawn parts are kept; the one that rested longest is drawn again when a page asks for it."""
_MARK = f"\ue000{secrets.token_hex(8)} {{}}\ue000"
"""What stands in a kept part for a place; nobody can write it into a value."""
_MARKS = re.compile(_MARK.format(r"(\w+)"))


@template_filter
@pass_context  # or else it would be drawn while the page around it is compiled, in any language
def kept(_context: Context, template: str, of: Any = None, **places: object) -> SafeString:
    """A part, drawn once for the same values in the same language: {{ "ui/parts/room.html"|kept(room) }}.

    The part knows the values of `of`, a named tuple of plain ones, by their names, and nothing else of the page.
    What differs from page to page is a place: {{ "ui/parts/menu.html"|kept(person, csrf_input=csrf_input) }}.
    """
    pieces = _drawn(get_language(), template, of, tuple(places))
    return pieces[0] if len(pieces) == 1 else SafeString("".join(_filled(pieces, places)))


@template_filter
def each_kept(rows: Iterable[Any], template: str) -> SafeString:
    """The part for each of the rows, one after another: {{ rooms|each_kept("ui/parts/room.html") }}."""
    language = get_language()
    return SafeString("".join([_drawn(language, template, row, ())[0] for row in rows]))


def _filled(pieces: tuple[SafeString, ...], places: dict[str, object]) -> Iterator[str]:
    """The text between the places, and by turns what belongs there."""
    values = {name: escape(value) for name, value in places.items()}
    return (values[piece] if turn % 2 else piece for turn, piece in enumerate(pieces))


@lru_cache(maxsize=KEPT)
def _drawn(_language: str | None, template: str, of: Any, places: tuple[str, ...]) -> tuple[SafeString, ...]:
    marks = {name: SafeString(_MARK.format(name)) for name in places}
    drawn = get_template(template).render((of._asdict() if of else {}) | marks)
    return tuple(map(SafeString, _MARKS.split(drawn)))
