"""Which places get codes, and on what they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.ui.widgets import Chips

PAPERS = (("poster", gettext_lazy("Posters, one on a page of A4")), ("stickers", gettext_lazy("Stickers of 70 × 37 mm, 24 on a sheet of A4")))  # noqa: E501  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places that are chosen together; `lacking` of them have no code yet."""

    key: str
    label: str
    places: int
    lacking: int


class CodesForm(forms.Form):
    """One or several groups of places, and the paper."""

    use_required_attribute = False

    def __init__(self, groups: Sequence[PlaceGroup], data: Any = None) -> None:
        first = [group.key for group in groups[:1]]
        super().__init__(data, initial={"groups": first, "paper": PAPERS[0][0]})
        self.fields["groups"] = forms.MultipleChoiceField(
            choices=[(group.key, _described(group)) for group in groups],
            label=_("Places"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )
        self.fields["paper"] = forms.ChoiceField(choices=PAPERS, label=_("Printed on"), widget=Chips())


def _described(group: PlaceGroup) -> str:
    words = _("%(label)s (%(places)s, %(lacking)s without a code)") if group.lacking else _("%(label)s (%(places)s)")
    return words % {"label": group.label, "places": group.places, "lacking": group.lacking}
