"""How compiled templates write a value: in one call, where Jinja2 takes three and makes an object of each."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.safestring import SafeString
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from heed.ui.filters import borrowed, escaped

_LOCALISED = (float, Decimal, date, time)
_SAFE = (SafeString, Markup)


def written(value: Any) -> str:
    """A value as a page shows it: escaped, dates and fractions as the language writes them, in the person's zone."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    if kind in _SAFE:
        return value  # type: ignore[no-any-return]
    return escape(formats.localize(borrowed.in_zone(value)) if isinstance(value, _LOCALISED) else value)


class Compiler(CodeGenerator):
    """Jinja2's compiler of templates; each value that a page shows goes through `written`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.written(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")
