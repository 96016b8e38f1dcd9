"""The checkpoints on record, and those that lie in a folder."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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


def naming(entry_ids: Sequence[int]) -> list[SignedCheckpoint]:
    """Those of the database that cover one of these entries; one that is spoilt is left out."""
    known = list(Checkpoint.objects.order_by("last_entry").values_list("last_entry", "number"))
    places = {bisect_left(known, (pk, 0)) for pk in entry_ids}
    numbers = [known[place][1] for place in places if place < len(known)]
    found = Checkpoint.objects.filter(number__in=numbers).order_by("number").values_list("document", flat=True)
    return _read_all(found.iterator(50)).read


def _read_all(texts: Iterator[str]) -> Checkpoints:
    found = Checkpoints()
    for text in texts:
        try:
            found.read.append(read(text, seal_keys().public))
        except SpoiltCheckpoint as problem:
            found.faults.append(str(problem))
    return found
