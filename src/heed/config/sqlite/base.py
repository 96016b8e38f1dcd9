"""Django's connection with durable defaults, and writers that take turns. See the docstring of the package."""

import re
import time
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base

from heed.config.sqlite.operations import DatabaseOperations, instant_of
from heed.config.sqlite.savepoints import SavepointsByDepth
from heed.config.sqlite.turn import WaitedTooLong, WriteTurn

Database: Any = base.Database  # type: ignore[attr-defined]  # which of the two `library` chose
Database.register_converter("datetime", instant_of)
SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")
PATIENCE = 20
"""Seconds that a writer waits for its turn, and then for SQLite's own lock."""
COMPILED = 1_024
"""So many statements a connection keeps compiled: all that Heed has. Of Python's own 128 each drove out another."""
CONVERTED = COMPILED
"""So many queries are remembered with SQLite's placeholders; the one that rested longest is converted again."""
LOG_BYTES_KEPT = 64 * 1024 * 1024
"""A write-ahead log that grew beyond this during a long read is truncated to it afterwards."""

_FIRST_WORDS = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(\w+)(?:\s+(\w+))?", re.DOTALL)
_WRITES_LATER = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_READS = frozenset(
    "SELECT VALUES EXPLAIN PRAGMA SAVEPOINT RELEASE ROLLBACK COMMIT END ATTACH DETACH".split(),
)


def writes(query: str) -> bool:
    """Whether a statement needs the write lock at once. In doubt True, which only costs a turn."""
    found = _FIRST_WORDS.match(query)
    if not found:
        return False
    first, second = found[1].upper(), (found[2] or "").upper()
    if first == "BEGIN":
        return second in ("IMMEDIATE", "EXCLUSIVE")
    if first == "WITH":
        return bool(_WRITES_LATER.search(query))
    return first not in _READS


@lru_cache(maxsize=CONVERTED)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")  # type: ignore[no-any-return]


class TurnCursor(base.SQLiteCursorWrapper):
    """A cursor that takes a turn for its connection before a write, and ends it with the transaction.

    A write outside a transaction takes a turn for itself. Whether a transaction is open comes from SQLite
    (`in_transaction`), so a COMMIT that is executed as a statement ends the turn too.
    """

    def __init__(self, connection: Any, turn: WriteTurn, refuse_other_file: Callable[[], None]) -> None:
        super().__init__(connection)
        self._turn = turn
        self._refuse_other_file = refuse_other_file

    def execute(self, query: str, params: Any = None) -> Any:
        self._take_turn(query)
        try:
            return super().execute(query, params)
        finally:
            self._leave_turn()

    def executemany(self, query: str, param_list: Any) -> Any:
        self._take_turn(query)
        try:
            return super().executemany(query, param_list)
        finally:
            self._leave_turn()

    def executescript(self, script: str) -> Any:
        self._take_turn("BEGIN IMMEDIATE")
        try:
            return super().executescript(script)
        finally:
            self._leave_turn()

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """The query with SQLite's placeholders; one that comes again is converted once."""
        if param_names is not None:
            converted: str = super().convert_query(query, param_names=param_names)  # type: ignore[misc]
            return converted
        return _converted(query)

    def _take_turn(self, query: str) -> None:
        if self._turn.held or not writes(query):
            return
        self._refuse_other_file()
        try:
            self._turn.take()
        except WaitedTooLong:
            raise Database.OperationalError("database is locked: other writers kept it too long") from None

    def _leave_turn(self) -> None:
        if self._turn.held and not self.connection.in_transaction:
            self._turn.leave()


class DatabaseWrapper(SavepointsByDepth):
    """One connection to one SQLite database."""

    ops_class = DatabaseOperations
    turn: WriteTurn | None = None
    _file: tuple[int, int] | None = None
    transaction_mode: str | None = None
    init_commands: list[str]

    def get_connection_params(self) -> dict[str, Any]:
        """Connection parameters; `OPTIONS["init_command"]` runs after Heed's pragmas and can override them."""
        params: dict[str, Any] = super().get_connection_params()
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        params.setdefault("timeout", PATIENCE)
        params.setdefault("cached_statements", COMPILED)
        self.init_commands = [*self._pragmas(params.pop("synchronous", "FULL")), *self.init_commands]
        take_turns = params.pop("take_turns", True)
        path = self.file_path()
        self.turn = WriteTurn(path, params["timeout"]) if take_turns and path else None
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, and retry while locked: SQLite itself does not wait while it switches to the write-ahead log."""
        deadline = time.monotonic() + conn_params["timeout"]
        while True:
            try:
                connection = super().get_new_connection(conn_params)
                self._file = _identity(self.file_path())
                return connection
            except Database.OperationalError as problem:
                if "locked" not in str(problem) or time.monotonic() > deadline:
                    raise
            time.sleep(0.01)

    def _pragmas(self, synchronous: str) -> list[str]:
        if synchronous.upper() not in SYNCHRONOUS:
            raise ImproperlyConfigured(f"The SQLite option synchronous is one of {', '.join(SYNCHRONOUS)}.")
        pragmas = [f"PRAGMA synchronous = {synchronous}", "PRAGMA mmap_size = 0"]
        if not self.is_in_memory_db():
            pragmas += ["PRAGMA journal_mode = WAL", f"PRAGMA journal_size_limit = {LOG_BYTES_KEPT}"]
        return pragmas

    def create_cursor(self, name: str | None = None) -> Any:
        if self.turn is None:
            return super().create_cursor(name)
        return self.connection.cursor(
            factory=partial(TurnCursor, turn=self.turn, refuse_other_file=self._refuse_other_file)
        )

    def _refuse_other_file(self) -> None:
        """Raise OperationalError where the file was removed or replaced: what is written here would be lost."""
        if self._file != _identity(self.file_path()):
            raise Database.OperationalError("the database file was removed or replaced: stop Heed and look at it")

    def file_path(self) -> Path | None:
        """The file of the database, without symbolic links; None for a database in memory."""
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db():
            return None
        if name.startswith("file:"):
            name = unquote(urlsplit(name).path)
        return Path(name).resolve()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self._leave_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._leave_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self.turn:
                self.turn.close()

    def _leave_turn(self) -> None:
        """End the turn, unless a failed COMMIT left the transaction open."""
        if self.turn and self.turn.held and not (self.connection and self.connection.in_transaction):
            self.turn.leave()


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Which file this is on the disk, whatever it is called; None where there is none."""
    if path is None:
        return None
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return about.st_dev, about.st_ino
