"""The proof inside a case file: what Heed signs of the one record that is in a PDF, and of the PDF as a whole.

Two signatures, both by the key that signs checkpoints. One is of a short text in the PDF, the proof: it names the
record's lines by their SHA-256 and how far each checkpoint says that the timeline had come. It outlives a program that
saves the PDF anew. The other is of every byte of the PDF, so of its pages too; it stands behind them.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from heed.seal.checkpoint import SignedCheckpoint
from heed.seal.keys import SealKey, is_signed, sha256
from heed.seal.record import SealedRecord
from heed.seal.verify import CheckpointSums

FORMAT = 1
RECORD_NAME, PROOF_NAME, FILES_FOLDER = "record.jsonl", "proof.txt", "files/"
"""What the attachments of a case file are called; each stored file is called by its SHA-256."""

_SIGNED = re.compile(rb"\n%heed-pdf ([0-9a-f]{64}) ([0-9a-f]{128})\nstartxref\n(\d+)\n%%EOF\n\Z")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


class SpoiltProof(ValueError):
    """A text is no proof of a case file, or not as it was signed; its words say which."""


@dataclass(frozen=True, slots=True)
class NamedCheckpoint:
    """A checkpoint that names the complaint: which one, its SHA-256, and its line about the complaint."""

    number: int
    made_at: str
    checkpoint: str
    seq: int
    sum: str


@dataclass(frozen=True, slots=True)
class CaseProof:
    """What is signed: whose record, the SHA-256 of its lines, who took it and when (UTC), and the checkpoints.

    `left_out`: the SHA-256 of each file that belongs to the record and is not in the PDF.
    """

    number: str
    record: str
    taken_by: str
    made_at: str
    public_key: str
    checkpoints: Sequence[NamedCheckpoint]
    left_out: Sequence[str] = ()
    heed_case_file: int = FORMAT

    @property
    def sums(self) -> CheckpointSums:
        """What the checkpoints say of the timeline."""
        return {one.seq: one.sum for one in self.checkpoints}


def named_checkpoints(number: str, checkpoints: Iterable[SignedCheckpoint]) -> tuple[NamedCheckpoint, ...]:
    """The checkpoints that name this complaint, each without its lines about others."""
    return tuple(
        NamedCheckpoint(one.header.number, one.header.made_at, one.sum, line.seq, line.sum)
        for one in checkpoints
        for line in one.lines
        if line.number == number
    )


def write(proof: CaseProof, key: SealKey) -> str:
    """The text of a proof, signed."""
    document = json.dumps(asdict(proof), ensure_ascii=False) + "\n"
    return f"{document}signature {key.sign(document)}\n"


def read(text: str, public: Sequence[str] = ()) -> CaseProof:
    """A proof from its text, signed by one of the `public` keys (none given: by the one that it names itself).

    Raises SpoiltProof.
    """
    document, _, last = text.rstrip("\n").rpartition("\n")
    document += "\n"
    try:
        given = json.loads(document)
        checkpoints = tuple(NamedCheckpoint(**one) for one in given.pop("checkpoints"))
        proof = CaseProof(**given, checkpoints=checkpoints)
        word, signature = last.split()
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise SpoiltProof(f"This is no proof of a case file: {problem}") from problem
    if word != "signature" or not is_signed(document, signature, public or (proof.public_key,)):
        raise SpoiltProof("The proof of the record is not as it was signed, or another key signed it.")
    return proof


def proof_faults(proof: CaseProof, lines: str, record: SealedRecord) -> list[str]:
    """What of the record is not what the proof says, in sentences."""
    found = []
    if sha256(lines) != proof.record:
        found.append("The record in the file is another than the one that was signed.")
    if record.number != proof.number:
        found.append(f"The proof is of complaint {proof.number}, the record of {record.number or 'none'}.")
    return found


def kept_faults(proof: CaseProof, kept: Iterable[SignedCheckpoint]) -> list[str]:
    """What the proof says of checkpoints otherwise than those that were kept elsewhere, in sentences."""
    known = {one.header.number: one for one in kept}
    return [
        f"Checkpoint {said.number} of {said.made_at} UTC is another than the one that was kept."
        for said in proof.checkpoints
        if said.number in known and said not in named_checkpoints(proof.number, [known[said.number]])
    ]


def sign_pdf(pdf: bytes, key: SealKey) -> bytes:
    """The PDF with a signature of all its bytes behind it, in a comment that every reader passes over."""
    start = _START.search(pdf, max(0, len(pdf) - 1024))
    if start is None:
        raise ValueError("A PDF ends with where its table of objects starts.")
    signature = key.sign(_statement(pdf)).encode()
    return b"%b\n%%heed-pdf %b %b\nstartxref\n%b\n%%%%EOF\n" % (pdf, key.public.encode(), signature, start[1])


def pdf_is_signed(pdf: bytes, public: Sequence[str] = ()) -> bool | None:
    """Whether every byte is as it was when one of the `public` keys signed it (none given: the one that it names).

    None where there is no signature: another program has saved the PDF, or it was never one of Heed's.
    """
    found = _SIGNED.search(pdf, max(0, len(pdf) - 1024))
    if found is None:
        return None
    key, signature = found[1].decode(), found[2].decode()
    return is_signed(_statement(pdf[: found.start()]), signature, public or (key,))


def _statement(pdf: bytes) -> str:
    return f"heed pdf {hashlib.sha256(pdf).hexdigest()}\n"
