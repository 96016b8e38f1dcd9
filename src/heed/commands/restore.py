"""`heed restore FILE`: bring back what `heed backup` wrote."""

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
from heed.commands.run import Refusal, alone_in
from heed.process.words import HoldReason


def main(arguments: list[str]) -> int:
    """Bring an archive back into an empty Heed, or over one that is full if told so; 1 if that is refused or fails."""
    parser = argparse.ArgumentParser("heed restore", description="Bring back what `heed backup` wrote.")
    parser.add_argument("file", type=Path, help="the archive to read")
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="replace the database and the files that are there; they are backed up first, beside the data",
    )
    options = parser.parse_args(arguments)
    folder = Path(settings.HEED_DATA)
    try:
        with alone_in(folder, "restoring"), tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as unpacked:
            restore(options.file, Path(unpacked), options.overwrite)
    except (Refusal, archive.Spoilt, snapshot.Failed, OSError) as problem:
        complain(f"Nothing was restored: {problem}")
        return 1
    say("Heed holds until an administrator says go: nothing goes out, closes or escalates before. See Setup, On hold.")
    return 0


def restore(source: Path, unpacked: Path, overwrite: bool) -> None:
    """Hold the archive against its summary, put away what is here, and put its content in place."""
    summary = archive.unpacked(source, unpacked)
    if summary.engine != snapshot.engine():
        raise Refusal(f"it is a backup of {summary.engine}, and the database here is {snapshot.engine()}.")
    if not is_empty():
        if not overwrite:
            raise Refusal("there are complaints or files here already. Say --overwrite to replace them.")
        say(f"What was here is kept in {_put_away()}.")
    snapshot.bring_back(unpacked / archive.DATABASES[summary.engine])
    _replace_files(unpacked / archive.FILES)
    _replace_key(unpacked / archive.KEY)
    make_tables()
    hold(HoldReason.RESTORED, datetime.fromisoformat(summary.made_at))
    say(f"Restored: the state of {summary.made_at}, written by Heed {summary.heed}. Files: {summary.files}.")


def is_empty() -> bool:
    """Whether there is neither a table nor a file."""
    files = Path(settings.MEDIA_ROOT)
    return snapshot.is_empty() and not (files.exists() and any(files.iterdir()))


def _put_away() -> Path:
    """Back up what is here, beside it; the archive."""
    now = datetime.now(UTC)
    kept = Path(settings.HEED_DATA) / f"before-restore-{now:%Y%m%dT%H%M%SZ}.tar"
    write(kept)
    return kept


def _replace_files(fresh: Path) -> None:
    """Put the files in place. The folder itself stays: it may be a mount."""
    files = Path(settings.MEDIA_ROOT)
    files.mkdir(parents=True, exist_ok=True, mode=0o750)
    for old in files.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for new in fresh.iterdir() if fresh.exists() else ():
        shutil.move(new, files / new.name)


def _replace_key(fresh: Path) -> None:
    """Put the secret key in place, where Heed keeps its own: owners' links and sessions go on working."""
    if fresh.exists() and own_key().exists():
        fresh.chmod(0o600)
        fresh.replace(own_key())
