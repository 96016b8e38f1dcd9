"""Putting the demo into its database: only into an empty one, or in place of an older demo."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from heed.actions.complaints import reindex
from heed.commands.prepare import make_tables, migrations_of_a_newer_heed, migrations_waiting
from heed.commands.progress import ProgressBar
from heed.commands.run import alone_in
from heed.config.environment import make_folder
from heed.demo.database_file import close_as_one_file, remove_database
from heed.demo.making import MARK, in_one_process, make_demo
from heed.demo.parallel import in_parallel
from heed.records.models import Account, Complaint, PolicyVersion


class DatabaseInUse(Exception):
    """The database holds accounts or complaints that are not the demo's."""


def prepare(seed: int, size: int, *, fresh: bool, kept_for: float, say: Callable[[str], None]) -> None:
    """Make the demo, unless the database holds one of this version, seed and size, under `kept_for` hours old.

    Raises DatabaseInUse, and Refusal where Heed is running with it.
    """
    folder = Path(settings.HEED_DATA)
    with alone_in(folder, "building the demo"):
        note = note_of_demo()
        recent = _is_recent(note, f"{MARK} seed={seed} size={size} ", kept_for)
        if recent and not fresh and not migrations_waiting() and not migrations_of_a_newer_heed():
            say(f"The demo in {folder} is from today and is kept: `heed demo --fresh` builds it again.")
            return
        say("Playing four months of complaints at eight estates, and copying them into the months before …")
        sqlite = connection.vendor == "sqlite"
        with _in_new_file() if sqlite else _in_place(note):
            make_tables()
            gc.collect()
            gc.freeze()  # the loaded modules stay: there is no need to collect among them
            gc.set_threshold(50_000, 20, 50)
            run = in_parallel if sqlite else in_one_process
            make_demo(datetime.now(UTC), seed=seed, size=size, report=ProgressBar("  "), run=run)


def note_of_demo() -> str:
    """The note of the demo in the database, "" where the database is empty. Raises DatabaseInUse."""
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return ""
    if PolicyVersion._meta.db_table not in connection.introspection.table_names():
        return ""
    first = PolicyVersion.objects.filter(number=1).first()
    if first is not None and first.note.startswith(f"{MARK} "):
        return first.note
    if Account.objects.exists() or Complaint.objects.exists():
        raise DatabaseInUse(
            "This database holds accounts or complaints that are not the demo's. The demo leaves it alone: "
            "set HEED_DATA to another directory, or DATABASE_URL to another database."
        )
    return ""


def _is_recent(note: str, beginning: str, hours: float) -> bool:
    if not note.startswith(beginning):
        return False
    until = datetime.fromisoformat(note.removeprefix(beginning).removeprefix("until="))
    return timedelta(0) <= datetime.now(UTC) - until < timedelta(hours=hours)


@contextmanager
def _in_new_file() -> Iterator[None]:
    """Make the demo in a new file, without waiting for the disk; then replace the old one and its uploads by it."""
    database, files = Path(connection.settings_dict["NAME"]), Path(settings.MEDIA_ROOT)
    draft, draft_files = Path(f"{database}.making"), files.with_name(f"{files.name}.making")
    connection.close()
    _remove(draft, draft_files)
    make_folder(draft.parent)
    connection.settings_dict["NAME"] = str(draft)
    connection.settings_dict["OPTIONS"]["synchronous"] = "OFF"
    settings.MEDIA_ROOT = draft_files
    yield
    close_as_one_file()
    _remove(database, files)
    draft.rename(database)
    if draft_files.exists():
        draft_files.rename(files)
    _remove(draft, draft_files)


def _remove(database: Path, files: Path) -> None:
    """Delete a demo's database, and its files."""
    remove_database(database)
    shutil.rmtree(files, ignore_errors=True)


@contextmanager
def _in_place(note: str) -> Iterator[None]:
    """Empty the tables of an older demo and fill them.

    The mark is written first, so a demo that was not completed is recognised as one.
    """
    if note:
        call_command("flush", interactive=False, verbosity=0)
        reindex.empty()
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    yield
