"""What both lists share, homes and old complaints: the form for the file, reading it, its problems in words."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from heed.insight.spreadsheets import LARGEST, RowProblem, SheetText, UnreadableFile, read

R = TypeVar("R")
#: A list that was looked at waits so long for its yes, in seconds.
PATIENCE = 2 * 60 * 60
SHOWN = 200


class ListFileForm(forms.Form):
    """The form for the file."""

    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        accept = {"accept": ".xlsx,.xls,.ods,.csv"}
        self.fields["file"] = forms.FileField(label=_("The list"), widget=forms.FileInput(accept))


def read_by(form: ListFileForm, recognise: Callable[[list[SheetText]], R]) -> tuple[list[SheetText], R] | None:
    """The sheets of the file, and what they were recognised as; None where the form says what is wrong."""
    if not form.is_valid():
        return None
    try:
        sheets = _sheets_of(form.cleaned_data["file"])
        return sheets, recognise(sheets)
    except UnreadableFile as wrong:
        form.add_error("file", _(wrong.msgid) % wrong.params)
        return None


def _sheets_of(file: UploadedFile) -> list[SheetText]:
    """The sheets of the file. Raises UnreadableFile."""
    if (file.size or 0) > LARGEST:
        raise UnreadableFile(_("This file is larger than %(megabytes)s MB."), megabytes=LARGEST // 2**20)
    return read(file.read())


def rows_of(problems: Iterable[RowProblem]) -> int:
    """How many rows have problems."""
    return len({(problem.sheet, problem.row) for problem in problems})


def problems_in_words(problems: Iterable[RowProblem], named: dict[str, str]) -> list[dict[str, object]]:
    """Each problem with its row, sheet and column, as the page lists them."""
    return [
        {"row": one.row, "sheet": one.sheet, "column": named.get(one.column, ""), "text": _(one.msgid) % one.params}
        for one in sorted(problems, key=lambda one: (one.sheet, one.row))
    ]
