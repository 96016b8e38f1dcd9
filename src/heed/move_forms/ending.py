"""The form that ends a visit or a call of which no complaint was recorded, at the desk and at the gate (R1, R41)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.move_forms.fields import NumberedComplaint
from heed.process.words.counter import NothingRecorded
from heed.records.models import Account
from heed.ui.widgets import Chips

#: The fields stand among those of the intake, in one form of the page: they begin with this.
PREFIX = "end"
_TYPED = ("content", "happened", "where", "about", "wants", "course")
_OF_STRANGER = ("name", "unit", "contact")


class EndingForm(forms.Form):
    """Why there is nothing to record, in a word or a few; or the complaint on record to which it belonged."""

    use_required_attribute = False
    because = forms.ChoiceField(required=False, widget=Chips())
    about = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, account: Account, data: Any = None, *, typed: str = "", links: bool = True) -> None:
        """`typed`: the words in the form of the intake. `links`: whether a complaint on record may be named."""
        super().__init__(data, prefix=PREFIX)
        self.typed = typed
        self.fields["because"].label = _("Why is there nothing to record?")
        self.fields["because"].choices = [(word.value, _(word.label)) for word in NothingRecorded]  # type: ignore[attr-defined]
        self.fields["about"].label = _("What it was about")
        if links:
            number = NumberedComplaint(account, required=False, max_length=40)
            number.label = _("Or the number of the complaint on record to which it belongs")
            self.fields["complaint"] = number

    def clean(self) -> dict[str, Any]:
        """Words in the form of the intake are kept as what it was about; nothing typed is lost without a question."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.typed and not cleaned.get("about"):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix("about")] = self.typed  # type: ignore[index]
            self.add_error(
                "about", _("You have typed this, and it is not recorded yet. Is it a complaint? Then record it.")
            )
        return cleaned


def was_asked(data: Mapping[str, Any]) -> bool:
    """Whether the fields of the form were on the page that was sent."""
    return f"{PREFIX}-about" in data


def words_typed(data: Mapping[str, Any], number: str = "") -> str:
    """What was typed in the form of an intake, line by line; `number` was filled in by Heed."""
    names = _TYPED if data.get("person") else (*_TYPED, *_OF_STRANGER)
    texts = [str(data.get(name) or "").strip() for name in names]
    return "\n".join(text for text in texts if text and text != number)
