"""The files of a move: how large they may be, what they are, and storing them."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile

from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.insight.filetypes import HEAD, is_program, is_recording, mime_of
from heed.insight.films import CLEANED_FILMS, without_place
from heed.insight.pictures import CLEANED, UnreadablePicture, cleaned
from heed.process.case import Refusal
from heed.process.facts import Fact, Kind
from heed.process.words import N_, FileKind
from heed.records.models import Attachment, Entry

MEGABYTE = 1024 * 1024
UNREADABLE = N_("The picture “%(name)s” cannot be opened. Take or choose it again.")
PROGRAM = N_("“%(name)s” is a program, which nobody should have to open. Send a photo, a recording or a document.")


def attach(entry: Entry, change: Change) -> None:
    """Store the files of the change with its entry. The type of a file is read from its bytes, not from its name."""
    for kind, file in change.files:
        body = file.read()
        mime = mime_of(body)
        attachment = Attachment(
            complaint=change.complaint,
            entry=entry,
            kind=_kind(kind, mime),
            name=str(file.name or kind).rpartition("/")[2][-160:],
            mime=mime,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            account=change.by.account,
            at=change.at,
        )
        file.seek(0)
        attachment.file.save(attachment.name, file, save=False)
        attachment.save(force_insert=True)


def _kind(kind: FileKind, mime: str) -> FileKind:
    """Return the kind of the file; a recording is audio or video, whatever the form says."""
    if not is_recording(mime) or kind in (FileKind.BEFORE, FileKind.AFTER):
        return kind
    return FileKind.AUDIO if mime.startswith("audio/") else FileKind.VIDEO


def clean_pictures(asked: Iterable[Fact], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts with every picture as it is kept: upright, without the place where it was taken.

    It takes up to a second for each, so it comes before the transaction. Raises Refused with the names of those that
    cannot be opened.
    """
    found, unreadable = dict(facts), list[Refusal]()
    for fact in asked:
        value = facts.get(fact.name)
        if value and fact.kind is Kind.FILES:
            found[fact.name] = _readable(value, fact, unreadable)
        elif value and fact.kind is Kind.SIGNATURE:
            found[fact.name] = next(iter(_readable([value], fact, unreadable)), None)
    if unreadable:
        raise Refused(unreadable)
    return found


def _readable(files: Iterable[Any], fact: Fact, unreadable: list[Refusal]) -> list[Any]:
    """Return the files cleaned; those that cannot be opened, or should not be, are added to `unreadable`."""
    readable = []
    for file in files:
        if runs(file):
            unreadable.append(Refusal(PROGRAM, fact.name, {"name": _name(file)}))
            continue
        try:
            readable.append(_cleaned(file))
        except UnreadablePicture:
            unreadable.append(Refusal(UNREADABLE, fact.name, {"name": _name(file)}))
    return readable


def _cleaned(file: Any) -> Any:
    """Return the file; a picture or film that may be as large as it is comes cleaned."""
    if not isinstance(file, File) or is_too_large(file):
        return file
    mime = head_mime(file)
    if mime in CLEANED_FILMS:
        return SimpleUploadedFile(_name(file), without_place(file.read()), mime)
    if mime not in CLEANED:
        return file
    body, kept_as = cleaned(file.read(), mime)
    name = _name(file) if kept_as == mime else f"{PurePosixPath(_name(file)).stem}.jpg"
    return SimpleUploadedFile(name, body, kept_as)


def _name(file: File) -> str:  # type: ignore[type-arg]
    return str(file.name or "").rpartition("/")[2]


def most_megabytes(file: File) -> int:  # type: ignore[type-arg]
    """Return how many MB this file may have, by the type that its first bytes show."""
    most: int = settings.HEED_MEDIA_MB if is_recording(head_mime(file)) else settings.HEED_UPLOAD_MB
    return most


def is_too_large(file: File) -> bool:  # type: ignore[type-arg]
    """Return whether the file is larger than allowed; small files are not read."""
    size = file.size or 0
    return size > min(settings.HEED_UPLOAD_MB, settings.HEED_MEDIA_MB) * MEGABYTE and (
        size > most_megabytes(file) * MEGABYTE
    )


def runs(file: Any) -> bool:
    """Return whether the file is a program; the file is rewound."""
    return isinstance(file, File) and is_program(_name(file), _head(file))


def head_mime(file: File) -> str:  # type: ignore[type-arg]
    """Return the media type by the file's first bytes; the file is rewound."""
    return mime_of(_head(file))


def _head(file: File) -> bytes:  # type: ignore[type-arg]
    file.seek(0)
    head: bytes = file.read(HEAD)
    file.seek(0)
    return head


def sha256_of(file: File) -> str:  # type: ignore[type-arg]
    """Return the SHA-256 of a file's bytes in hex; the file is rewound."""
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return digest
