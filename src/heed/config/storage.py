"""Files that people send: each is on the disk, and so is its name, before the answer is given."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

OWNER_ALONE = 0o600


class DurableStorage(FileSystemStorage):
    """Django's storage, which asks the system to write a new file and the folders above it to the disk."""

    def _save(self, name: str, content: Any) -> str:
        """Store the file; its name. Raises OSError, and then leaves nothing behind."""
        target = Path(self.path(name))
        try:
            stored: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
            target = Path(self.path(stored))
            _sync(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        root = Path(self.location)
        for folder in target.parents:
            _sync(folder)
            if folder == root:
                break
        return stored


def write_durably(file: Path, content: bytes) -> None:
    """Write a file that appears under its name whole, on the disk, and for its owner alone. Raises OSError."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "wb") as made:
            made.write(content)
            made.flush()
            os.fsync(made.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    _sync(file.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
