"""The form of a try to call back after a missed call, at the desk and at the gate (R41)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.words import CallBackOutcome
from heed.process.words.counter import CALLED_BACK
from heed.records.models import Account, Call
from heed.ui.fields import InstantField
from heed.ui.widgets import Chips


class TryForm(forms.Form):
    """What came of trying to call back (R41)."""

    use_required_attribute = False
    outcome = forms.ChoiceField(widget=Chips())
    next_at = InstantField(required=False)
    words = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tries = (CallBackOutcome.NOT_REACHED, CallBackOutcome.LATER, CallBackOutcome.GIVEN_UP)
        self.fields["outcome"].label = _("What came of it")
        self.fields["outcome"].choices = [(word.value, _(word.label)) for word in tries]  # type: ignore[attr-defined]
        self.fields["next_at"].label = _("When the caller wishes to be called")
        self.fields["words"].label = _("What was said, or why not")


def missed_call_page(call: Call, account: Account, form: TryForm, refusals: object) -> dict[str, Any]:
    """Return what the page of a missed call shows in every room: what was done, and whether `account` calls."""
    lines = call.call_backs.all()
    return {
        "call": call,
        "form": form,
        "lines": lines,
        "is_mine": any(line.account_id == account.pk for line in lines),
        "is_returned": call.complaint is not None or any(line.outcome in CALLED_BACK for line in lines),
        "refusals": refusals,
    }
