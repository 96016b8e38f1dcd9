"""The forms of the gate: a complaint, the end of a call, a note, and the handover."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heed.process import facts
from heed.records.models import Account, Complaint, Person, Project
from heed.ui.widgets import FilesField


def _line(length: int = 120, **attrs: Any) -> forms.CharField:
    return forms.CharField(max_length=length, required=False, widget=forms.TextInput({"autocomplete": "off"} | attrs))


class _Labelled(forms.Form):
    """A form without the browser's own refusals, whose labels are set in the active language."""

    use_required_attribute = False

    def _label(self, **labels: str) -> None:
        for name, label in labels.items():
            self.fields[name].label = label


class GateForm(_Labelled):
    """What a guard takes in, on the telephone or at the gate (R82, R83, R87). Nothing is ticked beforehand."""

    client_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    project = forms.ModelChoiceField(Project.objects.none(), widget=forms.HiddenInput)
    person = forms.ModelChoiceField(Person.objects.none(), required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    q = _line()
    contact = _line(inputmode="tel")
    name = _line(80)
    unit = _line()
    content = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 4}))
    happened = _line()
    where = _line()
    course = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 2}))
    agitated = forms.BooleanField(required=False)
    anonymous = forms.BooleanField(required=False)
    repeat_of = forms.ModelChoiceField(Complaint.objects.none(), required=False, to_field_name="number")

    def __init__(
        self,
        projects: Sequence[Project],
        people: QuerySet[Person],
        earlier: Sequence[Complaint],
        data: Any = None,
        files: Any = None,
        **options: Any,
    ) -> None:
        first = {"client_key": uuid.uuid4().hex, "project": projects[0].pk if projects else None}
        super().__init__(data, files, initial=first | (options.pop("initial", None) or {}), **options)
        self.fields["project"].queryset = Project.objects.filter(pk__in=[project.pk for project in projects])  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["repeat_of"].queryset = Complaint.objects.filter(pk__in=[one.pk for one in earlier])  # type: ignore[attr-defined]
        self.fields["files"] = FilesField(required=False)
        self.fields["files"].widget.attrs |= {"accept": "image/*"}
        for fact in facts.DONE_AT_INTAKE:
            self.fields[fact.name] = forms.BooleanField(required=False, label=_(fact.label))
        self.fields["unit"].help_text = _("Nobody of here? Write “visitor” or “passer-by”.")
        self._label(
            q=_("Telephone or home of the resident"), contact=_("Telephone"), name=_("Owner's name"),
            unit=_("Home or unit"), content=_("What the owner says"), happened=_("When it happened"),
            where=_("Where it happened"), course=_("How it happened: details"), files=_("Photograph"),
            agitated=_("Is agitated"), anonymous=_("Does not want to give a name"),
            repeat_of=_("The same matter again?"),
        )  # fmt: skip

    @property
    def ticks(self) -> list[forms.BoundField]:
        """What only the guard can say was done."""
        return [self[fact.name] for fact in facts.DONE_AT_INTAKE]


class NoteForm(_Labelled):
    """A line of the shift log."""

    text = forms.CharField(max_length=2_000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._label(text=_("Note in the shift log"))


class HandoverForm(_Labelled):
    """To whom the shift is handed over, and what the next one has to know."""

    to = forms.ModelChoiceField(Account.objects.none(), empty_label=None)
    words = forms.CharField(max_length=4_000, required=False, widget=forms.Textarea({"rows": 4}))

    def __init__(self, people: QuerySet[Account], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
        self._label(to=_("Handed over to"), words=_("What the next one has to know"))
        self.fields["words"].help_text = _("Open matters below go with it. If there is nothing else, write “nothing”.")
