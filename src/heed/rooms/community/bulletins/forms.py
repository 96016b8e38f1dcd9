"""The form of a bulletin: for whom, from when until when, and the text in each language (R114)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.i18n.languages import LANGUAGES
from heed.process.roles import READS_BULLETINS
from heed.process.words import PlaceKind, Reader
from heed.records.models import Bulletin, Place, Project
from heed.ui.fields import InstantField
from heed.ui.widgets import ManyChips

#: For how long a bulletin is shown where nothing else is chosen.
USUAL = timedelta(days=14)


class BulletinForm(forms.Form):
    """A bulletin of a project, or with None of all; a language is left empty, or has both title and text.

    It begins with the text of the one that it is `like`, and with `times` other than those of a new one.
    """

    use_required_attribute = False

    def __init__(
        self, project: Project | None, like: Bulletin | None = None, data: Any = None, *, times: Any = None
    ) -> None:
        super().__init__(data, initial=_given(like) | (times or {}))
        if project is not None:
            buildings = Place.objects.filter(project=project, kind=PlaceKind.BUILDING.value, is_active=True)
            self.fields["place"] = forms.ModelChoiceField(
                buildings.order_by("path"), label=_("Building"), required=False, empty_label=_("The whole estate")
            )
        self.fields["readers"] = forms.MultipleChoiceField(
            label=_("Meant for"), widget=ManyChips(),
            choices=[(one.value, _(one.label)) for one in (*Reader, *READS_BULLETINS)],
            help_text=_("What is meant for owners or tenants is public: it stands on the estate's page."),
        )  # fmt: skip
        self.fields["shown_from_at"] = InstantField(label=_("Show from"))
        self.fields["shown_until_at"] = InstantField(label=_("Show until"))
        for language in LANGUAGES:
            of = {"language": language.name}
            self.fields[f"title_{language.field}"] = forms.CharField(
                max_length=120, required=False, label=_("Title (%(language)s)") % of
            )
            self.fields[f"text_{language.field}"] = forms.CharField(
                max_length=4_000, required=False, widget=forms.Textarea({"rows": 4}),
                label=_("Text (%(language)s)") % of,
            )  # fmt: skip
        for name in ("place", "shown_from_at", "shown_until_at"):
            if name in self.fields:
                self.fields[name].width = "third"  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        cleaned = self.cleaned_data
        texts = {
            language.field: {name: cleaned[f"{name}_{language.field}"] for name in ("title", "text")}
            for language in LANGUAGES
        }
        names = ("readers", "shown_from_at", "shown_until_at")
        return {"texts": texts, "place": cleaned.get("place")} | {name: cleaned[name] for name in names}


def _given(like: Bulletin | None) -> dict[str, Any]:
    now = timezone.localtime().replace(second=0, microsecond=0)
    times = {"shown_from_at": now, "shown_until_at": now + USUAL}
    if like is None:
        return {"readers": [Reader.OWNER.value, Reader.TENANT.value], **times}
    texts = {f"{name}_{field}": text for field, said in like.texts.items() for name, text in said.items()}
    return texts | {"readers": like.readers, "place": like.place_id} | times
