"""`heed restore FILE`: restore what `heed backup` wrote."""

import argparse
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from heed.actions.clocks.holding import hold
from heed.commands import archive, complain, say, snapshot
from heed.commands.backup import own_key, write
from heed.commands.prepare import make_tables
from heed.commands.run import CannotRun, alone_in
from heed.process.words import HoldReason


def main(arguments: list[str]) -> int:
    """Restore into an empty Heed, or with --overwrite in place of what is there. Returns 1 if refused or failed."""
    parser = argparse.ArgumentParser("heed restore", description="Restore what `heed backup` wrote.")
    parser.add_argument("file", type=Path, help="the archive to read")
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="replace the database and the files that are there; they are backed up first, into the data directory",
    )
    options = parser.parse_args(arguments)
    folder = Path(settings.HEED_DATA)
    try:
        with alone_in(folder, "restoring"), tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as unpacked:
            restore(options.file, Path(unpacked), options.overwrite)
    except (CannotRun, archive.BadArchive, snapshot.SnapshotFailed, OSError) as problem:
        complain(f"Nothing was restored: {problem}")
        return 1
    say("Heed holds until an administrator says go: nothing goes out, closes or escalates before. See Setup, On hold.")
    return 0


def restore(source: Path, unpacked: Path, overwrite: bool) -> None:
    """Check the archive, back up what is here, and put the content of the archive in place."""
    manifest = archive.unpacked(source, unpacked)
    if manifest.engine != snapshot.engine():
        raise CannotRun(f"it is a backup of {manifest.engine}, and the database here is {snapshot.engine()}.")
    if trouble := snapshot.trouble():
        if not overwrite:
            raise CannotRun(f"{trouble} Say --overwrite to put the backup in its place; what is left of it is kept.")
        snapshot.set_aside(kept := _kept_as(""))
        _keep_files(kept / archive.FILES)
        say(trouble, f"What was here is kept as it is in {kept}.")
    elif not is_empty():
        if not overwrite:
            raise CannotRun("there are complaints or files here already. Say --overwrite to replace them.")
        say(f"What was here is kept in {_back_up()}.")
    snapshot.restore(unpacked / archive.DATABASES[manifest.engine])
    _replace_files(unpacked / archive.FILES)
    _replace_key(unpacked / archive.KEY)
    make_tables()
    hold(HoldReason.RESTORED, datetime.fromisoformat(manifest.made_at))
    say(f"Restored: the state of {manifest.made_at}, written by Heed {manifest.heed}. Files: {manifest.files}.")


def is_empty() -> bool:
    """Whether there is neither a table nor a file."""
    files = Path(settings.MEDIA_ROOT)
    return snapshot.is_empty() and not (files.exists() and any(files.iterdir()))


def _back_up() -> Path:
    """Back up what is here into the data directory; return the archive."""
    kept = _kept_as(".tar")
    write(kept)
    return kept


def _kept_as(ending: str) -> Path:
    """Where that is kept which a restore replaces."""
    return Path(settings.HEED_DATA) / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{ending}"


def _keep_files(kept: Path) -> None:
    """Move the files that people sent into this new folder."""
    kept.mkdir(mode=0o700)
    files = Path(settings.MEDIA_ROOT)
    for old in files.iterdir() if files.exists() else ():
        shutil.move(old, kept / old.name)


def _replace_files(fresh: Path) -> None:
    """Put the files in place. The folder itself stays: it may be a mount point."""
    files = Path(settings.MEDIA_ROOT)
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in files.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for new in fresh.iterdir() if fresh.exists() else ():
        shutil.move(new, files / new.name)


def _replace_key(fresh: Path) -> None:
    """Put the secret key in place where Heed keeps its own, so that owners' links and sessions stay valid."""
    if fresh.exists() and own_key().exists():
        fresh.chmod(0o600)
        fresh.replace(own_key())
