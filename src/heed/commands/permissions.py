"""Who may read what Heed keeps on disk: the account that it runs as, and nobody else on the machine."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

OTHERS = 0o077
"""What a group and all others may do with a file, as bits."""


def private_paths() -> Iterator[Path]:
    """The directories and files with what people said, or with keys, of those that exist."""
    kept = [Path(settings.HEED_DATA), Path(settings.MEDIA_ROOT), Path(settings.HEED_DATA) / "secret-key"]
    kept += [settings.HEED_SEAL_KEY_FILE, settings.HEED_CHECKPOINT_FOLDER]
    if connection.vendor == "sqlite":
        database = str(connection.settings_dict["NAME"])
        kept += [Path(f"{database}{ending}") for ending in ("", "-wal", "-shm")]
    return (path for path in kept if path.exists())


def open_to_others() -> list[Path]:
    """Those of them that another account on this machine may read or write."""
    return [path for path in private_paths() if path.stat().st_mode & OTHERS]


def close_to_others() -> list[Path]:
    """Take away what others may do with them. Gives those that stay open, because they are not ours to change."""
    for path in open_to_others():
        try:
            path.chmod(path.stat().st_mode & ~OTHERS)
        except OSError:
            continue
    return open_to_others()
