"""What a file is, told by its first bytes."""

#: Pictures that every browser shows.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
#: Recordings that browsers play in a page; AMR is accepted, but no browser plays it.
AUDIO = ("audio/mpeg", "audio/mp4", "audio/aac", "audio/wav", "audio/ogg")
VIDEO = ("video/mp4", "video/quicktime", "video/webm")
PLAYED = (*AUDIO, *VIDEO)
#: So many bytes from the beginning are enough to tell.
HEAD = 512

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
#: The brand of an ISO media file (ISO/IEC 14496-12) says what is in it.
_BRANDS = (
    {brand: "image/heic" for brand in (b"heic", b"heix", b"mif1", b"heim")}
    | {brand: "audio/mp4" for brand in (b"M4A ", b"M4B ")}
    | {b"qt  ": "video/quicktime"}
    | {brand: "video/mp4" for brand in (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ",
                                        b"MSNV", b"dash")}
)  # fmt: skip
_MATROSKA, _WEBM = b"\x1aE\xdf\xa3", b"webm"


def mime_of(body: bytes) -> str:
    """The media type of these bytes; `application/octet-stream` where it is none that is known."""
    for signature, mime in _SIGNATURES:
        if body.startswith(signature):
            return mime
    if body[:4] == b"RIFF":
        return _RIFF.get(body[8:12], "application/octet-stream")
    if body[4:8] == b"ftyp":
        return _BRANDS.get(body[8:12], "application/octet-stream")
    if body.startswith(_MATROSKA) and _WEBM in body[:64]:
        return "video/webm"
    return _mpeg_audio(body) or "application/octet-stream"


def is_recording(mime: str) -> bool:
    """Whether it is audio or video."""
    return mime.startswith(("audio/", "video/"))


def _mpeg_audio(body: bytes) -> str:
    """MP3 or AAC without a tag before it: a frame's header begins with eleven set bits (ISO/IEC 11172-3, 13818-7)."""
    if len(body) < 4 or body[0] != 0xFF:
        return ""
    if body[1] & 0xE6 == 0xE2 and body[2] >> 4 != 0xF and body[2] & 0x0C != 0x0C:
        return "audio/mpeg"
    return "audio/aac" if body[1] & 0xF6 == 0xF0 and body[2] >> 2 & 0xF <= 12 else ""
