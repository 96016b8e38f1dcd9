"""Verifying a case file: the PDF as a whole, and the record and the files inside it. No database, no network."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from heed.commands.verify_options import VerifyOptions, sentence
from heed.seal.case_proof import (
    FILES_FOLDER,
    PROOF_NAME,
    RECORD_NAME,
    CaseProof,
    SpoiltProof,
    kept_faults,
    pdf_is_signed,
    proof_faults,
    read,
)
from heed.seal.export import SpoiltExport, read_lines
from heed.seal.record import SealedRecord
from heed.seal.verify import record_faults

START = b"%PDF-"
"""How every PDF begins."""


@dataclass
class CaseFileVerification:
    """A case file that was verified: what it holds, and every fault in a sentence. Raises ValueError: no such PDF."""

    pdf: bytes
    options: VerifyOptions
    faults: list[str] = field(default_factory=list)
    proof: CaseProof | None = None
    record: SealedRecord | None = None

    def __post_init__(self) -> None:
        self._verify_pages()
        if {RECORD_NAME, PROOF_NAME} & self._inside.keys() or self.signed is None:
            self._verify_record()

    @cached_property
    def signed(self) -> bool | None:
        """Whether every byte is as it was signed; None where the file has no signature."""
        return pdf_is_signed(self.pdf, self.options.public)

    def _verify_pages(self) -> None:
        if self.signed is None:
            self.faults.append(
                "The PDF has no signature: a program saved it anew, or it was never made by Heed. "
                "Its pages prove nothing; what is said below is of the record inside."
            )
        elif not self.signed:
            self.faults.append("The PDF is not as it was signed, or another key signed it. Its pages prove nothing.")

    def _verify_record(self) -> None:
        missing = [name for name in (RECORD_NAME, PROOF_NAME) if name not in self._inside]
        if missing:
            self.faults.append(f"Missing in the PDF: {', '.join(missing)}.")
            return
        try:
            lines = self._inside[RECORD_NAME].decode()
            self.proof = read(self._inside[PROOF_NAME].decode(), self.options.public)
            found = [one.record for one in read_lines(lines.splitlines()) if one.record is not None]
        except (SpoiltProof, SpoiltExport, UnicodeDecodeError) as problem:
            self.faults.append(str(problem))
            return
        if len(found) != 1:
            self.faults.append(f"A case file holds one record, this one holds {len(found)}.")
            return
        self.record = found[0]
        self.faults += proof_faults(self.proof, lines, self.record)
        self._verify_against(self.proof, self.record)

    def _verify_against(self, proof: CaseProof, record: SealedRecord) -> None:
        faults = record_faults(
            record, self.options.ring, checkpoint_sums=proof.sums, file_digest=self._digest_of(proof, record)
        )
        self.faults += [sentence(record.number, fault) for fault in faults]
        known = {digest for files in record.files.values() for digest in (file["sha256"] for file in files)}
        inside = {name.removeprefix(FILES_FOLDER) for name in self._inside if name.startswith(FILES_FOLDER)}
        self.faults += [f"The file {name} in the PDF is none of the record's." for name in sorted(inside - known)]
        self.faults += kept_faults(proof, self.options.kept_elsewhere(self.faults))

    def _digest_of(self, proof: CaseProof, record: SealedRecord) -> "DigestInside":
        digests = {file["file"]: file["sha256"] for files in record.files.values() for file in files}
        return DigestInside(digests, self._inside, frozenset(proof.left_out), self.options.files)

    @cached_property
    def _inside(self) -> dict[str, bytes]:
        """What is attached to the PDF, by its names."""
        try:
            return {name: found[0] for name, found in PdfReader(BytesIO(self.pdf)).attachments.items() if found}
        except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
            raise ValueError(f"The PDF cannot be read: {problem}") from problem

    def summary(self) -> Iterator[str]:
        """What was read, and on what the answer rests."""
        if self.faults:
            yield f"Wrong: {len(self.faults)}."
            return
        yield "The PDF is as Heed made it, byte by byte: its pages, and what is inside."
        if self.proof is None or self.record is None:
            yield "It holds no record: only its pages can be verified."
        else:
            yield from self._of_record(self.proof, self.record)
        if not self.options.public:
            yield "It fits the public key in the file itself: compare it with one you know (--public-key)."
        yield "The pages are a drawing of the record. That what people said is true, no signature proves."

    def _of_record(self, proof: CaseProof, record: SealedRecord) -> Iterator[str]:
        files = sum(map(len, record.files.values()))
        yield (
            f"Complaint {record.number}: {len(record.entries)} entries and {files} files, as they were written; taken "
            f"by {proof.taken_by} at {proof.made_at} UTC."
        )
        if proof.checkpoints:
            last = proof.checkpoints[-1]
            yield f"Entries 1 to {last.seq} were in checkpoint {last.number} of {last.made_at} UTC."
        if proof.left_out and self.options.files is None:
            yield f"{len(proof.left_out)} files of the record are not in the PDF, and were not read (--files)."
        if self.options.ring is None:
            yield "The seal of each entry and clock was not verified by itself: that takes the seal key (--key)."


@dataclass
class DigestInside:
    """Says the SHA-256 of a stored file by its name: of the one inside the PDF, as it is there.

    One that was left out is looked for in the `folder`, where one is given, whatever it is called there.
    """

    digests: Mapping[str, str]
    inside: Mapping[str, bytes]
    left_out: frozenset[str]
    folder: Path | None

    def __call__(self, name: str) -> str | None:
        said = self.digests[name]
        content = self.inside.get(FILES_FOLDER + said)
        if content is None:
            known = said in self.left_out and (self.folder is None or said in self._in_folder)
            return said if known else None
        return hashlib.sha256(content).hexdigest()

    @cached_property
    def _in_folder(self) -> frozenset[str]:
        files = (file for file in self.folder.rglob("*") if file.is_file()) if self.folder else ()
        return frozenset(map(_sha256, files))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
