"""The line of twelve months of a number, and the same in words for whoever does not see it."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.ui import humanize
from heed.ui.sparkline import sparkline


def line_of(
    label: str, values: Sequence[float | None], months: Sequence[date], shown: Callable[[float], str]
) -> SafeString:
    """Draw the values of these months; nothing where fewer than two are known. `shown` says a value in words."""
    known = [(value, on) for value, on in zip(values, months, strict=True) if value is not None]
    if len(known) < 2:
        return SafeString("")
    words = [
        _("%(value)s in %(month)s") % {"value": shown(value), "month": humanize.month(on)}
        for value, on in (known[0], min(known), max(known), known[-1])
    ]
    sentence = _("%(what)s: first %(first)s, lowest %(low)s, highest %(high)s, last %(last)s") % {
        "what": label, "first": words[0], "low": words[1], "high": words[2], "last": words[3],
    }  # fmt: skip
    return sparkline(values, sentence)
