"""The short intake of an emergency: what, where, who is hurt, a telephone (R20, R75)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process import facts
from heed.process.policy import Policy
from heed.queries.access import people_visible_to
from heed.records.models import Account, Person, Place, Project
from heed.ui.names import in_words
from heed.ui.widgets import Chips


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
    contact = forms.CharField(max_length=120, required=False)
    content = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, account: Account, projects: Sequence[Project], policy: Policy, data: Any = None) -> None:
        super().__init__(data, initial={"client_key": uuid.uuid4().hex, "project": projects[0].pk})
        self.fields["project"].queryset = Project.objects.filter(pk__in=[one.pk for one in projects])  # type: ignore[attr-defined]
        self.fields["person"].queryset = people_visible_to(account)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.filter(project__in=projects)  # type: ignore[attr-defined]
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
