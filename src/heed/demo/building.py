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
from heed.commands.prepare import make_tables
from heed.commands.run import alone_in
from heed.config.environment import make_folder
from heed.demo.making import MARK, make_demo, together
from heed.demo.onefile import close_whole, remove
from heed.demo.parallel import apart
from heed.demo.play import Bar
from heed.records.models import Account, Complaint, PolicyVersion


class Occupied(Exception):
    """The database holds something that is not the demo's."""


def prepare(seed: int, size: int, *, fresh: bool, kept_for: float, tell: Callable[[str], None]) -> None:
    """Build the demo unless one with this seed and size stands there that is less than `kept_for` hours old.

    Raises Occupied, and Refusal where Heed is running on it.
    """
    folder = Path(settings.HEED_DATA)
    with alone_in(folder, "building the demo"):
        note = standing()
        if not fresh and _is_of_today(note, f"{MARK} seed={seed} size={size} ", kept_for):
            tell(f"The demo in {folder} is from today and is kept: `heed demo --fresh` builds it again.")
            return
        tell("Playing four months of complaints at three estates …")
        beside = connection.vendor == "sqlite"
        company = apart if beside else together
        with _written_beside() if beside else _written_in_place(note):
            make_tables()
            gc.collect()
            gc.freeze()  # what is loaded stays: there is no need to look through it again and again
            gc.set_threshold(50_000, 20, 50)
            make_demo(datetime.now(UTC), seed=seed, size=size, report=Bar("  "), company=company)


def standing() -> str:
    """The note of the demo that the database holds; "" where it is empty. Raises Occupied."""
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return ""
    if PolicyVersion._meta.db_table not in connection.introspection.table_names():
        return ""
    first = PolicyVersion.objects.filter(number=1).first()
    if first is not None and first.note.startswith(f"{MARK} "):
        return first.note
    if Account.objects.exists() or Complaint.objects.exists():
        raise Occupied(
            "This database holds accounts or complaints that are not the demo's. The demo leaves it alone: "
            "set HEED_DATA to another directory, or DATABASE_URL to another database."
        )
    return ""


def _is_of_today(note: str, beginning: str, hours: float) -> bool:
    if not note.startswith(beginning):
        return False
    until = datetime.fromisoformat(note.removeprefix(beginning).removeprefix("until="))
    return timedelta(0) <= datetime.now(UTC) - until < timedelta(hours=hours)


@contextmanager
def _written_beside() -> Iterator[None]:
    """Build in a new file without waiting for the disk, then put it, with its files, in the place of the old one."""
    database, files = Path(connection.settings_dict["NAME"]), Path(settings.MEDIA_ROOT)
    draft, draft_files = Path(f"{database}.making"), files.with_name(f"{files.name}.making")
    connection.close()
    _remove(draft, draft_files)
    make_folder(draft.parent)
    connection.settings_dict["NAME"] = str(draft)
    connection.settings_dict["OPTIONS"]["synchronous"] = "OFF"
    settings.MEDIA_ROOT = draft_files
    yield
    close_whole()
    _remove(database, files)
    draft.rename(database)
    if draft_files.exists():
        draft_files.rename(files)
    _remove(draft, draft_files)


def _remove(database: Path, files: Path) -> None:
    """Delete a demo's database, and its files."""
    remove(database)
    shutil.rmtree(files, ignore_errors=True)


@contextmanager
def _written_in_place(note: str) -> Iterator[None]:
    """Empty an older demo's tables and build in them; the mark is written first, so a broken build is known as one."""
    if note:
        call_command("flush", interactive=False, verbosity=0)
        reindex.empty()
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    yield
