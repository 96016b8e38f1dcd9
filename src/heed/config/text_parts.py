"""The text fields of a multipart form, read while it arrives; the content of its files is dropped."""

import re

_BOUNDARY = re.compile(r'boundary="?([^";,\s]{1,70})"?', re.IGNORECASE)
_END_OF_HEAD = b"\r\n\r\n"
LONGEST_HEAD = 16 * 1024
"""Bytes of the headers of one part; a form with longer ones is none of ours."""


class TextParts:
    """Feed it a body piece by piece; `body()` is the same form without its files, `most` bytes long at most."""

    def __init__(self, boundary: bytes, most: int) -> None:
        self._mark = b"\r\n--" + boundary
        self._rest = b"\r\n"  # the first mark has no line before it
        self._most = most
        self._in_head = self._is_kept = False
        self._kept = bytearray()

    def feed(self, piece: bytes) -> None:
        """Read on."""
        self._rest += piece
        while self._head() if self._in_head else self._content():
            pass

    def body(self) -> bytes:
        """The form with the text fields that have arrived."""
        return bytes(self._kept[2:] + self._mark + b"--\r\n")

    def _head(self) -> bool:
        """Read the headers of one part; False where more has to arrive first."""
        head, end, rest = self._rest.partition(_END_OF_HEAD)
        if not end:
            self._rest = self._rest[:LONGEST_HEAD]
            return False
        self._in_head, self._is_kept, self._rest = False, b"filename" not in head.lower(), rest
        self._keep(self._mark + head + end)
        return True

    def _content(self) -> bool:
        """Read the content of one part; False where more has to arrive first."""
        content, mark, rest = self._rest.partition(self._mark)
        if mark:
            self._keep(content)
            self._in_head, self._rest = True, rest
            return True
        whole = max(0, len(content) - len(self._mark) + 1)
        self._keep(content[:whole])
        self._rest = content[whole:]
        return False

    def _keep(self, piece: bytes) -> None:
        if self._is_kept and len(self._kept) + len(piece) <= self._most:
            self._kept += piece


def boundary_of(content_type: str) -> bytes:
    """What separates the parts; empty where it is no multipart form."""
    found = _BOUNDARY.search(content_type) if content_type.lower().startswith("multipart/form-data") else None
    return found[1].encode("latin-1") if found else b""
