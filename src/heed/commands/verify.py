"""`heed verify FILE`: whether an export of the record, or a case file, is as it was written; without a database."""

import argparse
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

from heed.commands import complain, say
from heed.commands.progress import ProgressBar
from heed.commands.verify_case_file import START, CaseFileVerification
from heed.commands.verify_options import VerifyOptions, sentence
from heed.seal.checkpoint import (
    SignedCheckpoint,
    SpoiltCheckpoint,
    differences,
    read,
    sequence_faults,
    sums_by_number,
)
from heed.seal.export import ExportHeader, ExportItem, read_lines
from heed.seal.keys import KeyRing
from heed.seal.record import Damage, SealedRecord
from heed.seal.verify import CheckpointSums, FileDigest, record_faults

LISTED = 50
"""How many faults are said one by one."""


def main(arguments: list[str]) -> int:
    """Verify the export; 1 if something is wrong with it."""
    parser = argparse.ArgumentParser(
        "heed verify",
        description="Verify an export of `heed export-record`, or a case file (PDF), without Heed's database.",
    )
    parser.add_argument("file", type=Path, help="the export, or the PDF")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the seal key: verifies every seal")
    parser.add_argument("--public-key", metavar="HEX", help="the public key, as `heed seal-key` says it")
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="the stored files, as exported or in a backup")
    parser.add_argument("--checkpoints", type=Path, metavar="FOLDER", help="checkpoints kept elsewhere")
    options = parser.parse_args(arguments)
    try:
        ring = KeyRing.of(options.key.read_text(encoding="ascii")) if options.key else None
        public = (options.public_key,) if options.public_key else ring.public if ring else ()
        verified = _verified(options.file, VerifyOptions(ring, public, options.files, options.checkpoints))
    except (OSError, ValueError) as problem:
        complain(f"This cannot be verified: {problem}")
        return 1
    for fault in verified.faults[:LISTED]:
        say(f"  wrong  {fault}")
    if len(verified.faults) > LISTED:
        say(f"  wrong  … and {len(verified.faults) - LISTED} more.")
    say(*verified.summary())
    return int(bool(verified.faults))


def _verified(file: Path, options: VerifyOptions) -> "Verification | CaseFileVerification":
    with file.open("rb") as opened:
        is_pdf = opened.read(len(START)) == START
    if is_pdf:
        return CaseFileVerification(file.read_bytes(), options)
    verified = Verification(options)
    for one in _read(file):
        verified.take(one)
    verified.end()
    return verified


@dataclass
class Verification:
    """An export being verified, line by line: how much was read so far, and every fault in a sentence."""

    options: VerifyOptions
    records: int = 0
    entries: int = 0
    unproved: int = 0  # entries after the last checkpoint
    faults: list[str] = field(default_factory=list)
    _header: ExportHeader | None = None
    _checkpoints: list[SignedCheckpoint] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def take(self, one: ExportItem) -> None:
        """Verify what comes next."""
        if one.record is not None:
            self._take_record(one.record)
        elif one.checkpoint:
            self._take_checkpoint(one.checkpoint)
        else:
            self._header = one.header

    def end(self) -> None:
        """Find what should have come, and did not."""
        if self._header is not None and self._header.whole:
            missing = sorted(self._checkpoint_sums.keys() - self._seen)
            self.faults += [f"{number}: {Damage.GONE.label}." for number in missing]

    def _take_record(self, record: SealedRecord) -> None:
        checkpoint_sums = self._checkpoint_sums.get(record.number, {})
        digest = stored_digest(self.options.files) if self.options.files else None
        found = record_faults(record, self.options.ring, checkpoint_sums=checkpoint_sums, file_digest=digest)
        self.faults += [sentence(record.number, fault) for fault in found]
        self.records += 1
        self.entries += len(record.entries)
        self.unproved += max(0, len(record.entries) - max(checkpoint_sums, default=0))
        self._seen.add(record.number)

    def _take_checkpoint(self, text: str) -> None:
        public = self.options.public or tuple(self._header.public_keys if self._header else ())
        try:
            self._checkpoints.append(read(text, public))
        except SpoiltCheckpoint as problem:
            self.faults.append(str(problem))

    @cached_property
    def _checkpoint_sums(self) -> dict[str, CheckpointSums]:
        """What all checkpoints say, the export's own and those kept elsewhere: asked for after the last of its own."""
        self.faults += sequence_faults(self._checkpoints)
        kept = list(self.options.kept_elsewhere(self.faults))
        self.faults += differences(self._checkpoints, kept)
        return sums_by_number([*self._checkpoints, *kept])

    def summary(self) -> Iterator[str]:
        """How much was read, and on what the answer rests."""
        read = f"{self.records} complaints with {self.entries} entries were read"
        if self.faults:
            yield f"{read}. Wrong: {len(self.faults)}."
            return
        yield f"{read}: all as they were written."
        options = self.options
        if options.ring is None:
            yield (
                "Verified without the seal key: words and entries against the signed checkpoints. "
                f"{self.unproved} entries came after the last checkpoint, and where the complaints, their clocks and "
                "promises stand, rest on the key (--key)."
            )
        if not options.public:
            yield "The checkpoints fit the public key in the export itself: compare it with yours (--public-key)."
        if options.files is None:
            yield "The stored files were not read (--files)."


def stored_digest(folder: Path) -> FileDigest:
    """The digests of the files in a folder, by their names in it."""

    def digest(name: str) -> str | None:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            return None
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    return digest


def _read(file: Path) -> Iterator[ExportItem]:
    """What the file holds, with a progress bar by its bytes."""
    size, bar = file.stat().st_size, ProgressBar("  reading the export")
    with file.open("rb") as raw:
        unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if file.suffix == ".gz" else raw
        for one in read_lines(TextIOWrapper(unpacked, "utf-8")):
            yield one
            bar(raw.tell() / size)
    bar(1.0)
