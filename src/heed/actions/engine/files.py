"""Files that come with a move."""

import hashlib

from django.core.files.base import File

from heed.actions.engine.change import Change
from heed.insight.filetypes import mime_of
from heed.records.models import Attachment, Entry


def attach(entry: Entry, change: Change) -> None:
    """Store the change's files with its entry. What a file is, its bytes say, not its name."""
    for kind, file in change.files:
        body = file.read()
        attachment = Attachment(
            complaint=change.complaint,
            entry=entry,
            kind=kind,
            name=str(file.name or kind).rpartition("/")[2][-160:],
            mime=mime_of(body),
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            account=change.by.account,
            at=change.at,
        )
        file.seek(0)
        attachment.file.save(attachment.name, file, save=False)
        attachment.save(force_insert=True)


def sha256_of(file: File) -> str:  # type: ignore[type-arg]
    """SHA-256, in hex, of a file's bytes; it is left at its beginning."""
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return digest
