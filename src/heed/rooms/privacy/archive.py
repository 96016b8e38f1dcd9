"""The file that a person gets: one ZIP with everything for programs (JSON), for reading (HTML), and what was sent."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone, translation

from heed.queries.privacy.holdings import Holdings
from heed.records.models import Attachment
from heed.rooms.privacy.contents import DataSection, sections_of

_UNSAFE = re.compile(r"[^\w.\-]+")


def archive_of(found: Holdings, language: str) -> IO[bytes]:
    """Return an open file with the ZIP, in the person's language."""
    made = TemporaryFile()  # noqa: SIM115  # the answer closes it
    with translation.override(language), ZipFile(made, "w", ZIP_DEFLATED) as packed:
        sections = sections_of(found)
        files = list(_named(found.files))
        packed.writestr("data.json", json.dumps(_document(sections, files), ensure_ascii=False, indent=1))
        page = {"sections": sections, "person": found.person, "files": [name for name, _file in files]}
        packed.writestr("data.html", render_to_string("privacy/archive.html", page | {"made_at": timezone.now()}))
        packed.compression = ZIP_STORED  # photos and recordings are compressed already
        for name, attachment in files:
            path = Path(attachment.file.path)
            if path.is_file():
                packed.write(path, name)
    made.seek(0)
    return made


def _document(sections: list[DataSection], files: list[tuple[str, Attachment]]) -> dict[str, object]:
    data = {one.key: [{value.key: value.plain for value in item} for item in one.items] for one in sections}
    sent = [{"file": name, "sent_at": one.at.isoformat(), "type": one.mime} for name, one in files]
    return {"format": "heed-personal-data", "version": 1, "made_at": timezone.now().isoformat(), **data, "files": sent}


def _named(files: list[Attachment]) -> Iterator[tuple[str, Attachment]]:
    for place, file in enumerate(files, 1):
        yield f"files/{place:03}-{_UNSAFE.sub('_', file.name)[-80:].lstrip('.')}", file
