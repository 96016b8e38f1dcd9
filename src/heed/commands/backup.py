"""`heed backup FILE`: write the database and all files into one archive, while Heed runs."""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from heed import __version__
from heed.commands import archive, complain, say, snapshot
from heed.commands.audited import record_export
from heed.process.words import AuditedData


def main(arguments: list[str]) -> int:
    """Write the archive. Returns 1 if that fails; then no archive is left."""
    parser = argparse.ArgumentParser("heed backup", description="Write the database and all files into one archive.")
    parser.add_argument("file", type=Path, help="the archive to write: NAME.tar, or NAME.tar.gz to compress it")
    parser.add_argument("--overwrite", action="store_true", help="replace the file if it exists")
    options = parser.parse_args(arguments)
    target: Path = options.file.absolute()
    if target.exists() and not options.overwrite:
        complain(f"{target} exists. Choose another name, or say --overwrite.")
        return 1
    try:
        manifest = write(target)
    except (OSError, snapshot.SnapshotFailed) as problem:
        complain(f"No backup was written: {problem}")
        return 1
    record_export(AuditedData.BACKUP, file=target.name)
    say(f"Written: {target}, {target.stat().st_size / 1e6:.1f} MB. Files: {manifest.files}. The database is sound.")
    if not settings.HEED_SEAL_KEY:
        say(f"The key that seals the record is not in it: keep a copy of {settings.HEED_SEAL_KEY_FILE} apart from it.")
    return 0


def write(target: Path) -> archive.Manifest:
    """Write a backup under this name. Raises OSError, snapshot.SnapshotFailed.

    The database is copied first, and the files after it: a file is stored before the row that names it, so every
    row of the copy finds its file.
    """
    with tempfile.TemporaryDirectory(prefix=".heed-backup-", dir=target.parent) as folder:
        name = archive.DATABASES[snapshot.engine()]
        copy = Path(folder) / name
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        snapshot.copy_to(copy)
        manifest = archive.Manifest(__version__, made_at, snapshot.engine(), archive.sha256(copy))
        with archive.written(target) as tar:
            tar.add(copy, name)
            if own_key().exists():
                tar.add(own_key(), archive.KEY)
            archive.add_files(tar, Path(settings.MEDIA_ROOT), manifest)
            archive.add_manifest(tar, manifest)
    return manifest


def own_key() -> Path:
    """The file of the secret key, used where the environment has none. Owners' links are signed with it."""
    return Path(settings.HEED_DATA) / archive.KEY
