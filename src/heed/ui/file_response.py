"""A file of a complaint as an answer: shown or played in the page, or saved; in parts where a player requests parts."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, quote_etag

from heed.insight.filetypes import PICTURES, PLAYED
from heed.records.models import Attachment, HeldFile

#: What a browser may open in the page: pictures, recordings, and PDF, which it shows apart. Everything else is saved.
OPENED = (*PICTURES, *PLAYED, "application/pdf")
#: Even a file that is not what it says runs nothing and loads nothing but itself.
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
LOCKED_PLAYER = f"media-src 'self'; {LOCKED}"
BLOCK = 64 * 1024
CHECKED = 1024
"""How many files a process remembers to be as they were sent, each until it is written again."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")


class FileChanged(FileNotFoundError):
    """The stored file is not the one that was sent."""


def file_response(request: HttpRequest, attachment: Attachment | HeldFile, *, opened: bool) -> HttpResponseBase:
    """The file, or the part that the request's Range asks for (RFC 9110).

    What the file is, its bytes said when it came; a type that could run is never sent as such. 206 with a part, 416
    for a part beyond its end, 304 where the browser has it already. Several parts at once get the whole. Raises
    FileNotFoundError where it is lost, FileChanged where its bytes are others than those that were sent.
    """
    etag = quote_etag(attachment.sha256)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    _refuse_changed(Path(attachment.file.path), attachment.sha256)
    opened = opened and attachment.mime in OPENED
    part = _part(request, attachment.size, etag) if attachment.mime in PLAYED else None
    answer = _answer(attachment.file, attachment.size, part)
    for name, value in _headers(attachment, etag, opened=opened).items():
        answer.headers[name] = value
    return answer


def _refuse_changed(file: Path, sha256: str) -> None:
    about = file.stat()
    if _digest(file, about.st_mtime_ns, about.st_size) != sha256:
        raise FileChanged(f"{file} is not as it was sent.")


@lru_cache(maxsize=CHECKED)
def _digest(file: Path, written_at: int, size: int) -> str:
    """SHA-256 of a file, in hex; read again when it was written again."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _headers(attachment: Attachment | HeldFile, etag: str, *, opened: bool) -> dict[str, str]:
    headers = {
        "Content-Type": attachment.mime if attachment.mime in OPENED else "application/octet-stream",
        "Content-Disposition": content_disposition_header(not opened, attachment.name) or "inline",
        "X-Content-Type-Options": "nosniff",
        "ETag": etag,
        "Cache-Control": "no-store",
    }
    if attachment.mime in PLAYED:
        return headers | {"Accept-Ranges": "bytes", "Content-Security-Policy": LOCKED_PLAYER}
    return headers if attachment.mime == "application/pdf" else headers | {"Content-Security-Policy": LOCKED}


def _part(request: HttpRequest, size: int, etag: str) -> range | None:
    """The requested bytes, empty where the file has none of them; None for the whole file."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _answer(file: FieldFile, size: int, part: range | None) -> HttpResponseBase:
    if part is None:
        return FileResponse(file.open("rb"))
    if not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    body = file.open("rb")
    answer = StreamingHttpResponse(_blocks(body, part), status=206)
    answer.headers["Content-Length"] = str(len(part))
    answer.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return answer


def _blocks(body: IO[bytes], part: range) -> Iterator[bytes]:
    """The part, a block at a time; the file is closed after the last, or when the reader leaves."""
    with body:
        body.seek(part.start)
        for start in range(part.start, part.stop, BLOCK):
            yield body.read(min(BLOCK, part.stop - start))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to open in the browser, under this name where it is saved."""
    disposition = content_disposition_header(as_attachment=False, filename=name) or "inline"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
