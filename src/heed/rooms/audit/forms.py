"""The filters of the audit log."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.words import AuditKind
from heed.queries.audit import AuditFilters
from heed.records.models import Account
from heed.ui.widgets import DayInput, FilterSelect

#: The filters that are days.
DAYS = ("since", "until")


class AuditForm(forms.Form):
    """The filters in the address; of the choices those that are none are ignored."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        everybody = Account.objects.order_by("name", "pk")
        self.fields["account"] = forms.ModelChoiceField(
            everybody, required=False, empty_label=_("Everyone"), widget=FilterSelect(_("Person"))
        )
        kinds = [("", _("All events")), *((kind.value, _(kind.label)) for kind in AuditKind)]
        self.fields["kind"] = forms.ChoiceField(required=False, choices=kinds, widget=FilterSelect(_("Event")))
        for name, label in zip(DAYS, (_("From"), _("Until")), strict=True):
            day = forms.DateField(required=False, widget=DayInput({"class": "input", "aria-label": label}), label=label)
            self.fields[name] = day

    @property
    def only(self) -> AuditFilters:
        """The filters that were chosen."""
        self.is_valid()
        account = self.cleaned_data.get("account")
        return AuditFilters(
            account=account.pk if account else None,
            kind=self.cleaned_data.get("kind", ""),
            since=self.cleaned_data.get("since"),
            until=self.cleaned_data.get("until"),
        )
