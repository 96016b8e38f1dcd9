"""The filters of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.words import OPEN, Origin, Stage
from heed.queries.access import projects_of
from heed.queries.complaints.lists import Filters
from heed.queries.policies import current_policy
from heed.records.models import Account, Project
from heed.ui.names import category_choices, in_words
from heed.ui.widgets import FilterSelect


class FilterForm(forms.Form):
    """The filters in the address; invalid values are ignored."""

    q = forms.CharField(required=False, max_length=120)
    project = forms.ModelChoiceField(queryset=Project.objects.none(), required=False)
    stage = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    origin = forms.ChoiceField(required=False)
    category = forms.ChoiceField(required=False)

    def __init__(self, account: Account, data: Any) -> None:
        super().__init__(data)
        policy = current_policy()
        projects = forms.ModelChoiceField(
            projects_of(account), required=False, empty_label=_("All projects"), widget=FilterSelect(_("Project"))
        )
        self.fields["project"] = projects
        self.many_projects = len(projects.queryset or ()) > 1
        self._offer("stage", _("Stage"), _("All stages"), [(stage.value, _(stage.label)) for stage in OPEN])
        levels = [(level.code, in_words(level.names)) for level in policy.levels]
        self._offer("level", _("Level"), _("All levels"), levels)
        self._offer("origin", _("Origin"), _("All origins"), [(word.value, _(word.label)) for word in Origin])
        self._offer("category", _("Category"), _("All categories"), category_choices(policy))

    def _offer(self, name: str, label: str, everything: str, choices: list[Any]) -> None:
        shown = [("", everything), *choices]
        self.fields[name] = forms.ChoiceField(required=False, choices=shown, widget=FilterSelect(label))

    def filters(self, view: str) -> Filters:
        """The filters for the queue."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        project = chosen.get("project")
        return Filters(
            project=project.pk if project else None,
            stage=Stage.RECEIVED.value if view == "unverified" else chosen.get("stage", ""),
            level=chosen.get("level", ""),
            category=chosen.get("category", ""),
            origin=chosen.get("origin", ""),
            text=chosen.get("q", ""),
            mine=view == "mine",
            overdue=view == "late",
            today=view == "today",
            escalated=view == "escalated",
        )
