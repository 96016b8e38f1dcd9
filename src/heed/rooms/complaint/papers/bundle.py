"""The file of a complaint for an authority or a court: one ZIP with the case file, the record, every file, and a note
on how to verify it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.utils.translation import gettext as _

from heed.records.models import Attachment
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.papers import proof
from heed.rooms.complaint.papers.case_file import case_file
from heed.seal.case_proof import PROOF_NAME, RECORD_NAME

BLOCK = 1024 * 1024
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass
class Bundle:
    """One ZIP being written to an open file; each member is written with its SHA-256, which the last member lists."""

    to: IO[bytes]
    sums: dict[str, str] = field(default_factory=dict)

    def write(self, dossier: Dossier) -> None:
        """Write all of the complaint. Raises NotDrawn."""
        paper = case_file(dossier)
        with ZipFile(self.to, "w", ZIP_DEFLATED) as self._zip:
            self._put(proof.file_name(dossier), proof.signed(paper))
            for one in paper.attached:
                if one.name in (RECORD_NAME, PROOF_NAME) and isinstance(one.content, bytes):
                    self._put(one.name, one.content)
            for name, attachment in _named(proof.files_of(dossier)):
                self._copy(name, Path(attachment.file.path))
            self._put("README.txt", "".join(f"{line}\n" for line in _explained(dossier, paper.taken)).encode())
            sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.sums.items()))
            self._zip.writestr("SHA256SUMS", sums.encode())

    def _put(self, name: str, content: bytes) -> None:
        self._zip.writestr(name, content)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def _copy(self, name: str, source: Path) -> None:
        """Copy a stored file block by block; one that is lost is left out, as the case file says."""
        if not source.is_file():
            return
        digest = hashlib.sha256()
        self._zip.compression = ZIP_STORED  # photos and recordings are compressed already
        with source.open("rb") as stored, self._zip.open(name, "w", force_zip64=True) as member:
            while block := stored.read(BLOCK):
                digest.update(block)
                member.write(block)
        self._zip.compression = ZIP_DEFLATED
        self.sums[name] = digest.hexdigest()


def _named(files: list[Attachment]) -> Iterator[tuple[str, Attachment]]:
    """Each file with its name in the ZIP: its place, and what the sender called it, as every system takes it."""
    for place, file in enumerate(files, 1):
        yield f"files/{place:02}-{_UNSAFE.sub('_', file.name)[-80:].lstrip('.')}", file


def _explained(dossier: Dossier, taken: str) -> Iterator[str]:
    name = proof.file_name(dossier)
    yield _("Complaint %(number)s, %(project)s") % {
        "number": dossier.complaint.number, "project": dossier.complaint.project.name,
    }  # fmt: skip
    yield taken
    yield ""
    yield _("%(name)s: the whole case for reading, with the record and the files inside") % {"name": name}
    if proof.holds_record(dossier):
        yield _("record.jsonl, proof.txt: the same record and its proof, for programs")
    yield _("files: what people sent, as it came")
    yield ""
    yield _("To verify all of it, without a network:")
    yield "    sha256sum -c SHA256SUMS"
    yield f"    heed verify {name} --files files"
