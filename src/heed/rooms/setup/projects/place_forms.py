"""A place, new or renamed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.process.words import PlaceKind
from heed.records.models import Place, Project
from heed.rooms.setup.fields import widths
from heed.ui.widgets import Chips


class PlaceForm(forms.Form):
    """A building, a home or a public spot. A new one says what it is and where; an old one keeps both."""

    use_required_attribute = False

    def __init__(self, project: Project, place: Place | None, data: Any = None, initial: Any = None) -> None:
        given = {"name": place.name, "number": place.number, "is_active": place.is_active} if place else initial or {}
        super().__init__(data, initial=given)
        kinds = [(kind.value, _(kind.label)) for kind in PlaceKind]
        buildings = Place.objects.filter(project=project, kind=PlaceKind.BUILDING, is_active=True).order_by("path")
        if place is None:
            self.fields["kind"] = forms.ChoiceField(label=_("Type"), choices=kinds, widget=Chips())
            self.fields["parent"] = forms.ModelChoiceField(
                buildings, required=False, label=_("In which building"), empty_label=_("None: outside the buildings")
            )
        self.fields["name"] = forms.CharField(
            max_length=80,
            label=_("Name"),
            help_text=_("3号楼 for a building, 1502 for a home, 2号电梯 for a public area."),
        )
        if place is None or place.kind == PlaceKind.UNIT:
            self.fields["number"] = forms.CharField(
                max_length=40, required=False, label=_("Number in everyday use"), help_text=_("For example 3-1502.")
            )
            widths(self, "half", ("name", "number"))
        if place is not None:
            self.fields["is_active"] = forms.BooleanField(
                required=False, label=_("In use"),
                help_text=_("Without the tick, this place and everything in it can no longer be chosen."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == PlaceKind.UNIT and not told.get("parent"):
            self.add_error("parent", _("Choose the building of the home."))
        if told.get("kind") == PlaceKind.BUILDING:
            told["parent"] = None
        return told
