"""The form of a simulation: which months, which projects, and what would have been otherwise."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.calendar import Hours
from heed.process.intervals import CalendarError
from heed.process.words import N_
from heed.records.models import PolicyVersion, Project
from heed.rooms.setup.fields import widths
from heed.ui.ranges import ranges_in

#: The spans of time that are played again, in days.
SPANS = {"quarter": (91, N_("The last three months")), "year": (365, N_("The last twelve months"))}
#: The fields of a week, each with the weekdays that it stands for, Monday 0.
_WEEK = (("workdays", range(5)), ("saturday", range(5, 6)), ("sunday", range(6, 7)))
_VERSIONS = 100


class SimulationForm(forms.Form):
    """What is played again. What is left empty stays as it was."""

    use_required_attribute = False

    def __init__(self, projects: Sequence[Project], data: Any = None) -> None:
        super().__init__(data)
        places = [(one.code, one.name) for one in projects]
        numbers = PolicyVersion.objects.values_list("number", flat=True)[:_VERSIONS]
        versions = [(str(number), _("Version %(number)s") % {"number": number}) for number in numbers]
        spans = [(code, _(name)) for code, (_days, name) in SPANS.items()]
        self.fields |= {
            "span": forms.ChoiceField(label=_("Months"), choices=spans),
            "project": forms.ChoiceField(
                label=_("Projects"), choices=[("", _("All projects")), *places], required=False
            ),
            "version": forms.ChoiceField(
                label=_("Policy"), choices=[("", _("As it was")), *versions], required=False,
                help_text=_("To try a change that is not in force yet, edit the policy: its preview offers this too."),
            ),
            **_hours_fields("", _("Open hours"), _("Leave all three empty to keep the hours that each project had.")),
            "people": forms.IntegerField(
                label=_("People at the desk"), required=False, min_value=1, max_value=50,
                help_text=_("Leave it empty to keep the rota that each project had."),
            ),
            **_hours_fields("desk_", _("At the desk"), ""),
        }  # fmt: skip
        hours = (f"{prefix}{name}" for prefix in ("", "desk_") for name, _days in _WEEK)
        widths(self, "half", ("span", "project"))
        widths(self, "third", tuple(hours))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        hours, desk = self._week(""), self._week("desk_")
        if desk and not cleaned.get("people") and "people" not in self.errors:
            self.add_error("people", _("Enter how many people are at the desk in these hours."))
        if cleaned.get("people") and not desk:
            self.add_error("desk_workdays", _("Enter the hours in which they are at the desk."))
        return cleaned | {"hours": hours, "desk": desk}

    def _week(self, prefix: str) -> list[list[str]] | None:
        """The ranges of the seven days; None where nothing was typed, or where it is wrong."""
        typed = [str(self.cleaned_data.get(f"{prefix}{name}") or "") for name, _days in _WEEK]
        if not any(typed):
            return None
        week: list[list[str]] = []
        for (name, days), text in zip(_WEEK, typed, strict=True):
            ranges = ranges_in(text)
            if ranges is None:
                self.add_error(f"{prefix}{name}", _("Enter hours like 08:30-12:00 13:30-18:00, or leave it empty."))
                return None
            week += [ranges for _day in days]
        return week if self._is_sound(week, prefix) else None

    def _is_sound(self, week: list[list[str]], prefix: str) -> bool:
        try:
            open_at_all = any(Hours.from_document({"timezone": "UTC", "week": week}).week)
        except CalendarError as error:
            weekday = int(error.where.rpartition(".")[2])
            name = next(name for name, days in _WEEK if weekday in days)
            self.add_error(f"{prefix}{name}", _(error.msgid) % error.params)
            return False
        if not open_at_all:
            self.add_error(f"{prefix}workdays", _("At least one day of the week needs opening hours."))
        return open_at_all


def _hours_fields(prefix: str, label: str, hint: str) -> dict[str, forms.CharField]:
    days = {"workdays": _("Monday to Friday"), "saturday": _("Saturday"), "sunday": _("Sunday")}
    return {
        f"{prefix}{name}": forms.CharField(
            label=f"{label}: {day}", required=False, max_length=120, help_text=hint if name == "workdays" else "",
            widget=forms.TextInput({"placeholder": "08:30-12:00 13:30-18:00", "autocomplete": "off"}),
        )
        for name, day in days.items()
    }  # fmt: skip
