"""Files that come with a move: how large they may be, what they are, and how they are kept."""

import hashlib

from django.conf import settings
from django.core.files.base import File

from heed.actions.engine.change import Change
from heed.insight.filetypes import HEAD, is_recording, mime_of
from heed.process.words import FileKind
from heed.records.models import Attachment, Entry

MEGABYTE = 1024 * 1024


def attach(entry: Entry, change: Change) -> None:
    """Store the change's files with its entry. What a file is, its bytes say, not its name."""
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
    """What the file is to the complaint: a recording is one, whatever the form took it for."""
    if not is_recording(mime) or kind in (FileKind.BEFORE, FileKind.AFTER):
        return kind
    return FileKind.AUDIO if mime.startswith("audio/") else FileKind.VIDEO


def most_megabytes(file: File) -> int:  # type: ignore[type-arg]
    """How large this file may be, by what its first bytes say it is."""
    most: int = settings.HEED_MEDIA_MB if is_recording(head_mime(file)) else settings.HEED_UPLOAD_MB
    return most


def is_too_large(file: File) -> bool:  # type: ignore[type-arg]
    """Whether the file is larger than it may be; small ones are not read."""
    size = file.size or 0
    return size > min(settings.HEED_UPLOAD_MB, settings.HEED_MEDIA_MB) * MEGABYTE and (
        size > most_megabytes(file) * MEGABYTE
    )


def head_mime(file: File) -> str:  # type: ignore[type-arg]
    """The media type by the file's first bytes; it is left at its beginning."""
    file.seek(0)
    mime = mime_of(file.read(HEAD))
    file.seek(0)
    return mime


def sha256_of(file: File) -> str:  # type: ignore[type-arg]
    """SHA-256, in hex, of a file's bytes; it is left at its beginning."""
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return digest
