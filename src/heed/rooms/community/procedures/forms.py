"""The form of a version of a procedure."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.process.roles import AS_CHOSEN
from heed.queries.policies import current_policy
from heed.records.models import ProcedureVersion
from heed.rooms.community.requests import CommunityAccess
from heed.ui.fields import DayField
from heed.ui.names import category_choices
from heed.ui.widgets import ManyChips

#: A new version is read within so many days where nothing else is typed.
USUAL_DAYS = 7


class ProcedureForm(forms.Form):
    """For whom, about what, the text, what is new in it, and until when it is to be read."""

    use_required_attribute = False

    def __init__(self, may: CommunityAccess, before: ProcedureVersion | None, data: Any = None) -> None:
        super().__init__(data, initial=_given(before))
        if before is None:
            whole = _("All projects") if may.writes is None else None
            self.fields["project"] = forms.ModelChoiceField(
                may.projects_written(), label=_("Project"), required=may.writes is not None, empty_label=whole
            )
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=120)
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Who has to read it"),
            widget=ManyChips(),
            choices=[(role.value, _(role.label)) for role in AS_CHOSEN],
        )
        self.fields["category"] = forms.ChoiceField(
            label=_("Category"), required=False, choices=[("", _("None of them")), *category_choices(current_policy())],
            help_text=_("Complaints of this category lead to it."),
        )  # fmt: skip
        self.fields["text"] = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea({"rows": 14}))
        if before is not None:
            self.fields["changed"] = forms.CharField(label=_("What is new"), max_length=400)
        self.fields["read_by_on"] = DayField(
            label=_("To be read by"), help_text=_("Who has not read it then is reminded once.")
        )

    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it, without the project."""
        return {name: value for name, value in self.cleaned_data.items() if name != "project"}


def _given(before: ProcedureVersion | None) -> dict[str, Any]:
    given: dict[str, Any] = {"read_by_on": timezone.localdate() + timedelta(days=USUAL_DAYS)}
    if before is None:
        return given
    procedure = before.procedure
    return given | {
        "title": before.title,
        "text": before.text,
        "roles": procedure.roles,
        "category": procedure.category,
    }
