"""A region, new or renamed, and the choice of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.queries.regions import region_rows
from heed.records.models import Region
from heed.rooms.setup.fields import widths


class RegionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of regions, each by its whole path; `but` leaves out a region with all its parts."""

    def __init__(self, *, but: Region | None = None, **options: Any) -> None:
        rows = region_rows()
        self.paths = {row.region.pk: row.path for row in rows}
        own = self.paths.get(but.pk, "") if but else ""
        fitting = [pk for pk, path in self.paths.items() if not own or not f"{path} › ".startswith(f"{own} › ")]
        super().__init__(Region.objects.filter(pk__in=fitting), required=False, **options)
        self.choices = [("", self.empty_label), *((pk, self.paths[pk]) for pk in fitting)]


class RegionForm(forms.Form):
    """The name of a region, and its parent region."""

    use_required_attribute = False

    def __init__(self, region: Region | None, data: Any = None) -> None:
        given = {"name": region.name, "parent": region.parent_id} if region else {}
        super().__init__(data, initial=given)
        self.fields["name"] = forms.CharField(max_length=80, label=_("Name"), help_text=_("Such as East China."))
        self.fields["parent"] = RegionField(but=region, label=_("Within"), empty_label=_("None: it stands at the top"))
        widths(self, "half", ("name", "parent"))
