"""The form that asks a colleague over: the owner's consent, why, and whom (R46)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.process.words import N_
from heed.queries.reception import Meeting
from heed.queries.rota.on_duty import on_duty_now
from heed.queries.staff.colleagues import colleagues_to_ask, concerned
from heed.records.models import Account
from heed.ui.people_field import PeopleField
from heed.ui.widgets import Chips

#: Why a colleague is asked: stored as these message ids, so that the colleague reads them in their own language.
_REASONS = (
    N_("The owner asks for this person"),
    N_("The matter is already in this person's hands"),
    N_("This person knows the subject"),
)


class ColleagueForm(forms.Form):
    """The owner's consent, the reason, and the colleague."""

    use_required_attribute = False
    consent = forms.ChoiceField(widget=Chips(attrs={"autofocus": True}))
    why = forms.ChoiceField(required=False, widget=Chips())
    reason = forms.CharField(max_length=200, required=False)

    def __init__(self, people: PeopleField, data: Any = None) -> None:
        super().__init__(data, auto_id="id_colleague_%s")
        self.fields["to"] = people
        self.fields["consent"].label = _("Does the owner agree?")
        self.fields["consent"].choices = [("yes", _("Yes, agrees")), ("no", _("No, does not want it"))]  # type: ignore[attr-defined]
        self.fields["why"].label = _("Reason")
        self.fields["why"].choices = [(reason, _(reason)) for reason in _REASONS]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("Other reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["said"] = cleaned.get("reason", "").strip() or cleaned.get("why", "")
        if not cleaned["said"]:
            self.add_error("reason", _("Choose a reason, or enter your own."))
        return cleaned


def colleague_form(meeting: Meeting, account: Account, data: Any = None) -> ColleagueForm:
    """The form of this visit or call: who knows the matter comes first, then those on duty, then all by their role."""
    now, project = timezone.now(), meeting.project
    people = PeopleField(
        colleagues_to_ask(project, account, now, meeting.complaint),
        project=project,
        concerned=concerned(project, meeting.complaint, meeting.person),
        likely=on_duty_now(project, now),
        label=_("Colleague"),
        empty_label=_("Choose…"),
    )
    return ColleagueForm(people, data)
