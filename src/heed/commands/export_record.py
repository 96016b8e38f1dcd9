"""`heed export-record FILE`: the record as a file of JSON lines that `heed verify` reads without a database."""

import argparse
import gzip
import os
import secrets
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from heed import __version__
from heed.commands import complain, say
from heed.commands.audited import record_export
from heed.commands.progress import ProgressBar
from heed.process.words import AuditedData
from heed.queries.record.export import chosen, exported_records, files_of
from heed.records.models import Checkpoint
from heed.records.seal_key import seal_keys
from heed.seal.export import ExportHeader, lines_of
from heed.seal.text import instant


def main(arguments: list[str]) -> int:
    """Write the export; 1 if that fails, and then nothing is left of it."""
    parser = argparse.ArgumentParser(
        "heed export-record",
        description="Write the record as JSON lines that anybody can verify. It holds what people said: keep it so.",
    )
    parser.add_argument("file", type=Path, help="the file to write: NAME.jsonl, or NAME.jsonl.gz to compress it")
    parser.add_argument("--number", action="append", metavar="N", help="this complaint alone (as often as you like)")
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="copy the stored files there, too")
    options = parser.parse_args(arguments)
    target: Path = options.file.absolute()
    if target.exists():
        complain(f"{target} exists. Choose another name.")
        return 1
    ids = chosen(options.number)
    if options.number and len(ids) < len(set(options.number)):
        complain("There is no complaint of one of these numbers.")
        return 1
    try:
        _write(target, ids, whole=not options.number)
        copied = _copy_files(ids, options.files) if options.files else 0
    except OSError as problem:
        complain(f"No export was written: {problem}")
        return 1
    record_export(AuditedData.RECORD, file=target.name, complaints=len(ids))
    say(f"Written: {target}. Complaints: {len(ids)}. Files copied: {copied}. `heed verify {target.name}` verifies it.")
    return 0


def _write(target: Path, ids: Sequence[int], *, whole: bool) -> None:
    header = ExportHeader(__version__, instant(datetime.now(UTC)), seal_keys().public, whole)
    checkpoints = Checkpoint.objects.order_by("number").values_list("document", flat=True)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    bar = ProgressBar("  writing the record")
    try:
        with _opened(draft, target.suffix == ".gz") as file:
            for line in lines_of(header, checkpoints, exported_records(ids, bar)):
                file.write(line)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _opened(file: Path, compressed: bool) -> IO[str]:
    """The file for writing text; only its owner can read it."""
    raw = os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    return TextIOWrapper(cast("IO[bytes]", gzip.GzipFile(fileobj=raw, mode="wb")) if compressed else raw, "utf-8")


def _copy_files(ids: Sequence[int], folder: Path) -> int:
    copied = 0
    for source, name in files_of(ids):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(source, target)
        copied += 1
    return copied
