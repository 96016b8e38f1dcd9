"""The forms of incidents: making one, its texts, adding and taking out, the complaint at which the fix is made."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.records.models import Complaint, IncidentText


def _long(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def _named(complaints: Sequence[Complaint]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.number} · {one.title}") for one in complaints]


class IncidentTextForm(forms.Form):
    """The cause, and what the owners read; with the latest texts where there are some."""

    cause = _long(
        gettext_lazy("Cause"),
        gettext_lazy("Only the staff read it. Where it is not known yet, say so: you can write it anew at any time."),
    )
    told = _long(
        gettext_lazy("What its owners read"),
        gettext_lazy(
            "It stands on the page of each of them, and the desk reads it out. Name neither a person nor a home."
        ),
    )

    def __init__(self, *given: Any, latest: IncidentText | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        if latest is not None:
            self.initial = {"cause": latest.cause, "told": latest.told}


class IncidentWordsForm(forms.Form):
    """A reason."""

    words = _long("")

    def __init__(self, *given: Any, label: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["words"].label = label


class NewIncidentForm(IncidentTextForm):
    """At which complaint the fix is made, which others belong to it, the texts, and why they are one thing."""

    def __init__(self, found: Sequence[Complaint], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        named = _named(found)
        self.fields["main"] = forms.ChoiceField(label=_("Complaint at which the fix is made"), choices=named)
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("Complaints of the incident"),
            choices=named,
            widget=forms.CheckboxSelectMultiple,
            initial=[pk for pk, _name in named],
        )
        self.fields["words"] = _long(_("Why they are one thing"))
        self.order_fields(["main", "others", "words", "cause", "told"])


class AddComplaintForm(IncidentWordsForm):
    """The number of a complaint, and why it belongs to the incident."""

    number = forms.CharField(label=gettext_lazy("Number of the complaint"), max_length=32)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, label=_("Why it belongs to it"), **more)
        self.order_fields(["number", "words"])


class LeadForm(IncidentWordsForm):
    """The complaint at which the fix is made from now on."""

    def __init__(self, found: Sequence[Complaint], *given: Any, **more: Any) -> None:
        super().__init__(*given, label=_("Why the fix is made there"), **more)
        self.fields["main"] = forms.ChoiceField(label=_("Complaint at which the fix is made"), choices=_named(found))
        self.order_fields(["main", "words"])
