"""The remarks of a report, a line for each complaint; and the answer of the company centre."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.actions.reports.months import LACKING
from heed.insight.tallies.frozen import MajorRemark, OverdueRemark, Remarks
from heed.queries.reports.remarks import BRIEF, NOTE, WORDS, MatterToRemark, RemarksToWrite


class RemarksForm(forms.Form):
    """What the project writes to its numbers. Nothing is required to keep it, but to submit it."""

    use_required_attribute = False

    def __init__(self, asked: RemarksToWrite, *, is_correction: bool, data: Any = None) -> None:
        super().__init__(data)
        self.asked = asked
        for line in asked.draft.overdue:
            self.fields[f"reason-{line.number}"] = _line(_("Why it is still open"), line.reason, WORDS, rows=2)
        for one in asked.draft.major:
            self.fields[f"brief-{one.number}"] = _line(_("In at most 20 characters"), one.brief, BRIEF)
            self.fields[f"measure-{one.number}"] = _line(_("Measure"), one.measure, WORDS, rows=2)
            self.fields[f"lesson-{one.number}"] = _line(_("Lesson"), one.lesson, WORDS, rows=2)
        self.fields["note"] = _line(_("Remark to the month"), asked.draft.note, NOTE, rows=3)
        if is_correction:
            self.fields["changed"] = _line(_("Why there is a new version"), "", NOTE, rows=2)
        for name, field in self.fields.items():
            if sentence := LACKING.get(name.partition("-")[0]):
                field.required = data is None or "submit" in data
                field.error_messages["required"] = _(sentence)

    def overdue_lines(self) -> Iterator[tuple[MatterToRemark, forms.BoundField]]:
        """Give each complaint that is open over a month, with its field."""
        for matter in self.asked.overdue:
            yield matter, self[f"reason-{matter.number}"]

    def major_lines(self) -> Iterator[tuple[MatterToRemark, list[forms.BoundField]]]:
        """Give each major complaint, with its three fields."""
        for matter in self.asked.major:
            yield matter, [self[f"{name}-{matter.number}"] for name in ("brief", "measure", "lesson")]

    @property
    def remarks(self) -> Remarks:
        """What was typed."""
        typed = {name: str(value or "").strip() for name, value in self.cleaned_data.items()}
        overdue, major = ([matter.number for matter in matters] for matters in (self.asked.overdue, self.asked.major))
        return Remarks(
            tuple(OverdueRemark(number, typed[f"reason-{number}"]) for number in overdue),
            tuple(
                MajorRemark(number, typed[f"brief-{number}"], typed[f"measure-{number}"], typed[f"lesson-{number}"])
                for number in major
            ),
            typed["note"],
        )


class CentreAnswerForm(forms.Form):
    """Why a report is sent back."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"] = _line(_("What is to be changed"), "", NOTE, rows=2)


def _line(label: str, initial: str, most: int, *, rows: int = 1) -> forms.CharField:
    """A text of one line, or of several where a sentence is to be read whole."""
    widget = forms.TextInput({"autocomplete": "off"}) if rows == 1 else forms.Textarea({"rows": rows})
    return forms.CharField(label=label, initial=initial, max_length=most, required=False, widget=widget)
