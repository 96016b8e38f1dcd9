"""What `heed verify` verifies by, and how it says a fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from heed.seal.checkpoint import PATTERN, SignedCheckpoint, SpoiltCheckpoint, read
from heed.seal.keys import KeyRing
from heed.seal.verify import RecordFault


@dataclass(frozen=True)
class VerifyOptions:
    """What there is to verify by: the key, public keys, a folder of stored files, checkpoints kept elsewhere."""

    ring: KeyRing | None = None
    public: tuple[str, ...] = ()
    files: Path | None = None
    checkpoints: Path | None = None

    def kept_elsewhere(self, faults: list[str]) -> Iterator[SignedCheckpoint]:
        """The checkpoints that were kept elsewhere; one that is spoilt is added to the faults instead."""
        for file in sorted(self.checkpoints.glob(PATTERN)) if self.checkpoints else ():
            try:
                yield read(file.read_text(encoding="utf-8"), self.public)
            except SpoiltCheckpoint as problem:
                faults.append(f"{file.name}: {problem}")


def sentence(number: str, fault: RecordFault) -> str:
    """A fault as it is said at the terminal."""
    where = f", entry {fault.seq}" if fault.seq else ""
    return f"{number}{where}: {fault.damage.label}."
