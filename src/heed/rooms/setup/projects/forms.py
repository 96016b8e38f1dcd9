"""A project's facts."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _

from heed.i18n.languages import DEFAULT
from heed.process.words import EstateKind
from heed.records.models import Project
from heed.rooms.setup.fields import language_field, widths
from heed.rooms.setup.projects.region_forms import RegionField
from heed.rooms.setup.start.forms import code_field
from heed.ui.widgets import Chips

#: Offered first; any other can be typed.
ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore", "Asia/Urumqi", "UTC")
FACTS = ("code", "name", "slug", "hotline", "address", "kind", "region", "timezone", "language")


class ProjectForm(forms.Form):
    """A project as it is, or a new one."""

    use_required_attribute = False

    def __init__(self, project: Project | None, data: Any = None) -> None:
        given = {name: getattr(project, name) for name in (*FACTS, "is_active")} if project else {}
        usual = {"timezone": "Asia/Shanghai", "language": DEFAULT.code, "kind": EstateKind.HOMES.value}
        super().__init__(data, initial=usual | given)
        self.fields = {
            "name": forms.CharField(max_length=80, label=_("Name"), help_text=_("The name by which owners know the "
                                                                                "estate.")),
            "code": code_field(),
            "slug": forms.RegexField(
                r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", label=_("Public web address"), required=project is not None,
                help_text=_("The last part of the web address on the poster: letters, digits and hyphens."),
                error_messages={"invalid": _("Only letters, digits and hyphens.")},
            ),
            "hotline": forms.CharField(
                max_length=40, label=_("Public telephone"), required=False,
                help_text=_("Owners see it on their page and on the poster."),
            ),
            "address": forms.CharField(max_length=200, label=_("Postal address"), required=False),
            "kind": forms.ChoiceField(
                label=_("What stands here"), required=False, widget=Chips(),
                choices=[(kind.value, _(kind.label)) for kind in EstateKind],
            ),
            "region": RegionField(label=_("Region"), empty_label=_("None")),
            "language": language_field(),
            "timezone": forms.CharField(
                max_length=40, label=_("Time zone"),
                widget=forms.TextInput({"list": "time-zones", "autocomplete": "off"}),
            ),
        }  # fmt: skip
        if project is not None:
            self.fields["is_active"] = forms.BooleanField(
                label=_("We manage this project"), required=False,
                help_text=_("Without the tick, the project accepts no new complaints; existing complaints stay "
                            "on record."),
            )  # fmt: skip
        widths(self, "half", ("name", "code", "slug", "hotline", "kind", "region", "language", "timezone"))

    zones = ZONES

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or self.initial["kind"])

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"] or self.data.get("code", "")).lower()

    def clean_timezone(self) -> str:
        zone = str(self.cleaned_data["timezone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("“%(timezone)s” is not a known time zone.") % {"timezone": zone})
        return zone
