"""The forms of an announcement: its period, its eleven contents, and a reason (R119)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.community.announcements import AnnouncementTexts
from heed.process.announcing import CODES, CONTENTS
from heed.process.words import N_
from heed.records.models import AnnouncementVersion, Project
from heed.ui.fields import DayField

#: How far back the period begins that is offered first.
USUAL = timedelta(days=30)
LONGEST_PERIOD = timedelta(days=366)


#: What the two forms of a reason ask, as message ids, by their names on the page.
ASKS = {"back": N_("What has to be changed?"), "away": N_("Why is it withdrawn?")}


class NeededToSend(forms.CharField):
    """A text that a draft may still lack; the action asks for it when the draft is sent."""

    def validate(self, value: Any) -> None:
        """An empty text is kept."""


class DayToSend(DayField):
    """A day that a draft may still lack, likewise."""

    def validate(self, value: Any) -> None:
        """No day is kept as none."""


class PeriodForm(forms.Form):
    """Which estate, and received from which day to which."""

    use_required_attribute = False

    def __init__(self, projects: QuerySet[Project], data: Any = None) -> None:
        super().__init__(data)
        today = timezone.localdate()
        self.fields["project"] = forms.ModelChoiceField(projects, label=_("Project"), empty_label=None)
        self.fields["begins_on"] = DayField(label=_("Received from"), initial=today - USUAL)
        self.fields["ends_on"] = DayField(label=_("Received up to and including"), initial=today)
        for field in self.fields.values():
            field.width = "third"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and not begins <= ends <= begins + LONGEST_PERIOD:
            self.add_error("ends_on", _("The last day comes after the first, within a year."))
        return cleaned


class AnnouncementForm(forms.Form):
    """The title, the eleven contents, and when it is shown; a correction also says why."""

    use_required_attribute = False

    def __init__(self, version: AnnouncementVersion, data: Any = None) -> None:
        super().__init__(data, initial=_given(version))
        self.fields["title"] = NeededToSend(max_length=120, label=_("Title"))
        for number, content in enumerate(CONTENTS, 1):
            rows = 1 if content.names_staff else 3
            self.fields[content.code] = NeededToSend(
                max_length=4_000, widget=forms.Textarea({"rows": rows}),
                label=f"{number}. {_(content.label)}", help_text=_(content.hint),
            )  # fmt: skip
        self.fields["shown_from_on"] = DayToSend(label=_("Shown from"))
        self.fields["shown_until_on"] = DayToSend(label=_("Shown up to and including"))
        for name in ("shown_from_on", "shown_until_on"):
            self.fields[name].width = "half"  # type: ignore[attr-defined]
        if version.version > 1:
            self.fields["changed"] = NeededToSend(
                max_length=200, label=_("Why is there a new version?"),
                help_text=_("Everybody reads it beside what was changed."),
            )  # fmt: skip

    def written(self) -> AnnouncementTexts:
        """What was typed, as the action takes it."""
        cleaned = self.cleaned_data
        return AnnouncementTexts(
            cleaned["title"], {code: cleaned[code] for code in CODES}, cleaned["shown_from_on"],
            cleaned["shown_until_on"], cleaned.get("changed", ""),
        )  # fmt: skip


class ReasonForm(forms.Form):
    """A reason: why it is sent back, or withdrawn."""

    use_required_attribute = False

    def __init__(self, label: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = NeededToSend(max_length=200, label=label, widget=forms.Textarea({"rows": 2}))


def _given(version: AnnouncementVersion) -> dict[str, Any]:
    names = ("title", "shown_from_on", "shown_until_on", "changed")
    return {**version.contents, **{name: getattr(version, name) for name in names}}
