"""Checkpoints: signed lists of how far every record had come, worth most where nobody who runs Heed can change them.

A checkpoint is a text of lines. The first says which one it is; then comes a line for each complaint whose timeline
has grown since the checkpoint before: its number, the number of its last entry, and the sum of its timeline up to there
(`seal.record.running_sums`). The last line is the signature of all lines above it. Each names the one before by its
SHA-256, so that none can be left out.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from heed.seal.keys import SealKey, is_signed, sha256
from heed.seal.verify import CheckpointSums

FORMAT = 1
FILE_NAME, PATTERN = "checkpoint-{:06d}.txt", "checkpoint-*.txt"
"""What the file of a checkpoint is called, and where its kind is looked for."""


class SpoiltCheckpoint(ValueError):
    """A text is no checkpoint, or not as it was signed; its words say which."""


@dataclass(frozen=True, slots=True)
class CheckpointHeader:
    """Which checkpoint it is: its number from 1 on, when it was made, and the SHA-256 of the one before ("" of none).

    `audit` is the seal of the newest event of the audit log, whose chain holds all events before it.
    `policies` has the SHA-256 of each policy version by its number; `damaged` names the complaints whose timeline was
    damaged when it was made: they stand on no line.
    """

    number: int
    made_at: str
    previous: str
    policies: Mapping[str, str]
    damaged: Sequence[str]
    public_key: str
    audit: str = ""
    heed_checkpoint: int = FORMAT


@dataclass(frozen=True, slots=True)
class CheckpointLine:
    """How far one record had come."""

    number: str
    seq: int
    sum: str


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint that was read, and whose signature fits."""

    header: CheckpointHeader
    lines: tuple[CheckpointLine, ...]
    sum: str


def write(header: CheckpointHeader, lines: Iterable[CheckpointLine], key: SealKey) -> str:
    """The text of a checkpoint, signed."""
    text = [json.dumps(asdict(header), ensure_ascii=False)]
    text += [f"{line.number} {line.seq} {line.sum}" for line in lines]
    document = "".join(f"{line}\n" for line in text)
    return f"{document}signature {key.sign(document)}\n"


def read(text: str, public: Sequence[str] = ()) -> SignedCheckpoint:
    """A checkpoint from its text, signed by one of the `public` keys (none given: by the one that it names itself).

    Raises SpoiltCheckpoint.
    """
    document, _, last = text.rstrip("\n").rpartition("\n")
    document += "\n"
    try:
        first, *others = document.splitlines()
        header = CheckpointHeader(**json.loads(first))
        lines = tuple(_line(line) for line in others)
        word, signature = last.split()
    except (ValueError, TypeError) as problem:
        raise SpoiltCheckpoint(f"This is no checkpoint of a record: {problem}") from problem
    if word != "signature" or not is_signed(document, signature, public or (header.public_key,)):
        raise SpoiltCheckpoint(f"Checkpoint {header.number} is not as it was signed, or another key signed it.")
    return SignedCheckpoint(header, lines, sha256(text))


def _line(line: str) -> CheckpointLine:
    number, seq, total = line.split()
    return CheckpointLine(number, int(seq), total)


def sums_by_number(checkpoints: Iterable[SignedCheckpoint]) -> dict[str, CheckpointSums]:
    """What these checkpoints say of each complaint, by its number."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for checkpoint in checkpoints:
        for line in checkpoint.lines:
            found[line.number][line.seq] = line.sum
    return dict(found)


def sequence_faults(checkpoints: Sequence[SignedCheckpoint]) -> list[str]:
    """What is wrong with a row of checkpoints that should be whole, from the first on, in sentences."""
    found: list[str] = []
    previous = ""
    for expected, checkpoint in enumerate(checkpoints, 1):
        number = checkpoint.header.number
        if number != expected:
            return [*found, f"Checkpoint {expected} is missing."]
        if checkpoint.header.previous != previous:
            found.append(f"Checkpoint {number} does not follow the one before it.")
        previous = checkpoint.sum
    return found


def differences(ours: Sequence[SignedCheckpoint], kept: Sequence[SignedCheckpoint]) -> list[str]:
    """What the record lacks of the checkpoints that are kept elsewhere, in sentences."""
    sums = {checkpoint.header.number: checkpoint.sum for checkpoint in ours}
    found = []
    for checkpoint in kept:
        header = checkpoint.header
        if header.number not in sums:
            found.append(f"Checkpoint {header.number} of {header.made_at} UTC is not on record: it was set back.")
        elif sums[header.number] != checkpoint.sum:
            found.append(f"Checkpoint {header.number} on record is another than the one of {header.made_at} UTC.")
    return found
