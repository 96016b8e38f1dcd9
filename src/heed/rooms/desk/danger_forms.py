"""The short intake of an emergency: what, where, who is hurt, a telephone (R20, R75)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.insight.told_facts import told_facts
from heed.move_forms.fields import NumberedComplaint
from heed.process import facts
from heed.process.policy import Policy
from heed.process.roles import AT_GATE, MAY_REVEAL
from heed.process.words import Emotion
from heed.queries.access import projects_of
from heed.queries.gate import residents_at
from heed.queries.triage.decided import text_of
from heed.queries.triage.suggesting import danger_among, suggestions_for
from heed.records.models import Account, Complaint, Person, Place, Project
from heed.ui.names import in_words
from heed.ui.widgets import Chips


def _brought_along(data: Any, policy: Policy) -> Any:
    """What was typed in the long intake; what happened and where, as the words tell it, where neither was chosen."""
    given, said = data.copy(), str(data.get("content") or "")
    if not given.get("category"):
        given["category"] = danger_among(suggestions_for(text_of(said, given.get("where") or ""), policy), policy)
    if given.get("agitated"):  # as a guard ticks it
        given["emotion"] = Emotion.AGITATED.value
    given["where"] = given.get("where") or told_facts(said).where or given.get("unit") or ""
    return given


def brought_from(complaint: Complaint) -> list[tuple[str, str]]:
    """What the short intake takes over from a complaint of which people are in danger by now: the names and values.

    It is linked as the earlier one. The telephone is asked anew: that of the record is not shown.
    """
    given: dict[str, Any] = {
        "client_key": uuid.uuid4().hex, "project": complaint.project_id, "repeat_of": complaint.number,
        "place": complaint.place_id, "unit": complaint.unit, "where": complaint.where,
    }  # fmt: skip
    if complaint.anonymous:
        given["anonymous"] = "1"
    else:
        given |= {"person": complaint.person_id, "name": complaint.name}
    return [(name, str(value)) for name, value in given.items() if value]


class EmergencyForm(forms.Form):
    """Asks only what helpers need; everything else waits until everybody is safe."""

    use_required_attribute = False
    client_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    project = forms.ModelChoiceField(Project.objects.none(), empty_label=None)
    person = forms.ModelChoiceField(Person.objects.none(), widget=forms.HiddenInput, required=False)
    place = forms.ModelChoiceField(Place.objects.none(), widget=forms.HiddenInput, required=False)
    name = forms.CharField(max_length=80, widget=forms.HiddenInput, required=False)
    unit = forms.CharField(max_length=120, widget=forms.HiddenInput, required=False)
    category = forms.ChoiceField(widget=Chips())
    where = forms.CharField(max_length=120)
    hurt = forms.CharField(max_length=120, required=False)
    anonymous = forms.BooleanField(required=False, widget=forms.HiddenInput)
    happened = forms.CharField(max_length=120, widget=forms.HiddenInput, required=False)
    course = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)
    emotion = forms.ChoiceField(required=False, choices=[("", ""), *Emotion.choices()], widget=forms.HiddenInput)
    contact = forms.CharField(max_length=120, required=False)
    content = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 2}))
    organisation = forms.CharField(max_length=120, widget=forms.HiddenInput, required=False)
    about = forms.CharField(max_length=120, widget=forms.HiddenInput, required=False)
    wants = forms.CharField(max_length=200, widget=forms.HiddenInput, required=False)

    def __init__(self, account: Account, projects: Sequence[Project], policy: Policy, data: Any = None) -> None:
        brought = data is not None and "send" not in data
        given = _brought_along(data, policy) if brought else data
        super().__init__(given, initial={"client_key": uuid.uuid4().hex, "project": projects[0].pk})
        self.fields["project"].queryset = Project.objects.filter(pk__in=[one.pk for one in projects])  # type: ignore[attr-defined]
        known_at = projects_of(account, (*MAY_REVEAL, *AT_GATE))
        self.fields["person"].queryset = residents_at(known_at)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.filter(project__in=projects)  # type: ignore[attr-defined]
        self.fields["repeat_of"] = NumberedComplaint(account, required=False, widget=forms.HiddenInput)
        dangers = [leaf for leaf in policy.leaves() if policy.helps_first(leaf.code)]
        self.fields["category"].choices = [(leaf.code, in_words(leaf.names)) for leaf in dangers]  # type: ignore[attr-defined]
        if len(projects) == 1:
            self.fields["project"].widget = forms.HiddenInput()
        labels = {
            "project": _("Project"), "category": _("What has happened"), "where": _("Where exactly"),
            "hurt": _(facts.HURT.label), "contact": _("Telephone to call back"), "content": _("What the caller says"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        for name in ("where", "hurt", "contact"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def is_first_look(self) -> bool:
        """Whether it was brought here from the long intake, filled in so far, and is not sent yet."""
        return self.is_bound and "send" not in self.data

    def said(self) -> str:
        """What was said, in the caller's words; where none were typed, what was asked."""
        given = self.cleaned_data
        names = dict(self.fields["category"].choices)  # type: ignore[attr-defined]
        return given["content"] or " · ".join(filter(None, (names[given["category"]], given["where"], given["hurt"])))
