"""Photos and films straight from the camera of a telephone: file fields that open it."""

from typing import Any

from django import forms

from heed.rooms.portal.forms import ACCEPTED
from heed.ui.widgets import FilesField

CAMERA = "environment"
"""The camera at the back, which sees what is wrong (HTML Media Capture)."""


class Picker(forms.FileInput):
    """A file field that takes several files; with `capture` it opens the camera where there is one."""

    allow_multiple_selected = True

    def __init__(self, accept: str, capture: str = "") -> None:
        super().__init__({"multiple": True, "accept": accept} | ({"capture": capture} if capture else {}))


def captured(kind: str, **options: Any) -> FilesField:
    """A field for what the camera takes: `kind` is image or video."""
    return FilesField(required=False, widget=Picker(f"{kind}/*", CAMERA), **options)


def chosen(**options: Any) -> FilesField:
    """A field for what is on the telephone already."""
    return FilesField(required=False, widget=Picker(ACCEPTED), **options)
