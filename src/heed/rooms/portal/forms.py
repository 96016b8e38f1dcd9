"""What an owner fills in: the report, finding it again, and the moves of the secret page in an owner's words."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heed.actions.engine.files import is_too_large, most_megabytes
from heed.queries.complaints.search import number_in
from heed.records.owner_keys import CODE_DIGITS
from heed.ui.sent_twice import sent_key
from heed.ui.widgets import FileDrop, FilesField

Words = str | Promise
LONGEST = 20_000


class Written(forms.CharField):
    """Words just as they were written: nothing is stripped or cut, and a text too long is said, not shortened."""

    def __init__(self, needed: Words = "", **options: Any) -> None:
        wordings: dict[str, Any] = {"required": needed} if needed else {}
        wordings["max_length"] = _("This is too long: at most %(limit_value)s characters, you wrote %(show_value)s.")
        super().__init__(strip=False, error_messages=wordings, required=bool(needed), **options)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        return text if text.strip() else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted, and say nothing."""
        return {}


def photos(**options: Any) -> FilesField:
    """A field for several photos or files."""
    widget = FileDrop(accept="image/*,audio/*,video/*,.amr,.pdf,.doc,.docx")
    return FilesField(required=False, widget=widget, **options)


def refuse_large(files: list[UploadedFile]) -> list[UploadedFile]:
    """The files, or a sentence that names the one that is too large."""
    for file in files:
        if is_too_large(file):
            words = _("%(name)s is too large: a file may have up to %(size)s MB.")
            raise ValidationError(words % {"name": file.name, "size": most_megabytes(file)})
    return files


class ReportForm(forms.Form):
    """A report to a project (R1, R3, R5, R6, R9). `anonymous` asks for no name, home or contact, and keeps none."""

    use_required_attribute = False

    content = Written(
        label=_("What happened?"),
        needed=_("Tell us what happened."),
        help_text=_("Write it as you would tell it. You need not know the right words or the right department."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
    )
    where = Written(label=_("Where?"), help_text=_("For example: lift 2 of building 3"), max_length=120)
    happened = Written(label=_("When?"), help_text=_("For example: this morning at eight"), max_length=120)
    wants = Written(
        label=_("What would you like us to do?"), help_text=_("For example: repair it, replace it, explain it"),
        max_length=200, widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    files = photos(label=_("Photos or files"))  # type: ignore[assignment]  # a form has its uploads there, too
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
        help_text=_("We get in touch to make sure that we understood, and to tell you the result."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "tel"}),
    )
    client_key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}))

    #: What is asked of those who say who they are, and kept of no others (R3, R6).
    IDENTITY = ("name", "unit", "contact")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.nameless = self.is_bound and bool(self["anonymous"].value())
        for name in self.IDENTITY:
            self.fields[name].required = not self.nameless

    def clean_files(self) -> list[UploadedFile]:
        return refuse_large(self.cleaned_data["files"])

    def clean(self) -> dict[str, Any]:
        """Forget who it is, where that is declined; take nothing from a robot, and tell a person so."""
        cleaned = self.cleaned_data
        if self.nameless:
            for name in (*self.IDENTITY, "organisation"):
                self.errors.pop(name, None)
                cleaned[name] = ""
        if cleaned.get("website"):
            self.add_error(
                None, _("Something was filled in a field that people cannot see. Please press Send once more.")
            )
            self.data = {**self.data, "website": ""}
        return cleaned

    def full_clean(self) -> None:
        """Say that files have to be chosen again, where something else keeps the report back."""
        super().full_clean()
        if self.is_bound and self.errors and self.files and "files" not in self.errors:
            self.add_error("files", _("Please choose your photos again: a browser does not keep them."))

    def facts(self) -> dict[str, Any]:
        """What was filled in, by the names of the facts of `process.facts`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("client_key", "website")}

    def key(self) -> str | None:
        """The key by which this report is known when it is sent twice; None where the form carries none."""
        facts = self.facts()
        files = [(file.name, file.size) for file in facts.pop("files")]
        return sent_key(self.cleaned_data["client_key"], sorted(facts.items()), files)


class FindForm(forms.Form):
    """Finding the own page again: the number, to which a code is sent."""

    use_required_attribute = False

    number = forms.CharField(
        label=_("Number"), help_text=_("For example CH-20261121-014"), max_length=40,
        error_messages={"required": _("Enter the number that you were given.")},
    )  # fmt: skip

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        return number_in(typed) or typed.upper()


class CodeForm(FindForm):
    """The code that was sent to the contact on record, for the number that was entered before."""

    number = forms.CharField(max_length=40, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("The code from the message"), max_length=40,
        error_messages={"required": _("Enter the code that you were sent.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = re.sub(r"\D", "", unicodedata.normalize("NFKC", self.cleaned_data["code"]))
        if len(code) != CODE_DIGITS or not code.isascii():
            raise ValidationError(_("Enter all eight digits of the code."))
        return code
