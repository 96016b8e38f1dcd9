"""Savepoints whose statements come again.

Django gives each savepoint of a connection a name of its own. A connection keeps the statements that it compiled last,
and the names drove the others out: the one that reads a record to seal it takes 5 ms to compile and 0.3 ms to run.
Here the statement names the depth at which a savepoint lies. Django's name stays what Django knows it by.
"""

from typing import Any

from django.db.backends.sqlite3 import base


class SavepointsByDepth(base.DatabaseWrapper):
    """A connection that names a savepoint by its depth in the transaction."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._open: list[str] = []

    def _start_transaction_under_autocommit(self) -> None:
        self._open.clear()
        super()._start_transaction_under_autocommit()  # type: ignore[misc]

    def _savepoint(self, sid: str) -> None:
        super()._savepoint(_name(len(self._open)))  # type: ignore[misc]
        self._open.append(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        depth = self._depth_of(sid)
        super()._savepoint_rollback(_name(depth))  # type: ignore[misc]
        del self._open[depth + 1 :]

    def _savepoint_commit(self, sid: str) -> None:
        depth = self._depth_of(sid)
        super()._savepoint_commit(_name(depth))  # type: ignore[misc]
        del self._open[depth:]

    def _depth_of(self, sid: str) -> int:
        """The place of the savepoint; one that is gone lies deeper than all, and SQLite refuses its name."""
        return self._open.index(sid) if sid in self._open else len(self._open)


def _name(depth: int) -> str:
    return f"depth_{depth}"
