"""The export of a record: a file of JSON lines by which anybody can verify it, without Heed and without its database.

The first line says what the file is, then come the checkpoints, then a line for each complaint, and a last line with
the counts, without which the file is not whole. `docs/record-export.md` describes each.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from heed.seal.record import TABLES, SealedEntry, SealedRecord, row_of
from heed.seal.text import text_of

FORMAT = 1


class SpoiltExport(ValueError):
    """A file is no export of a record, or not whole; its words say which."""


@dataclass(frozen=True, slots=True)
class ExportHeader:
    """Which Heed wrote it and when (UTC), the public keys of its checkpoints, and whether all complaints are in it."""

    heed: str
    made_at: str
    public_keys: Sequence[str]
    whole: bool
    heed_record: int = FORMAT


@dataclass(frozen=True, slots=True)
class ExportItem:
    """What was read so far: one of a header, a checkpoint's text and a record."""

    header: ExportHeader | None = None
    checkpoint: str = ""
    record: SealedRecord | None = None


def lines_of(header: ExportHeader, checkpoints: Iterable[str], records: Iterable[SealedRecord]) -> Iterator[str]:
    """The lines of an export, each with its end."""
    counts = {"checkpoints": 0, "records": 0}
    yield _line(asdict(header))
    for text in checkpoints:
        counts["checkpoints"] += 1
        yield _line({"checkpoint": text})
    for record in records:
        counts["records"] += 1
        yield _line(_plain(record))
    yield _line({"end": counts})


def read_lines(lines: Iterable[str]) -> Iterator[ExportItem]:
    """What the lines of an export hold, in their order. Raises SpoiltExport, at the line where it is spoilt."""
    counts, ended = {"checkpoints": 0, "records": 0}, False
    for number, line in enumerate(lines, 1):
        try:
            given = json.loads(line)
            if ended:
                raise SpoiltExport("something follows its end")
            if "end" in given:
                ended = given["end"] == counts
                if not ended:
                    raise SpoiltExport("it holds other counts than it says")
                continue
            read = _read(given, is_first=number == 1)
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            raise SpoiltExport(f"Line {number} is not as an export has it: {problem}") from problem
        counts["checkpoints"] += bool(read.checkpoint)
        counts["records"] += read.record is not None
        yield read
    if not ended:
        raise SpoiltExport("The file has no end: it is not whole.")


def _read(given: dict[str, Any], *, is_first: bool) -> ExportItem:
    if is_first:
        return ExportItem(header=ExportHeader(**given))
    if "checkpoint" in given:
        return ExportItem(checkpoint=given["checkpoint"])
    rows = [row_of(table, values) for table, values in given["rows"]]
    if any(row.table not in TABLES for row in rows):
        raise SpoiltExport("a row is of no sealed table")
    entries = [
        SealedEntry(entry["id"], text_of(entry["values"]), entry["seal"], entry["salt"], entry["facts"])
        for entry in given["entries"]
    ]
    return ExportItem(record=SealedRecord(rows, entries, given["seal"]))


def _plain(record: SealedRecord) -> dict[str, Any]:
    return {
        "number": record.number,
        "seal": record.seal,
        "rows": [[row.table, row.values] for row in record.rows],
        "entries": [
            {"id": one.id, "values": one.values, "seal": one.seal, "salt": one.salt, "facts": one.facts}
            for one in record.entries
        ],
    }


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
