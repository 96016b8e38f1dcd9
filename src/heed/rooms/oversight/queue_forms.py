"""The forms of queues: every filter of the list with its order and columns, and the name and readers of a queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.actions.complaints.queues import Readers
from heed.process.roles import SEES_ALL
from heed.process.words import N_
from heed.queries.access import access_of, projects_of
from heed.queries.complaints.closed import closers
from heed.queries.complaints.filters import WORDS
from heed.queries.complaints.queues import ME
from heed.queries.regions import region_rows
from heed.records.models import Account, Project, Queue
from heed.rooms.oversight.asked import COLUMNS, USUAL
from heed.rooms.oversight.forms import FilterForm
from heed.ui.widgets import ManyChips

#: The filters that are words: name in the address, label, what no choice means.
_WORDED = (
    ("due", N_("Due"), N_("Any time")),
    ("emotion", N_("Emotion"), N_("Any")),
    ("promise", N_("Promise"), N_("Any")),
    ("silent", N_("Silence"), N_("Any")),
    ("sort", N_("Order"), N_("What is due next first")),
    ("group", N_("Groups"), N_("No groups")),
)
#: What the order and the groups offer besides "none".
_LEFT_OUT = {"sort": ("due",)}
ANYWHERE = "all"


class SettingsForm(FilterForm):
    """Every filter of the list, its order, groups and columns; in the address as the list reads it."""

    def __init__(self, account: Account, data: Any) -> None:
        shown = [name for name in str(data.get("columns") or "").split(",") if name in COLUMNS]
        data = data.copy()
        data.setlist("column", shown or USUAL)
        super().__init__(account, data)
        for name, label, nothing in _WORDED:
            self._offer_words(name, _(label), _(nothing))
        people = [(str(person.pk), person.name) for person in closers(account) if person.pk != account.pk]
        self.offer("person", _("Case owner"), _("Everybody"), [(ME, _("My cases")), *people], kept=False)
        if self.many_projects:
            self._offer_regions()
        columns = [(name, _(label)) for name, label in COLUMNS.items()]
        self.fields["column"] = forms.MultipleChoiceField(
            required=False, widget=ManyChips(), label=_("Columns"), choices=columns
        )

    def _offer_words(self, name: str, label: str, nothing: str) -> None:
        words = [(word.value, _(word.label)) for word in WORDS[name] if word not in _LEFT_OUT.get(name, ())]
        self.offer(name, label, nothing, words)

    def _offer_regions(self) -> None:
        regions = [(str(row.region.pk), row.path) for row in region_rows()]
        if regions:
            self.offer("region", _("Region"), _("All regions"), regions)


class QueueForm(forms.Form):
    """The name of a queue, and who sees it besides the person who saves it."""

    use_required_attribute = False
    name = forms.CharField(max_length=40)
    shared = forms.ChoiceField(required=False)
    role = forms.ChoiceField(required=False)

    def __init__(self, account: Account, data: Any = None, *, queue: Queue | None = None) -> None:
        super().__init__(data, initial=_initial(queue) if queue else None)
        self.projects = {str(project.pk): project for project in projects_of(account)}
        sees_company = access_of(account).projects() is None
        places = [(pk, project.name) for pk, project in self.projects.items()]
        self.fields["name"].label = _("Name")
        self._offer("shared", _("Who sees it"), [
            ("", _("Only I")), *([(ANYWHERE, _("The whole company"))] if sees_company else []), *places,
        ])  # fmt: skip
        roles = [(role.value, _(role.label)) for role in SEES_ALL]
        self._offer("role", _("There with this role"), [("", _("Every role")), *roles])

    def _offer(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].label = label
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def readers(self) -> Readers | None:
        """With whom it is shared; None: with nobody."""
        shared = self.cleaned_data["shared"]
        if not shared:
            return None
        project: Project | None = self.projects.get(shared)
        return Readers(project, self.cleaned_data["role"])


def _initial(queue: Queue) -> dict[str, str]:
    shared = str(queue.project_id or ANYWHERE) if queue.is_shared else ""
    return {"name": queue.name, "shared": shared, "role": queue.role}
