"""The steward of a place."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from heed.records.models import Account, Place
from heed.ui.people_field import PeopleField


class StewardForm(forms.Form):
    """The steward of a place: a person who works at the project, or no one."""

    use_required_attribute = False

    def __init__(self, place: Place, data: Any = None) -> None:
        super().__init__(data, initial={"steward": place.steward_id})
        here = Q(duties__project=place.project_id) | Q(duties__project__isnull=True, duties__isnull=False)
        staff = Account.objects.filter(here, is_active=True, by_link=False).distinct().order_by("name", "pk")
        self.fields["steward"] = PeopleField(
            staff, project=place.project_id, required=False,
            label=_("Looked after by"), empty_label=_("Nobody: the place above decides"),
            help_text=_("By policy the steward answers for complaints from here, and from all that stands in it."),
        )  # fmt: skip
