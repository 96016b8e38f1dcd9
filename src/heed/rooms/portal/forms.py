"""What an owner fills in, apart from the report: words and files, and the number and code that lead back."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heed.actions.engine.files import PROGRAM, is_too_large, most_megabytes, runs
from heed.queries.complaints.search import number_in
from heed.records.owner_keys import CODE_DIGITS
from heed.ui.widgets import FileDrop, FilesField

Words = str | Promise
LONGEST = 20_000
ACCEPTED = "image/*,audio/*,video/*,.amr,.pdf,.doc,.docx"


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
    widget = FileDrop(accept=ACCEPTED)
    return FilesField(required=False, widget=widget, **options)


def refuse_unfit(files: list[UploadedFile]) -> list[UploadedFile]:
    """The files, or a sentence that names the one that is too large, or is a program."""
    for file in files:
        if runs(file):
            raise ValidationError(_(PROGRAM) % {"name": file.name})
        if is_too_large(file):
            words = _("%(name)s is too large: a file may have up to %(size)s MB.")
            raise ValidationError(words % {"name": file.name, "size": most_megabytes(file)})
    return files


def ask_for_files_again(form: forms.Form, *names: str) -> None:
    """Say at the last of the fields of files that they have to be chosen again, where something else is wrong."""
    if form.is_bound and form.errors and form.files and not any(name in form.errors for name in names):
        form.add_error(names[-1], _("Please choose your photos again: a browser does not keep them."))


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


class TypedCode(forms.Form):
    """A code that was sent, as it was typed: cleans to its eight digits."""

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


class CodeForm(TypedCode, FindForm):
    """The code that was sent to the contact on record, for the number that was entered before."""

    number = forms.CharField(max_length=40, widget=forms.HiddenInput)
