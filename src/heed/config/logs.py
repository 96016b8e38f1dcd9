"""The log: without secrets of links, as JSON for programs that collect it, and without endless repetitions."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from datetime import UTC, datetime

#: Addresses whose next part opens what it names: an owner's pages, an order, the first account, a new password.
_SECRET_PARTS = re.compile(r"(/(?:f|g|h|my|o|q|setup/first|password/reset/key)/)[^/\s?#\"'<>]+")


def without_secrets(text: str) -> str:
    """Return the text with "…" in the place of every secret of a link."""
    return _SECRET_PARTS.sub(r"\1…", text)


class PlainLines(logging.Formatter):
    """Lines to read, with a traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as text."""
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """`{"at": ISO 8601 in UTC, "level": …, "logger": …, "message": …, "trace": … where there is one}`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(line, ensure_ascii=False))


class Repetitions(logging.Filter):
    """Lets `MOST` warnings or errors of a kind through in `WINDOW` seconds, and counts the others.

    The last one that is written says so, and the first of the next window says how many were left out. Of a kind are
    those that come from the same line of code.
    """

    MOST, WINDOW = 10, 60.0

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, int], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        if record.levelno < logging.WARNING:
            return True
        kind, now = (record.pathname, record.lineno), time.monotonic()
        with self._lock:
            began, count = self._seen.get(kind, (now, 0))
            if now - began > self.WINDOW:
                _add(record, count - self.MOST, "{} more like it were left out before this one")
                began, count = now, 0
            self._seen[kind] = began, count + 1
        _add(record, int(count + 1 == self.MOST), "more like it are only counted for now")
        return count < self.MOST


def _add(record: logging.LogRecord, number: int, words: str) -> None:
    if number > 0:
        record.msg, record.args = f"{record.getMessage()} ({words.format(number)})", ()
