"""Which SQLite a process speaks."""

import subprocess
import sys

import pytest

from heed.config.sqlite.library import has_wal_reset_bug


@pytest.mark.parametrize(
    ("version", "expected"),
    [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 0), False), ((3, 6, 23), False)],
)
def test_the_versions_with_the_wal_reset_bug_are_known(version: tuple[int, ...], expected: bool) -> None:
    assert has_wal_reset_bug(version) is expected


def version_used(first: str = "") -> str:
    script = f"{first}import sqlite3, heed.config.sqlite.base as b; import sqlite3 as after\n"
    script += "print(sqlite3.sqlite_version, b.Database.sqlite_version, after.sqlite_version)"
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


def test_the_whole_process_speaks_the_newer_sqlite_where_there_is_one() -> None:
    bundled = pytest.importorskip("pysqlite3")
    standard, django, after = version_used().split()
    assert django == after == max(bundled.sqlite_version, standard, key=lambda v: tuple(map(int, v.split("."))))


def test_without_the_newer_sqlite_the_standard_one_serves() -> None:
    standard, django, after = version_used("import sys; sys.modules['pysqlite3'] = None; ").split()
    assert standard == django == after
