"""A resident and their homes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.masking import masked_email, masked_phone
from heed.process.words import Tenure
from heed.queries.residents.matching import homes_numbered
from heed.records.models import Person, Place, Project
from heed.rooms.setup.fields import widths
from heed.ui.fields import DayField, PhoneField
from heed.ui.widgets import Chips


def tenures() -> list[tuple[str, str]]:
    """Owner, tenant, family, in the active language."""
    return [(tenure.value, _(tenure.label)) for tenure in Tenure]


class PersonForm(forms.Form):
    """The facts of a person. Telephone and e-mail are masked: an empty field keeps the value on record."""

    use_required_attribute = False

    def __init__(self, person: Person | None, data: Any = None, initial: Any = None) -> None:
        kept = {name: getattr(person, name) for name in ("name", "honorific", "language", "notes")} if person else {}
        super().__init__(data, initial=kept | (initial or {}))
        self.person = person
        self.fields = {
            "name": forms.CharField(max_length=80, label=_("Full name")),
            "honorific": forms.CharField(
                max_length=20, label=_("Form of address"), required=False, help_text=_("For example Ms or Mr.")
            ),
            "phone": PhoneField(label=_("Phone"), required=False),
            "email": forms.EmailField(label=_("E-mail"), required=False),
            "language": forms.ChoiceField(
                label=_("Language"), required=False, choices=[("", _("Same as the project")), *settings.LANGUAGES]
            ),
            "notes": forms.CharField(
                label=_("Notes"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
                help_text=_("Only what helps to serve this person well. The person may ask to read it."),
            ),
        }  # fmt: skip
        if person is not None:
            self._mask("phone", masked_phone(person.phone) if person.phone else "")
            self._mask("email", masked_email(person.email) if person.email else "")
        widths(self, "half", ("name", "honorific", "phone", "email", "language"))

    def _mask(self, name: str, masked: str) -> None:
        if masked:
            self.fields[name].help_text = _("%(masked)s is on record. Leave it empty to keep it.") % {"masked": masked}

    def facts(self) -> dict[str, str]:
        """What changes: a telephone or an e-mail only where one was typed."""
        cleaned = self.cleaned_data
        kept = {"phone", "email"} if self.person is not None else set()
        return {name: str(value) for name, value in cleaned.items() if value or name not in kept}


class HomeField(forms.CharField):
    """A home as people type it: cleans to the one place of the project that is meant."""

    def __init__(self, projects: Any, **options: Any) -> None:
        super().__init__(max_length=80, **options)
        self.projects = projects

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value).strip()
        found = [home for project in self.projects for home in homes_numbered(project, text)]
        if not found:
            raise forms.ValidationError(_("There is no home “%(home)s”. Write it like 3-1502.") % {"home": text})
        if len(found) > 1:
            raise forms.ValidationError(_("Several homes match. Write the full name, with the building."))
        return found[0]


class HomeForm(forms.Form):
    """Where a person lives, in which capacity, and since when."""

    use_required_attribute = False

    def __init__(self, projects: list[Project], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"tenure": Tenure.OWNER.value, **(initial or {})})
        if len(projects) > 1:
            named = [(str(project.pk), project.name) for project in projects]
            self.fields["project"] = forms.ChoiceField(label=_("Project"), choices=named)
        chosen = projects
        if data and len(projects) > 1:
            chosen = [project for project in projects if str(project.pk) == data.get("project")]
        self.fields |= {
            "place": HomeField(chosen, label=_("Home"), help_text=_("For example 3-1502.")),
            "tenure": forms.ChoiceField(label=_("Lives here as"), choices=tenures(), widget=Chips()),
            "since_on": DayField(label=_("Since"), required=False),
        }
        widths(self, "half", ("place", "since_on"))


class MoveOutForm(forms.Form):
    """The last day in a home."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"until_on": timezone.localdate()})
        self.fields["until_on"] = DayField(label=_("Last day here"))
