"""Which SQLite library a process uses.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when a checkpoint resets the log while
another connection is about to write (https://sqlite.org/wal.html#walresetbug). The wheel `pysqlite3`
contains a newer SQLite; where there is none for the platform, the standard module is used, and
`heed check` warns of it.

A process must never open one database file with two copies of SQLite: closing a file in one copy
drops the POSIX locks of the other (https://sqlite.org/howtocorrupt.html, 2.2.1). So the newer module
replaces `sqlite3` everywhere in the process, or nowhere.
"""

import importlib
import sqlite3
import sys
from types import ModuleType

DJANGOS_BACKEND = "django.db.backends.sqlite3.base"
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
"""First and last release with the bug."""


def newest() -> ModuleType:
    """The module with the newest SQLite: `pysqlite3` where it is installed and newer, else the standard one."""
    try:
        bundled = importlib.import_module("pysqlite3")
    except ImportError:
        return sqlite3
    return bundled if bundled.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


def install() -> None:
    """Make `import sqlite3` import the newest SQLite from now on.

    Does nothing after Django's backend was imported: it has its module already, and two copies are dangerous.
    """
    chosen = newest()
    if chosen is sqlite3 or DJANGOS_BACKEND in sys.modules:
        return
    sys.modules["sqlite3"] = chosen
    sys.modules["sqlite3.dbapi2"] = importlib.import_module(f"{chosen.__name__}.dbapi2")


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Whether this release of SQLite may corrupt a database in WAL mode."""
    first, last = WAL_RESET_BUG
    return first <= version <= last
