"""Open hours as people write them: a week of ranges, and days that differ."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.calendar import Hours
from heed.process.policy.hours import WEEKDAYS
from heed.ui.fields import DayField
from heed.ui.ranges import ranges_in

SPARE = 3


class HoursForm(forms.Form):
    """A week, and dated days; cleans to the document of `process.calendar.Hours`. `prefix` where two stand together."""

    use_required_attribute = False

    def __init__(self, document: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.timezone = document["timezone"]
        for number, weekday in enumerate(WEEKDAYS):
            written = " ".join(document["week"][number])
            self.fields[f"week_{number}"] = forms.CharField(
                required=False, max_length=120, initial=written, label=_(weekday),
                widget=forms.TextInput({"placeholder": _("Closed all day"), "autocomplete": "off"}),
            )  # fmt: skip
        days = sorted(document.get("days", {}).items())
        count = self._rows(data) if data is not None else len(days) + SPARE
        for number in range(count):
            on, hours = days[number] if number < len(days) else ("", [])
            self.fields[f"day_{number}"] = DayField(required=False, initial=on, label=_("Day"))
            self.fields[f"hours_{number}"] = forms.CharField(
                required=False, max_length=120, initial=" ".join(hours), label=_("Hours"),
                widget=forms.TextInput({"placeholder": _("Closed all day"), "autocomplete": "off"}),
            )  # fmt: skip
        self.count = count

    def _rows(self, data: Mapping[str, Any]) -> int:
        """How many rows to show: as many as were sent, and some more after "more rows"; 400 at most."""
        numbers = [int(name[4:]) for name in data if re.fullmatch(r"day_\d{1,3}", name)]
        return min(max(numbers, default=-1) + 1 + (SPARE if "more" in data else 0), 400)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        week = [self._ranges(f"week_{number}") for number in range(7)]
        days: dict[str, list[str]] = {}
        for number in range(self.count):
            on = cleaned.get(f"day_{number}")
            if on is None:
                if cleaned.get(f"hours_{number}") and f"day_{number}" not in self.errors:
                    self.add_error(f"day_{number}", _("Choose the day."))
                continue
            if on.isoformat() in days:
                self.add_error(f"day_{number}", _("This day appears here twice."))
            days[on.isoformat()] = self._ranges(f"hours_{number}")
        cleaned["document"] = {"timezone": self.timezone, "week": week, "days": days}
        return cleaned

    def _ranges(self, name: str) -> list[str]:
        found = ranges_in(str(self.cleaned_data.get(name) or ""))
        if found is None:
            self.add_error(name, _("Enter hours like 08:30-12:00 13:30-18:00, or leave it empty for a closed day."))
        return found or []

    def blame(self, path: str, message: str) -> None:
        """Add a problem of the calendar at its day: `week.0`, `days.2026-10-01`."""
        piece, _dot, rest = path.partition(".")
        name = f"week_{rest}" if piece == "week" else next(
            (f"hours_{n}" for n in range(self.count) if str(self.cleaned_data.get(f"day_{n}")) == rest), ""
        )  # fmt: skip
        self.add_error(name if name in self.fields else None, message)

    @property
    def week_rows(self) -> list[Any]:
        """The seven fields of the week."""
        return [self[f"week_{number}"] for number in range(7)]

    @property
    def day_rows(self) -> list[tuple[Any, Any]]:
        """Each dated day: its date and its hours."""
        return [(self[f"day_{number}"], self[f"hours_{number}"]) for number in range(self.count)]


def document_of(hours: Hours) -> dict[str, Any]:
    """The document to begin from."""
    return dict(hours.as_document())
