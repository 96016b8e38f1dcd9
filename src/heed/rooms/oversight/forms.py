"""The filters of the list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.words import OPEN, Origin
from heed.queries.access import projects_of
from heed.queries.complaints.filters import UNASSESSED
from heed.queries.policies import current_policy
from heed.records.models import Account
from heed.ui.names import category_choices, in_words
from heed.ui.widgets import FilterSelect


class SelectsForm(forms.Form):
    """A form of selects without visible labels, each with a first choice that is everything."""

    def offer(self, name: str, label: str, everything: str, choices: Iterable[Any], *, kept: bool = True) -> None:
        """Offer these choices, and all of them at once. `kept`: they are the same for many readers, and drawn once."""
        shown = (("", everything), *choices)
        widget = FilterSelect(label, shown if kept else None)
        self.fields[name] = forms.ChoiceField(required=False, choices=lambda: shown, widget=widget, label=label)

    def offer_records(self, name: str, label: str, everything: str, found: Any) -> None:
        """Offer the rows that were found, and all of them at once."""
        widget = FilterSelect(label)
        field = forms.ModelChoiceField(found, required=False, empty_label=everything, widget=widget, label=label)
        self.fields[name] = field


class SearchForm(SelectsForm):
    """The words that are searched."""

    q = forms.CharField(required=False, max_length=120)


class ListFilterForm(SelectsForm):
    """What the filters of every list of the room offer: the reader's projects, categories and levels."""

    def __init__(self, account: Account, data: Any) -> None:
        super().__init__(data)
        self.policy = current_policy()
        projects = projects_of(account)
        self.offer_records("project", _("Project"), _("All projects"), projects)
        self.many_projects = len(projects) > 1
        levels = [(level.code, in_words(level.names)) for level in self.policy.levels]
        self.offer("level", _("Level"), _("All levels"), levels)
        self.offer("category", _("Category"), _("All categories"), category_choices(self.policy))


class FilterForm(ListFilterForm):
    """The filters in the address; invalid values are ignored."""

    q = forms.CharField(required=False, max_length=120)

    def __init__(self, account: Account, data: Any) -> None:
        super().__init__(account, data)
        self.offer("stage", _("Stage"), _("All stages"), [(stage.value, _(stage.label)) for stage in OPEN])
        categories = [*category_choices(self.policy), (UNASSESSED, _("Not assessed yet"))]
        self.offer("category", _("Category"), _("All categories"), categories)
        self.offer("origin", _("Origin"), _("All origins"), [(word.value, _(word.label)) for word in Origin])
