"""Real messages for measuring only. They lie in a folder next to the repository and are only read."""

from pathlib import Path
from typing import Any

from bench.figure import Skipped
from bench.served import ROOT

FOLDER = ROOT.parent / "shared" / "data"


def rows_of(name: str, columns: str, where: str = "true", order: str = "row") -> list[tuple[Any, ...]]:
    """The rows of one of the files. Raises Skipped where they cannot be read."""
    path: Path = FOLDER / name
    if not path.exists():
        raise Skipped(f"the messages are not next to the repository ({path.name})")
    try:
        import duckdb  # type: ignore[import-not-found]  # of the extra `bench`
    except ImportError:
        raise Skipped("reading them needs `pip install duckdb` (the extra `bench`)") from None
    sql = f"SELECT {columns} FROM '{path}' WHERE {where} ORDER BY {order}"
    return [tuple(row) for row in duckdb.sql(sql).fetchall()]
