"""The forms that call a superior or ask a colleague over: the owner's consent, why, and whom (R33 to R35, R46, C8)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.reception.called_notes import FOR_COLLEAGUE, FOR_SUPERIOR
from heed.queries.reception import Meeting, began_at
from heed.queries.rota.on_duty import on_duty_now
from heed.queries.staff.colleagues import colleagues_to_ask, concerned
from heed.records.models import Account
from heed.ui.people_field import PeopleField
from heed.ui.widgets import Chips

_FIVE_MINUTES = timedelta(minutes=5)


class CallForm(forms.Form):
    """The owner's consent and the reason; whom it is about is said by its kinds as the field `to`.

    `reasons` are stored as message ids, so that who is called reads them in their own language.
    """

    reasons: ClassVar[tuple[str, ...]]
    use_required_attribute = False
    consent = forms.ChoiceField(widget=Chips(attrs={"autofocus": True}))
    why = forms.ChoiceField(required=False, widget=Chips())
    reason = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consent"].label = _("Does the owner agree?")
        self.fields["consent"].choices = [("yes", _("Yes, agrees")), ("no", _("No, does not want it"))]  # type: ignore[attr-defined]
        self.fields["why"].choices = [(reason, _(reason)) for reason in self.reasons]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("Other reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["said"] = cleaned.get("reason", "").strip() or cleaned.get("why", "")
        if not cleaned["said"] and "why" not in self.errors:
            self.add_error("reason", _("Choose a reason, or enter your own."))
        return cleaned


class SuperiorForm(CallForm):
    """The call of a superior (R33 to R35, C8)."""

    reasons = FOR_SUPERIOR
    to = forms.ModelChoiceField(Account.objects.none(), required=False, empty_label=None)

    def __init__(self, superiors: Mapping[Account, str], meeting: Meeting, *args: Any, **options: Any) -> None:
        """`superiors`: who may be called, each with the role by whose title the desk speaks of them (C18)."""
        super().__init__(*args, **options)
        self.superiors = superiors
        self.lasts = timezone.now() - (began_at(meeting) or timezone.now())
        self.fields["why"].label = _("Reason for calling")
        self.fields["to"].label = _("Person called")
        self.fields["to"].queryset = Account.objects.filter(pk__in=[account.pk for account in superiors])  # type: ignore[attr-defined]
        self.fields["to"].choices = [(account.pk, str(account)) for account in superiors]  # type: ignore[attr-defined]
        self.fields["to"].initial = next((account.pk for account in superiors), None)

    @property
    def first_role(self) -> str:
        """The role of who is chosen as long as nobody else is."""
        return next(iter(self.superiors.values()), "")

    @property
    def by_role(self) -> list[tuple[str, list[Account]]]:
        """The superiors of each role, as what is said before each of them is the same."""
        return [(role, [one for one in self.superiors if self.superiors[one] == role])
                for role in dict.fromkeys(self.superiors.values())]  # fmt: skip

    def clean_why(self) -> str:
        """The reason: nobody is agitated "after five minutes" before they are over."""
        why: str = self.cleaned_data["why"]
        if why == self.reasons[-1] and self.lasts < _FIVE_MINUTES:
            raise forms.ValidationError(_("This visit or call has not lasted five minutes yet."))
        return why


class ColleagueForm(CallForm):
    """The asking of a colleague (R46)."""

    reasons = FOR_COLLEAGUE

    def __init__(self, people: PeopleField, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="id_colleague_%s", **options)
        self.fields["why"].label = _("Reason")
        self.fields["to"] = people


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
