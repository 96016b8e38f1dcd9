"""A resident's needs in contact, and their representative. Confidential facts are typed anew or kept, never shown."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.masking import masked_phone
from heed.process.words import ConsentForm
from heed.records.models import Person, Representative, Vulnerability
from heed.rooms.setup.fields import PhoneField, widths
from heed.ui.fields import DayField
from heed.ui.widgets import Chips, DayInput

NEEDS = ("hard_of_hearing", "large_print", "asked_in_writing", "call_time")


class CareForm(forms.Form):
    """Needs in contact, and special care with its reason. The reason on record is not shown: empty keeps it."""

    use_required_attribute = False

    def __init__(self, person: Person, data: Any = None) -> None:
        self.has_reason = Vulnerability.objects.filter(person=person).exists()
        given = {name: getattr(person, name) for name in NEEDS} | {"vulnerable": self.has_reason}
        super().__init__(data, initial=given)
        self.fields = {
            "hard_of_hearing": forms.BooleanField(required=False, label=_("Hard of hearing")),
            "large_print": forms.BooleanField(required=False, label=_("Reads large print")),
            "asked_in_writing": forms.BooleanField(
                required=False, label=_("Wishes to be asked in writing, by questionnaire")
            ),
            "call_time": forms.CharField(
                required=False, max_length=80, label=_("Best time to call"), help_text=_("Such as after 3 pm.")
            ),
            "vulnerable": forms.BooleanField(required=False, label=_("Needs special care")),
            "reason": forms.CharField(
                required=False, max_length=400, label=_("Reason"), widget=forms.Textarea({"rows": 2}),
                help_text=_("Read only at the desk and beside this person's complaints. Write no more than is needed."),
            ),
        }  # fmt: skip
        if self.has_reason:
            self.fields["reason"].help_text = _("A reason is on record. Leave it empty to keep it.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("vulnerable") and not cleaned.get("reason") and not self.has_reason:
            self.add_error("reason", _("Write why this person needs special care."))
        return cleaned

    def require(self) -> dict[str, str | bool]:
        """The needs in contact, by the names of their columns."""
        return {name: self.cleaned_data[name] for name in NEEDS}


class RepresentativeForm(forms.Form):
    """The representative of a person, and the consent. The telephone on record is masked: an empty field keeps it."""

    use_required_attribute = False

    def __init__(self, person: Person, data: Any = None) -> None:
        self.known = Representative.objects.filter(person=person).first()
        columns = ("name", "consent_on", "consent_form")
        kept = {name: getattr(self.known, name) for name in columns} if self.known else {}
        super().__init__(data, initial={"consent_form": ConsentForm.SIGNED.value, **kept})
        forms_of_consent = [(form.value, _(form.label)) for form in ConsentForm]
        self.fields = {
            "name": forms.CharField(max_length=80, label=_("Full name")),
            "phone": PhoneField(label=_("Phone"), required=self.known is None),
            "consent_on": DayField(label=_("Consent given on"), widget=DayInput({"max": timezone.localdate()})),
            "consent_form": forms.ChoiceField(label=_("How"), choices=forms_of_consent, widget=Chips()),
        }  # fmt: skip
        if self.known is not None:
            masked = {"masked": masked_phone(self.known.phone)}
            self.fields["phone"].help_text = _("%(masked)s is on record. Leave it empty to keep it.") % masked
        widths(self, "half", ("name", "phone", "consent_on"))

    def facts(self) -> dict[str, Any]:
        """The representative and the consent, with the telephone on record where none was typed."""
        kept = self.known.phone if self.known is not None else ""
        return self.cleaned_data | {"phone": self.cleaned_data["phone"] or kept}
