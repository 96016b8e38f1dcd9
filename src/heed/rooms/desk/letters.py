"""A photographed letter as the fields of the intake that it fills, for a person to check (R14)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from heed.insight.filetypes import HEAD, PICTURES, mime_of
from heed.insight.letters import reading
from heed.insight.letters.facts import facts_of
from heed.insight.phones import region_of
from heed.insight.pictures import CLEANED
from heed.process.facts import CONTACT, CONTENT, NAME, UNIT, WRITTEN_ON
from heed.records.models import Project
from heed.rooms.desk.forms import OWN_LABELS

_SHOWN = (NAME, CONTACT, UNIT, WRITTEN_ON, CONTENT)


@dataclass(frozen=True, slots=True)
class LetterRead:
    """What was read: texts by the names of the form's fields, only those that were found; or why nothing was."""

    fields: Mapping[str, str]
    problem: str = ""

    @property
    def to_check(self) -> str:
        """What stands at each field that was filled."""
        return _("Read from the letter: please check it")

    @property
    def fill_json(self) -> str:
        """The fields for the page's script."""
        return json.dumps(dict(self.fields), ensure_ascii=False)

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Each field that was found: its id on the page, its label and what was read; the text itself is left out."""
        shown = [fact for fact in _SHOWN if fact is not CONTENT and fact.name in self.fields]
        return [(f"id_{fact.name}", _(OWN_LABELS.get(fact.name, fact.label)), self.fields[fact.name]) for fact in shown]


def read_letter(files: Iterable[UploadedFile], project: Project, now: datetime) -> LetterRead:
    """Read the pictures among the files, in a process that ends. Nothing of it is kept."""
    pictures = [body for file in files if (body := _picture(file))]
    if not pictures:
        return LetterRead({}, _("Choose a photo or scan of the letter first: JPEG, PNG, WebP or HEIC."))
    try:
        pages = reading.read(pictures, Path(settings.HEED_DATA) / "letter.lock")
    except reading.Busy:
        return LetterRead({}, _("Another letter is being read just now. Please try again in a moment."))
    except reading.NotRead:
        return LetterRead({}, _("This picture could not be read. Type the letter: the picture is kept all the same."))
    told = facts_of(pages, now.astimezone(ZoneInfo(project.timezone)).date(), region_of(project.timezone))
    found: dict[str, Any] = {
        NAME.name: told.name[: NAME.longest],
        CONTACT.name: told.phone,
        UNIT.name: told.home[: UNIT.longest],
        WRITTEN_ON.name: told.written_on.isoformat() if told.written_on else "",
        CONTENT.name: told.text,
    }
    fields = {name: value for name, value in found.items() if value}
    return LetterRead(fields, "" if fields else _("No print was found in this picture. Handwriting is not read."))


def _picture(file: UploadedFile) -> bytes:
    """The picture in the file; empty where it is none, or larger than a file may be."""
    if (file.size or 0) > settings.HEED_UPLOAD_MB * 2**20:
        return b""
    body: bytes = file.read()
    return body if mime_of(body[:HEAD]) in {*CLEANED, *PICTURES} else b""
