"""Where a long file is written before it is whole: in the data folder, as the folder of the system may be small."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

#: Drafts older than this many seconds were left by a process that was killed.
OLD = 24 * 3600


@contextmanager
def draft_folder() -> Iterator[str]:
    """Give a folder for what is being written; it goes when it is left."""
    _drafts().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_drafts()) as folder:
        yield folder


def empty_old_drafts() -> None:
    """Delete what a process that was killed left behind; another may be writing the newer ones now."""
    if not _drafts().exists():
        return
    for left in _drafts().iterdir():
        if left.stat().st_mtime < time.time() - OLD:
            shutil.rmtree(left, ignore_errors=True)


def _drafts() -> Path:
    return Path(settings.HEED_DATA) / "drafts"
