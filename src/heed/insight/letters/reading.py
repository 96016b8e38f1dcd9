"""Starts the reader of letters and waits for it: one letter at a time, with an end to its patience."""

import fcntl
import importlib.util
import json
import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from heed.insight.letters import reader
from heed.insight.letters.lines import Piece

MOST_PAGES = 3
SECONDS = 120
"""How long a letter may take; a page takes five seconds of an idle processor."""
_log = logging.getLogger(__name__)


class Busy(Exception):
    """Another letter is being read on this machine."""


class NotRead(Exception):
    """The letter could not be read: it is no picture, or reading took too long or too much memory."""


def is_there() -> bool:
    """Whether the extra `letters` is installed; it is not loaded for this."""
    return importlib.util.find_spec("rapidocr") is not None


def read(pictures: Sequence[bytes], turn: Path) -> list[list[Piece]]:
    """The printed pieces of each page, of the first `MOST_PAGES`. Raises Busy, and NotRead.

    `turn`: a file that whoever reads on this machine holds meanwhile, so that two letters never take the memory of two.
    """
    command = [sys.executable, "-m", "heed.insight.letters.reader"]
    body = reader.written(pictures[:MOST_PAGES])
    with _alone(turn):
        try:
            done = subprocess.run(command, input=body, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as late:
            raise NotRead from late
    if done.returncode:
        _log.warning("A letter was not read (%s): %s", done.returncode, done.stderr[-500:].decode(errors="replace"))
        raise NotRead
    return [[(text, corners) for text, corners in page] for page in json.loads(done.stdout)]


@contextmanager
def _alone(turn: Path) -> Iterator[None]:
    with turn.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy from taken
        yield
