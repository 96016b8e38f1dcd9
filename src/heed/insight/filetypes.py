"""The type of a file, recognised by its first bytes."""

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
_BRANDS = {
    b"heic heix mif1 heim": "image/heic",
    b"M4A M4B": "audio/mp4",
    b"qt": "video/quicktime",
    b"isom iso2 iso4 iso5 iso6 mp41 mp42 avc1 M4V MSNV dash": "video/mp4",
}
_OF_BRAND = {brand: mime for brands, mime in _BRANDS.items() for brand in brands.split()}
#: How programs and scripts begin: Windows, Linux, macOS, a script with its interpreter (AMR recordings too: "#!AMR").
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
#: What runs at a double click, whatever it begins with.
_RUNS = frozenset("apk app bat cmd com cpl exe hta jar js jse lnk msi pif ps1 reg scr vbe vbs wsf".split())
_MATROSKA, _WEBM = b"\x1aE\xdf\xa3", b"webm"


def mime_of(body: bytes) -> str:
    """The media type of these bytes; `application/octet-stream` where it is none that is known."""
    for signature, mime in _SIGNATURES:
        if body.startswith(signature):
            return mime
    if body[:4] == b"RIFF":
        return _RIFF.get(body[8:12], "application/octet-stream")
    if body[4:8] == b"ftyp":
        return _OF_BRAND.get(body[8:12].rstrip(), "application/octet-stream")
    if body.startswith(_MATROSKA) and _WEBM in body[:64]:
        return "video/webm"
    return _mpeg_audio(body) or "application/octet-stream"


def is_program(name: str, body: bytes) -> bool:
    """Whether a file with this name and these first bytes runs when somebody opens it."""
    runs = name.rpartition(".")[2].lower().strip() in _RUNS
    return runs or (body.startswith(_PROGRAMS) and mime_of(body) == "application/octet-stream")


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
