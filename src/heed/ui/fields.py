"""Form fields for days and instants: a year of which nobody records anything is refused in a sentence."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from heed.insight.numbers import FIRST_YEAR, LAST_YEAR, is_recordable
from heed.insight.phones import is_phone
from heed.insight.visible import visible
from heed.ui.widgets import DayInput, InstantInput


def refuse_year(on: date) -> None:
    """Raise ValidationError for a year of which nobody records anything."""
    if not is_recordable(on):
        words = _("This year cannot be meant: enter one from %(first)s to %(last)s.")
        raise ValidationError(words, params={"first": FIRST_YEAR, "last": LAST_YEAR})


class DayField(forms.DateField):
    """A day, chosen with the browser's own picker."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        on = super().to_python(value)
        if on is not None:
            refuse_year(on)
        return on


class InstantField(forms.DateTimeField):
    """A date with a time, in the time zone of the page."""

    widget = InstantInput

    def to_python(self, value: Any) -> Any:
        try:
            at = super().to_python(value)
        except OverflowError as outside:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from outside
        if at is not None:
            refuse_year(at)
        return at


def refuse_contact(contact: str) -> None:
    """Raise ValidationError for a contact by which nobody can be reached: neither a telephone number nor an e-mail."""
    if contact.strip() and not is_phone(contact) and not _is_email(contact):
        raise ValidationError(_("Enter a telephone number or an e-mail address."))


def _is_email(contact: str) -> bool:
    try:
        validate_email(contact.strip())
    except ValidationError:
        return False
    return True


class PhoneField(forms.CharField):
    """A telephone number in any shape, or several; kept as it was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> str:
        text = visible(super().clean(value))
        if text and not is_phone(text):
            raise ValidationError(_("Enter a telephone number."))
        return text
