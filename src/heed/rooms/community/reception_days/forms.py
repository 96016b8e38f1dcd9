"""The forms of reception days: the day, its move, a sign-up, a matter that is raised."""

import secrets
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from heed.actions.reception_days.planning import TIMES, WORDS
from heed.actions.reception_days.signing_up import MOST_PEOPLE, Guest
from heed.insight.phones import is_phone
from heed.process.words import Channel, SignUpState
from heed.queries.reception_days import sign_ups_of
from heed.records.models import Project, ReceptionDay
from heed.ui.fields import InstantField, refuse_contact
from heed.ui.widgets import Chips

#: Seats of one day at most.
MOST_SEATS = 500
_LONG = 4_000


def _widths(form: forms.Form, **widths: Iterable[str]) -> None:
    for width, names in widths.items():
        for name in names:
            if name in form.fields:
                form.fields[name].width = width  # type: ignore[attr-defined]


class TimesForm(forms.Form):
    """When and where."""

    use_required_attribute = False

    begins_at = InstantField(label=_("Begins"))
    ends_at = InstantField(label=_("Ends"))
    place = forms.CharField(label=_("Venue"), max_length=120)
    sign_up_until = InstantField(label=_("Sign up until"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _widths(self, half=TIMES)


class DayForm(TimesForm):
    """All that the invitation says (R120 to R125)."""

    theme = forms.CharField(
        label=_("Theme"), max_length=80, help_text=_("Such as: owners' round table; parking; the lifts")
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    phone = forms.CharField(label=_("Contact telephone"), max_length=40)
    company = forms.CharField(label=_("Issued by: company"), max_length=80)
    office = forms.CharField(label=_("Issued by: office"), max_length=80)
    thanks = forms.CharField(
        label=_("Words of thanks"), required=False, max_length=_LONG, widget=forms.Textarea({"rows": 3}),
        help_text=_("Empty: the usual words of thanks, in the reader's language."),
    )  # fmt: skip
    client_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    field_order = ("theme", "begins_at", "ends_at", "sign_up_until", "place", "seats", "phone", "company", "office",
                   "thanks", "client_key")  # fmt: skip

    def __init__(self, project: Project, day: ReceptionDay | None = None, data: Any = None) -> None:
        given = {name: getattr(day, name) for name in (*TIMES, *WORDS)} if day else _usual(project)
        super().__init__(data, initial=given)
        _widths(self, half=("seats", "phone", "company", "office"))
        if day is not None:
            del self.fields["client_key"]
            for name in TIMES if day.opened_at else ():
                del self.fields[name]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not is_phone(phone):
            raise ValidationError(gettext("Enter a telephone number."))
        return phone


def _usual(project: Project) -> dict[str, Any]:
    """A Saturday afternoon in two weeks; the place, the seats and the names under the letter as at the last day."""
    today = timezone.localdate()
    on = today + timedelta(days=7 + (5 - today.weekday()) % 7)
    begins_at = timezone.make_aware(datetime.combine(on, time(14, 30)))
    last = ReceptionDay.objects.filter(project=project).order_by("-pk").first()
    office = last.office if last else gettext("Service centre of %(project)s") % {"project": project.name}
    return {
        "begins_at": begins_at, "ends_at": begins_at + timedelta(hours=2), "place": last.place if last else office,
        "seats": last.seats if last else 20,
        "sign_up_until": timezone.make_aware(datetime.combine(on - timedelta(days=1), time(12))),
        "company": last.company if last else settings.HEED_COMPANY, "office": office,
        "phone": last.phone if last else project.hotline,
        "client_key": secrets.token_urlsafe(16),
    }  # fmt: skip


class WhyForm(forms.Form):
    """Why a day is cancelled; everybody who signed up reads it."""

    use_required_attribute = False
    why = forms.CharField(
        label=_("The reason"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Everybody who signed up reads it."),
    )  # fmt: skip


class DayMoveForm(WhyForm, TimesForm):
    """Another time or place, and why."""

    field_order = ("begins_at", "ends_at", "place", "sign_up_until", "why")


class GuestForm(forms.Form):
    """Who signs up: online; `DeskGuestForm` for the desk and the telephone (R124)."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Full name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    unit = forms.CharField(label=_("Home or unit"), max_length=120, help_text=_("For example: 3-1502"))
    contact = forms.CharField(
        label=_("Telephone or e-mail"), max_length=120, widget=forms.TextInput({"autocomplete": "tel"}),
        help_text=_("We send a confirmation there, and tell you if anything changes."),
    )  # fmt: skip
    people = forms.TypedChoiceField(
        label=_("How many people come?"), choices=[(n, n) for n in range(1, MOST_PEOPLE + 1)], coerce=int, initial=1
    )
    about = forms.CharField(
        label=_("What is it about?"), required=False, max_length=_LONG, widget=forms.Textarea({"rows": 2}),
        help_text=_("So that the right colleague is there."),
    )  # fmt: skip
    client_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("client_key", secrets.token_urlsafe(16))
        _widths(self, half=("name", "unit", "contact", "people", "channel"))

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"]
        refuse_contact(contact)
        return contact

    def guest(self) -> Guest:
        """Who was typed, in the language of the page."""
        typed = self.cleaned_data
        language = get_language() or settings.LANGUAGE_CODE
        return Guest(typed["name"], typed["unit"], typed["contact"], typed["people"], typed["about"], language)


#: What owners read where they left a field empty.
_NEEDED = {
    "name": _("Tell us your name."),
    "unit": _("Tell us where you live."),
    "contact": _("Tell us how to reach you."),
}


class OpenGuestForm(GuestForm):
    """The same for everybody, with a field that only programs fill in."""

    website = forms.CharField(required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, words in _NEEDED.items():
            self.fields[name].error_messages["required"] = words

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(
                gettext("Something was filled in a field that people cannot see. Please press Send once more.")
            )
        return ""


class DeskGuestForm(GuestForm):
    """The same at the desk: how it reached us, and a contact only if there is one."""

    channel = forms.ChoiceField(label=_("How?"), widget=Chips, initial=Channel.PHONE.value)
    field_order = ("channel", "name", "unit", "contact", "people", "about", "client_key")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = (Channel.PHONE, gettext("By telephone")), (Channel.VISIT, gettext("At the desk"))
        self.fields["channel"].choices = [(channel.value, label) for channel, label in chosen]  # type: ignore[attr-defined]
        self.fields["contact"].required = False
        _widths(self, half=("people", "contact"))


class SignUpChangeForm(forms.Form):
    """How many come, and about what: what owners change on their own page."""

    use_required_attribute = False
    people = forms.TypedChoiceField(
        label=_("How many people come?"), choices=[(n, n) for n in range(1, MOST_PEOPLE + 1)], coerce=int
    )
    about = forms.CharField(
        label=_("What is it about?"), required=False, max_length=_LONG, widget=forms.Textarea({"rows": 2})
    )


class MatterForm(forms.Form):
    """What is raised at the day, and by whom: one who signed up, or another owner (R126)."""

    use_required_attribute = False

    sign_up = forms.ChoiceField(label=_("Who raises it?"), required=False)
    name = forms.CharField(label=_("Full name"), max_length=80, required=False, help_text=_("Of another owner"))
    unit = forms.CharField(label=_("Home or unit"), max_length=120, required=False, help_text=_("Of another owner"))
    contact = forms.CharField(
        label=_("Telephone or e-mail"), max_length=120, required=False, help_text=_("If we do not have it yet")
    )  # fmt: skip
    content = forms.CharField(
        label=_("What is raised, in the owner's words"), max_length=20_000, widget=forms.Textarea({"rows": 4})
    )
    course = forms.CharField(
        label=_("What has happened so far?"), required=False, max_length=4_000, widget=forms.Textarea({"rows": 2}),
        help_text=_("With these two a reply can be promised at once."),
    )  # fmt: skip
    about = forms.CharField(label=_("What or whom it is about"), max_length=120, required=False)
    wants = forms.CharField(label=_("What does the owner ask for?"), max_length=200, required=False)
    client_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, day: ReceptionDay, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"client_key": secrets.token_urlsafe(16)} | (initial or {}))
        gone = SignUpState.CANCELLED.value
        self.sign_ups = {str(one.pk): one for one in sign_ups_of(day) if one.state != gone}
        named = [(pk, f"{one.name} · {one.unit}") for pk, one in self.sign_ups.items()]
        self.fields["sign_up"].choices = [*named, ("", gettext("Another owner"))]  # type: ignore[attr-defined]
        _widths(self, third=("name", "unit", "contact"), half=("about", "wants"))

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"]
        refuse_contact(contact)
        return contact

    def clean(self) -> dict[str, Any]:
        """Name and home are asked of who did not sign up, and of nobody else."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sign_up") and (cleaned.get("name") or cleaned.get("unit")):
            self.add_error("sign_up", gettext("You typed another name or home: choose “Another owner”, or empty them."))
        for name in ("name", "unit") if not cleaned.get("sign_up") else ():
            if not cleaned.get(name):
                self.add_error(name, gettext("Please fill this in."))
        return cleaned
