"""What a resident fills in to sign in to the own page, and on it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from heed.insight.phones import is_phone
from heed.process.words import RequestKind
from heed.records.models import Person
from heed.rooms.portal.forms import TypedCode
from heed.ui.sent_twice import sent_key


class PhoneForm(forms.Form):
    """The telephone on record, to which a code is sent."""

    use_required_attribute = False

    telephone = forms.CharField(
        label=_("Your telephone"), max_length=40, help_text=_("The number that the estate office has of you."),
        error_messages={"required": _("Enter your telephone number.")},
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip

    def clean_telephone(self) -> str:
        typed: str = self.cleaned_data["telephone"]
        if not is_phone(typed):
            raise ValidationError(_("Enter a telephone number."))
        return typed


class HomeCodeForm(TypedCode, PhoneForm):
    """The code that was sent, for the telephone that was entered before."""

    telephone = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ContactForm(forms.Form):
    """How a resident wants to be reached; the telephone opens the page, so only the estate office changes it."""

    use_required_attribute = False

    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"))
    channel = forms.ChoiceField(label=_("How shall we write to you?"), widget=forms.RadioSelect)
    call_time = forms.CharField(
        label=_("Best time to call"), required=False, max_length=80, help_text=_("Such as after 3 pm.")
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        names = ("email", "language", "channel", "call_time")
        super().__init__(data, initial={name: getattr(person, name) for name in names})
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            ("", _("As I wrote to you")), ("sms", _("By text message")), ("mail", _("By e-mail")),
        ]  # fmt: skip
        self.fields["channel"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("channel") == "mail" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter an e-mail address, or choose another way."))
        return cleaned


class DataAskForm(forms.Form):
    """What a resident asks about the own data."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What would you like?"), widget=forms.RadioSelect,
        choices=[
            (RequestKind.COPY.value, _("A copy of everything that is on record of me")),
            (RequestKind.CORRECT.value, _("Have something corrected")),
            (RequestKind.ERASE.value, _("Have it erased")),
        ],
        error_messages={"required": _("Choose what you would like.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your words"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=_("For a correction: what is wrong, and what is right."),
    )  # fmt: skip
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def key(self) -> str | None:
        """The key by which this request is known when it is sent twice."""
        cleaned = self.cleaned_data
        return sent_key(cleaned["client_key"], [cleaned["kind"], cleaned["words"]], ())
