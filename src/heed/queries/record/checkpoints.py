"""The checkpoints on record, and those that lie in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from heed.records.models import Checkpoint
from heed.records.seal_key import seal_keys
from heed.seal.checkpoint import PATTERN, SignedCheckpoint, SpoiltCheckpoint, read, sequence_faults


@dataclass
class Checkpoints:
    """Checkpoints that were read, in the order of their numbers, and what is wrong with them, in sentences."""

    read: list[SignedCheckpoint] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def recorded() -> Checkpoints:
    """Those of the database: each signed, none missing between."""
    found = _read_all(Checkpoint.objects.order_by("number").values_list("document", flat=True).iterator(50))
    found.faults += sequence_faults(found.read)
    return found


def kept_in(folder: Path) -> Checkpoints:
    """Those that lie in a folder. OSError: it cannot be read."""
    return _read_all(file.read_text(encoding="utf-8") for file in sorted(folder.glob(PATTERN)))


def _read_all(texts: Iterator[str]) -> Checkpoints:
    found = Checkpoints()
    for text in texts:
        try:
            found.read.append(read(text, seal_keys().public))
        except SpoiltCheckpoint as problem:
            found.faults.append(str(problem))
    return found
