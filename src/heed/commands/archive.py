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

MANIFEST, KEY, FILES = "heed-backup.json", "secret-key", "files"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
READ_AT_ONCE = 1024 * 1024


class BadArchive(Exception):
    """The archive is not one of Heed's, not complete, or not as its manifest says; the message says which."""


@dataclass
class Manifest:
    """What an archive holds: version of Heed, time (ISO 8601, UTC), engine and checksum of the database, files."""

    heed: str
    made_at: str
    engine: str
    database_sha256: str
    files: int = 0
    files_bytes: int = 0


@contextmanager
def written(target: Path) -> Iterator[tarfile.TarFile]:
    """Open a tar file for writing, which gets its name only when it is complete and on the disk.

    Only its owner can read it. A name that ends in `gz` or `tgz` is compressed.
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


def add_files(tar: tarfile.TarFile, folder: Path, manifest: Manifest) -> None:
    """Add all files of the folder and count them. A file that disappears meanwhile is left out."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            about = tar.gettarinfo(file, f"{FILES}/{file.relative_to(folder).as_posix()}")
            with file.open("rb") as content:
                tar.addfile(about, content)
        except FileNotFoundError:
            continue
        manifest.files += 1
        manifest.files_bytes += about.size


def add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    """Add the manifest as the last member."""
    words = json.dumps(asdict(manifest), indent=1).encode()
    about = tarfile.TarInfo(MANIFEST)
    about.size = len(words)
    tar.addfile(about, BytesIO(words))


def unpacked(archive: Path, folder: Path) -> Manifest:
    """Unpack an archive into an empty folder and compare it with its manifest. Raises BadArchive, OSError."""
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                _unpack(tar, member, folder)
    except (tarfile.TarError, EOFError) as problem:
        raise BadArchive(f"{archive} is not a whole archive: {problem}") from problem
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_bytes()))
        database = folder / DATABASES[manifest.engine]
    except (FileNotFoundError, ValueError, TypeError, KeyError) as problem:
        raise BadArchive(f"{archive} is not a backup of Heed, or was not finished.") from problem
    if not database.exists() or sha256(database) != manifest.database_sha256:
        raise BadArchive(f"The database in {archive} is not as it was written.")
    sizes = [file.stat().st_size for file in (folder / FILES).rglob("*") if file.is_file()]
    if (len(sizes), sum(sizes)) != (manifest.files, manifest.files_bytes):
        raise BadArchive(f"{archive} holds other files than it says.")
    return manifest


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one member that Heed would write. Raises BadArchive for any other."""
    path = PurePosixPath(member.name)
    ours = member.name in (MANIFEST, KEY, *DATABASES.values()) or path.parts[:1] == (FILES,)
    content = tar.extractfile(member) if member.isfile() else None
    if not ours or not content or path.is_absolute() or ".." in path.parts:
        raise BadArchive(f"{tar.name!s} holds {member.name!r}, which Heed does not write.")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as file:
        while piece := content.read(READ_AT_ONCE):
            file.write(piece)


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
