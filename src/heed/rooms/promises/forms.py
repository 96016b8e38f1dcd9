"""The filters of the ledger and of the record."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _

from heed.process.words import N_, PromiseState
from heed.queries.access import projects_of
from heed.queries.promises.ledger import OWED, RISK, LedgerFilter
from heed.queries.promises.track_record import promisers
from heed.records.models import Account, Project
from heed.ui.fields import DayField, InstantField
from heed.ui.people_field import people_filter
from heed.ui.widgets import FilterSelect

#: What became of them, in the order of the list; a missing `state` in the address is the first.
STATES: tuple[tuple[str, str], ...] = (
    (PromiseState.OPEN.value, N_("Open promises")),
    (RISK, N_("Cannot be kept in time")),
    (OWED, N_("Apology due")),
    (PromiseState.KEPT.value, PromiseState.KEPT.label),
    (PromiseState.RENEGOTIATED.value, PromiseState.RENEGOTIATED.label),
    (PromiseState.BROKEN.value, PromiseState.BROKEN.label),
    (PromiseState.RELEASED.value, PromiseState.RELEASED.label),
    ("all", N_("All promises")),
)


class ScopeForm(forms.Form):
    """Project and person. Http404 for one that the reader has not: a list must not show more than its address says."""

    project = forms.ModelChoiceField(queryset=Project.objects.none(), required=False)
    person = forms.ModelChoiceField(queryset=Account.objects.none(), required=False)

    def __init__(self, account: Account, data: Any) -> None:
        super().__init__(data)
        self.fields["project"] = forms.ModelChoiceField(
            projects_of(account), required=False, empty_label=_("All projects"), widget=FilterSelect(_("Project"))
        )
        self.fields["person"] = people_filter(promisers(account), _("Who promised"), _("Everyone"))

    def chosen(self, name: str) -> Any:
        """The chosen value of a field; None where it is empty. Http404 where it is none of those offered."""
        if name in self.errors:
            raise Http404
        return self.cleaned_data.get(name)


class LedgerForm(ScopeForm):
    """Project and person, with the state, the reader's own promises, and the month or day that a figure opened."""

    state = forms.ChoiceField(required=False)
    mine = forms.BooleanField(required=False)
    today = forms.BooleanField(required=False)
    month = DayField(required=False)
    since = InstantField(required=False)

    def __init__(self, account: Account, data: Any) -> None:
        super().__init__(account, data)
        choices = [(code, _(label)) for code, label in STATES]
        self.fields["state"] = forms.ChoiceField(required=False, choices=choices, widget=FilterSelect(_("Status")))
        self.order_fields(["state", "project", "person", "mine", "today", "month", "since"])

    @property
    def filter(self) -> LedgerFilter:
        """The filter of the ledger."""
        project, person, month = self.chosen("project"), self.chosen("person"), self.chosen("month")
        state = self.chosen("state") or STATES[0][0]
        return LedgerFilter(
            state="" if state == "all" else state,
            project=project.pk if project else None,
            person=person.pk if person else None,
            mine=bool(self.chosen("mine")),
            today=bool(self.chosen("today")),
            month=date(month.year, month.month, 1) if month else None,
            since=self.chosen("since"),
        )
