"""The archive of a backup: one tar file, readable with any tool.

It holds `database.sqlite3` or `database.pgdump`, `secret-key` where Heed keeps its own, `files/…` as they lie in
the data directory, and at its end `heed-backup.json`, which says what there has to be: an archive without it was
not finished.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

SUMMARY, KEY, FILES = "heed-backup.json", "secret-key", "files"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
READ_AT_ONCE = 1024 * 1024


class Spoilt(Exception):
    """The archive is not one of ours, not whole, or not what it says; its words say which."""


@dataclass
class Summary:
    """What an archive holds: which Heed wrote it and when (ISO 8601, UTC), the database's kind and sum, the files."""

    heed: str
    made_at: str
    engine: str
    database_sha256: str
    files: int = 0
    files_bytes: int = 0


@contextmanager
def written(target: Path) -> Iterator[tarfile.TarFile]:
    """A tar file for writing that appears under its name, and on the disk, only when it is complete.

    Only its owner can read it. Names that end in `gz` are compressed.
    """
    draft = target.with_name(f".{target.name}.part")
    mode: Any = "w:gz" if target.suffix in (".gz", ".tgz") else "w"
    try:
        with open(draft, "wb", opener=_for_the_owner) as raw:  # Path.open takes no opener
            with tarfile.open(fileobj=raw, mode=mode) as tar:
                yield tar
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def add_files(tar: tarfile.TarFile, folder: Path, summary: Summary) -> None:
    """Add everything below the folder, and count it. What disappears meanwhile is left out."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            about = tar.gettarinfo(file, f"{FILES}/{file.relative_to(folder).as_posix()}")
            with file.open("rb") as content:
                tar.addfile(about, content)
        except FileNotFoundError:
            continue
        summary.files += 1
        summary.files_bytes += about.size


def add_summary(tar: tarfile.TarFile, summary: Summary) -> None:
    """Say at the end what the archive holds."""
    words = json.dumps(asdict(summary), indent=1).encode()
    about = tarfile.TarInfo(SUMMARY)
    about.size = len(words)
    tar.addfile(about, BytesIO(words))


def unpacked(archive: Path, folder: Path) -> Summary:
    """Unpack an archive into an empty folder, and hold it against its own summary. Raises Spoilt, OSError."""
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                _unpack(tar, member, folder)
    except (tarfile.TarError, EOFError) as problem:
        raise Spoilt(f"{archive} is not a whole archive: {problem}") from problem
    try:
        summary = Summary(**json.loads((folder / SUMMARY).read_bytes()))
        database = folder / DATABASES[summary.engine]
    except (FileNotFoundError, ValueError, TypeError, KeyError) as problem:
        raise Spoilt(f"{archive} is not a backup of Heed, or was not finished.") from problem
    if not database.exists() or sha256(database) != summary.database_sha256:
        raise Spoilt(f"The database in {archive} is not as it was written.")
    sizes = [file.stat().st_size for file in (folder / FILES).rglob("*") if file.is_file()]
    if (len(sizes), sum(sizes)) != (summary.files, summary.files_bytes):
        raise Spoilt(f"{archive} holds other files than it says.")
    return summary


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one ordinary file of ours; anything else has no business in the archive."""
    path = PurePosixPath(member.name)
    ours = member.name in (SUMMARY, KEY, *DATABASES.values()) or path.parts[:1] == (FILES,)
    content = tar.extractfile(member) if member.isfile() else None
    if not ours or not content or path.is_absolute() or ".." in path.parts:
        raise Spoilt(f"{tar.name!s} holds {member.name!r}, which Heed does not write.")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as file:
        while piece := content.read(READ_AT_ONCE):
            file.write(piece)


def sha256(file: Path) -> str:
    """The sum of a file's content."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
