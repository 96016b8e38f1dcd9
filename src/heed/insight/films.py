"""Films and sound as they are kept: without the place where they were taken, which telephones write into the file.

An ISO media file (ISO/IEC 14496-12) is a tree of boxes, each with a length and four letters. What describes the film
beside its pictures and sound is in `udta` and `meta`: they become `free` boxes full of zeros, of the same length, so
that nothing else moves. Which way is up stands elsewhere and stays.
"""

from collections.abc import Iterator

TOLD = (b"udta", b"meta", b"uuid")
"""Boxes with what was written beside: place, device, owner, comments."""
_HOLDS = (b"moov", b"trak", b"mdia", b"minf")
CLEANED_FILMS = ("video/mp4", "video/quicktime", "audio/mp4")
_DEEPEST = 6


def without_place(body: bytes) -> bytes:
    """The same film without what is told beside it; a file that is no tree of boxes comes back as it is."""
    kept = bytearray(body)
    for start, end in list(_told(body, 0, len(body), 0)):
        kept[start + 4 : start + 8] = b"free"
        kept[start + 8 : end] = bytes(end - start - 8)
    return bytes(kept)


def _told(body: bytes, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """Where boxes begin and end whose content goes, those inside others among them."""
    while start + 8 <= end:
        kind, (head, size) = body[start + 4 : start + 8], _measured(body, start, end)
        if size < head or start + size > end:
            return
        if kind in TOLD and head == 8:
            yield start, start + size
        elif kind in _HOLDS and depth < _DEEPEST:
            yield from _told(body, start + head, start + size, depth + 1)
        start += size


def _measured(body: bytes, start: int, end: int) -> tuple[int, int]:
    """The bytes of the head of a box, and of the whole; a size of 1 stands further on, and 0 is all that follows."""
    size = int.from_bytes(body[start : start + 4])
    if size == 1:
        return 16, int.from_bytes(body[start + 8 : start + 16])
    return 8, size or end - start
