"""Fields that several forms of Setup share: lengths of time, names for addresses, days."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from heed.i18n.languages import DEFAULT
from heed.insight.tokens import folded

_UNITS = {
    **dict.fromkeys(("", "m", "min", "mins", "minute", "minutes", "分", "分钟"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "小时", "时", "钟头"), 60),
    **dict.fromkeys(("d", "day", "days", "天", "日"), 1440),
}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z分钟小时头天日]*)\s*")


def minutes_in(text: str) -> float | None:
    """Minutes of "90", "1 h 30 min", "6小时", "1 天"; None where it is something else."""
    plain = folded(unicodedata.normalize("NFKC", text)).strip()
    total, end = 0.0, 0
    while end < len(plain):
        part = _PART.match(plain, end)
        if part is None or part[2] not in _UNITS:
            return None
        total, end = total + float(part[1]) * _UNITS[part[2]], part.end()
    return total if plain else None


def minutes_written(minutes: float | None) -> str:
    """A length of time as a person would type it: "30 min", "6 h", "1 d"; "" for none."""
    if minutes is None:
        return ""
    for unit, label in ((1440, _("%(count)s d")), (60, _("%(count)s h")), (1, _("%(count)s min"))):
        if minutes % unit == 0 and (minutes or unit == 1):
            return label % {"count": int(minutes // unit)}
    return _("%(count)s min") % {"count": f"{minutes:g}"}


class LengthField(forms.CharField):
    """A length of time, typed as people say it: cleans to minutes, or None where it may be empty and is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.width = "quarter"

    def prepare_value(self, value: Any) -> Any:
        return minutes_written(value) if isinstance(value, int | float) else value

    def clean(self, value: Any) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        minutes = minutes_in(text)
        if minutes is None:
            raise ValidationError(_("Enter a length of time, such as 30 min, 6 h or 1 d."))
        return minutes


def language_field(initial: str = DEFAULT.code) -> forms.ChoiceField:
    """One of the languages of Heed, each by its own name."""
    return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial=initial)


def widths(form: forms.Form, width: str, names: Iterable[str]) -> None:
    """Lay these fields side by side."""
    for name in names:
        form.fields[name].width = width  # type: ignore[attr-defined]
