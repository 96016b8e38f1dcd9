"""The type of a file, recognised by its first bytes."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim")


def mime_of(body: bytes) -> str:
    """The media type of these bytes; `application/octet-stream` where it is none that a browser may show."""
    for signature, mime in _SIGNATURES:
        if body.startswith(signature):
            return mime
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:12] in _HEIC:
        return "image/heic"
    return "application/octet-stream"
