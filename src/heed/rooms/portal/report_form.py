"""What an owner fills in to report, in three steps: photos, what happened, who it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heed.process.policy.tree import Leaf
from heed.process.words import PlaceKind
from heed.queries.complaints.at_place import ReportedHere
from heed.records.models import Place
from heed.rooms.portal.capture import captured, chosen
from heed.rooms.portal.forms import LONGEST, Written, ask_for_files_again, refuse_unfit
from heed.ui.fields import refuse_contact
from heed.ui.names import in_words
from heed.ui.sent_twice import sent_key
from heed.ui.widgets import Chips

TAKEN = ("camera", "film", "files")
"""The fields with files; what they hold goes with the report together."""


class ReportForm(forms.Form):
    """A report to a project (R1, R3, R5, R6, R9). `anonymous` asks for no name, home or contact, and keeps none.

    At a `place` it asks neither where it is nor, at a home, which one; `kinds` are offered to choose from, and `here`
    is what others reported there: one of it may be joined.
    """

    use_required_attribute = False

    camera = captured("image", label=_("Take a photo"))
    film = captured("video", label=_("Record a short video"))
    files = chosen(label=_("Photos or files"))  # type: ignore[assignment]  # a form has its uploads there, too
    content = Written(
        label=_("What happened?"),
        needed=_("Tell us what happened."),
        help_text=_("A few words are enough. You need not know the right words or the right department."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )
    where = Written(label=_("Where?"), help_text=_("For example: lift 2 of building 3"), max_length=120)
    happened = Written(label=_("When?"), help_text=_("For example: this morning at eight"), max_length=120)
    wants = Written(
        label=_("What would you like us to do?"), help_text=_("For example: repair it, replace it, explain it"),
        max_length=200, widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    anonymous = forms.BooleanField(label=_("I would rather not say who I am"), required=False)
    name = Written(
        label=_("Your name"),
        needed=_("Tell us your name, or choose not to say who you are."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    unit = Written(
        label=_("Your home"),
        needed=_("Tell us where you live, or choose not to say who you are."),
        help_text=_("For example: 3-1502. If you do not live here: visitor, shop, courier …"),
        max_length=120,
    )
    organisation = Written(
        label=_("Office, shop or organisation"),
        help_text=_("Only if you write for one"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    contact = Written(
        label=_("Telephone or e-mail"),
        needed=_("Tell us how to reach you, or choose not to say who you are."),
        help_text=_("We send your number and link there, make sure that we understood, and tell you the result."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "tel"}),
    )
    joins = forms.CharField(widget=forms.HiddenInput, required=False)
    client_key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}))

    #: What is asked of those who say who they are, and kept of no others (R3, R6).
    IDENTITY = ("name", "unit", "contact")
    #: What is no fact of the complaint.
    _OWN = ("client_key", "website", "joins", "kind", "camera", "film")

    def __init__(
        self, place: Place | None, kinds: Sequence[Leaf], here: Sequence[ReportedHere], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.place, self.here = place, {str(one.pk): one for one in here}
        self.nameless = self.is_bound and bool(self["anonymous"].value())
        self.joined = self.here.get(str(self["joins"].value() or ""))
        for name in self.IDENTITY:
            self.fields[name].required = not self.nameless
        self.named = {leaf.code: in_words(leaf.names) for leaf in kinds}
        self.fields["kind"] = forms.ChoiceField(
            label=_("Is it one of these?"), required=False, widget=Chips(), choices=list(self.named.items())
        )
        if place is not None:
            del self.fields["where"]
        if self.joined or (self.is_bound and self["kind"].value()):
            self.fields["content"].required = False

    def clean_contact(self) -> str:
        """Nobody is promised a call that cannot be made; of who stays nameless nothing is kept."""
        contact: str = self.cleaned_data["contact"]
        refuse_contact(contact)
        return contact

    def clean_camera(self) -> list[UploadedFile]:
        return refuse_unfit(self.cleaned_data["camera"])

    def clean_film(self) -> list[UploadedFile]:
        return refuse_unfit(self.cleaned_data["film"])

    def clean_files(self) -> list[UploadedFile]:
        return refuse_unfit(self.cleaned_data["files"])

    def clean(self) -> dict[str, Any]:
        """Forget who it is, where that is declined; take nothing from a robot, and tell a person so."""
        cleaned = self.cleaned_data
        if self.nameless:
            for name in (*self.IDENTITY, "organisation"):
                self.errors.pop(name, None)
                cleaned[name] = ""
        if cleaned.get("joins") and not self.joined:
            self.add_error(
                None, _("That matter is no longer open. If something is wrong still, tell us in a few words.")
            )
            self.data = {**self.data, "joins": ""}
        if cleaned.get("website"):
            self.add_error(
                None, _("Something was filled in a field that people cannot see. Please press Send once more.")
            )
            self.data = {**self.data, "website": ""}
        return cleaned

    def full_clean(self) -> None:
        """Say that files have to be chosen again, where something else keeps the report back."""
        super().full_clean()
        ask_for_files_again(self, *TAKEN)

    def facts(self) -> dict[str, Any]:
        """What was filled in, by the names of the facts of `process.facts`.

        A kind that was chosen is the owner's own word for it, and says what happened where nothing else was written.
        """
        facts = {name: value for name, value in self.cleaned_data.items() if name not in self._OWN}
        facts["files"] = [file for name in TAKEN for file in self.cleaned_data[name]]
        kind = self.joined.leaf.code if self.joined else self.cleaned_data["kind"]
        if kind:
            facts |= {"category": kind, "content": facts["content"] or self._in_a_word(kind)}
        if self.place is not None:
            facts["where"] = self.place.path[:120]
        return facts

    def _in_a_word(self, kind: str) -> str:
        leaf = self.joined.leaf if self.joined else None
        words = in_words(leaf.names) if leaf else self.named[kind]
        said = gettext("Me too: %(kind)s (%(place)s)") if leaf else gettext("%(kind)s (%(place)s)")
        return said % {"kind": words, "place": self.place.path} if self.place else words

    def key(self) -> str | None:
        """The key by which this report is known when it is sent twice; None where the form carries none."""
        facts = self.facts() | {"joins": self.cleaned_data["joins"]}
        files = [(file.name, file.size) for file in facts.pop("files")]
        return sent_key(self.cleaned_data["client_key"], sorted(facts.items()), files)


def home_at(place: Place | None) -> str:
    """What the form has in it as the home, where the code is on the door of one."""
    return (place.number or place.path) if place is not None and place.kind == PlaceKind.UNIT else ""
