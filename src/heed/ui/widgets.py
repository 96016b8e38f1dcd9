"""Widgets: pills to choose from, a drop zone for files, a signature pad, dates and times."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MEGABYTE = 2**20
Offered = tuple[tuple[str, Any], ...]
"""The choices of a select: values with their words, or the words of a group with its choices."""


class Chips(forms.RadioSelect):
    """Radio buttons as a row of pills: `Chips(tones={"agitated": "warn"})`."""

    layout = "chips"

    def __init__(self, *args: Any, tones: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tones = dict(tones or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if tone := self.tones.get(str(value)):
            option["attrs"]["data-tone"] = tone
        return option


class ManyChips(forms.CheckboxSelectMultiple):
    """Checkboxes as a row of pills."""

    layout = "chips"


class FilterSelect(forms.Select):
    """A select of a filter bar, without a visible label; `label` is read by screen readers.

    With `offered`, its choices as tuples, it is drawn once for each choice that is made.
    """

    def __init__(self, label: str, offered: Offered | None = None) -> None:
        super().__init__({"class": "input", "aria-label": label})
        self.offered = offered

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        if self.offered is None:
            return super().render(name, value, attrs, renderer)
        shown = self.build_attrs(self.attrs, attrs)
        return _drawn_select(
            get_language(), name, "" if value is None else str(value), tuple(shown.items()), self.offered
        )


@lru_cache(maxsize=2_048)
def _drawn_select(
    _language: str | None, name: str, value: str, attrs: tuple[tuple[str, Any], ...], offered: Offered
) -> SafeString:
    return forms.Select(dict(attrs), offered).render(name, value)


class FileDrop(forms.ClearableFileInput):
    """A file field with a drop zone; scripts check `accept` and the largest sizes before sending, too."""

    allow_multiple_selected = True
    template_name = "ui/form/file_drop.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = "") -> None:
        super().__init__({"multiple": True, **({"accept": accept} if accept else {}), **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["max_size"] = settings.HEED_UPLOAD_MB * MEGABYTE
        context["widget"]["max_media_size"] = settings.HEED_MEDIA_MB * MEGABYTE
        return context


class FilesField(forms.FileField):
    """Several files at once: cleans to a list of uploads, empty when none was given."""

    widget = FileDrop

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        several: Iterable[Any] = data if isinstance(data, (list, tuple)) else [data] if data else []
        several = list(several)
        if len(several) > settings.HEED_MOST_FILES:
            words = _("At most %(most)s files at once: please choose fewer. You can add the others afterwards.")
            raise ValidationError(words, params={"most": settings.HEED_MOST_FILES})
        empty = [each.name for each in several if each.size == 0]
        if empty:
            words = _("“%(names)s” is empty: nothing of it arrived. Take or choose it again.")
            raise ValidationError(words, params={"names": "”, “".join(empty)})
        cleaned = [super(FilesField, self).clean(each, initial) for each in several]
        if not cleaned:
            super().clean(None, initial)
        return cleaned


class SignaturePad(forms.HiddenInput):
    """A pad to sign on with mouse, finger or pen, which needs scripts: the value is a PNG as a data URL, or empty."""

    template_name = "ui/form/signature_pad.html"
    input_type = "hidden"

    def format_value(self, value: Any) -> str | None:
        """What was drawn; a scan has to be chosen again, as browsers ask it."""
        return value if isinstance(value, str) and value.startswith("data:") else None

    @property
    def is_hidden(self) -> bool:
        return False


class Signature(SignaturePad):
    """A pad and a place for a scan of the signed slip (R54, C4); the value is the scan where there is one."""

    template_name = "ui/form/signature.html"
    needs_multipart_form = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return (files or {}).get(f"{name}-scan") or super().value_from_datadict(data, files, name)


class InstantInput(forms.DateTimeInput):
    """A date with a time, chosen with the browser's own picker, in the person's time zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": 60, **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """A day, chosen with the browser's own picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, chosen with the browser's own picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__({"step": 300}, format="%H:%M")
