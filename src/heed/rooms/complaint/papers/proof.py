"""The proof in a case file: the record itself and the stored files are in the PDF, and all of it is signed."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from django.utils.translation import gettext as _

from heed import __version__
from heed.process.facts import CONTACT, NAME
from heed.queries.record.checkpoints import naming
from heed.queries.record.export import kept_files
from heed.queries.record.sealed import sealed_records
from heed.records.models import Attachment
from heed.records.seal_key import seal_keys
from heed.rooms.complaint.dossier import Dossier
from heed.seal.case_proof import FILES_FOLDER, PROOF_NAME, RECORD_NAME, CaseProof, named_checkpoints, sign_pdf, write
from heed.seal.export import ExportHeader, lines_of
from heed.seal.keys import sha256
from heed.seal.record import SealedRecord
from heed.seal.text import instant
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Attached, Paper, draw

LARGEST = 64 * 1024 * 1024
"""Bytes of files that go into one PDF; what does not fit is named in the proof as left out."""
JSON_LINES, TEXT = "application/x-ndjson", "text/plain"


def file_name(dossier: Dossier) -> str:
    """What the case file is called."""
    return f"{dossier.complaint.number}.pdf"


def signed(paper: Paper) -> bytes:
    """The paper as PDF, every byte signed. Raises NotDrawn."""
    return sign_pdf(draw(paper), seal_keys().current)


def files_of(dossier: Dossier) -> list[Attachment]:
    """The files of the complaint that are not erased, in the order in which they came."""
    return list(kept_files([dossier.complaint.pk]))


def holds_record(dossier: Dossier) -> bool:
    """Whether the reader may take the record along: it has the owner's name and contact in full."""
    return dossier.may_reveal and not (dossier.complaint.anonymous and _names_owner(dossier))


def _names_owner(dossier: Dossier) -> bool:
    told = (entry.content.facts or {} for entry in dossier.entries if hasattr(entry, "content"))
    return bool(dossier.complaint.contact) or any(facts.get(CONTACT.name) or facts.get(NAME.name) for facts in told)


def put_into(paper: Paper, dossier: Dossier) -> None:
    """Attach the record, its files and the proof, and say below the rest what they are worth."""
    paper.add(blocks.heading(_("Proof of this file")))
    if not holds_record(dossier):
        paper.add(*_without(dossier))
        return
    record = sealed_records([dossier.complaint.pk])[0]
    fitting, left_out = _fitting(files_of(dossier))
    keys, made_at = seal_keys(), instant(dossier.now.astimezone(UTC))
    lines = "".join(lines_of(ExportHeader(__version__, made_at, keys.public, whole=False), (), [record]))
    proof = CaseProof(
        record.number, sha256(lines), dossier.account.name, made_at, keys.current.public,
        named_checkpoints(record.number, naming([entry.id for entry in record.entries])),
        left_out=tuple(file.sha256 for file in left_out),
    )  # fmt: skip
    paper.attached += [
        Attached(RECORD_NAME, lines.encode(), JSON_LINES, _("The record, as it was sealed")),
        Attached(PROOF_NAME, write(proof, keys.current).encode(), TEXT, _("What Heed signed of the record")),
    ]
    for digest, file in {one.sha256: one for one in fitting}.items():
        paper.attached.append(Attached(FILES_FOLDER + digest, Path(file.file.path), file.mime, file.name))
    paper.add(*_explained(dossier, record, proof), *_listed([*fitting, *left_out], set(proof.left_out)))


def _fitting(files: list[Attachment]) -> tuple[list[Attachment], list[Attachment]]:
    """The files that go into the PDF, and those that do not: too large together, or no longer there."""
    within: list[Attachment] = []
    beyond: list[Attachment] = []
    room = LARGEST
    for file in files:
        fits = file.size <= room and Path(file.file.path).is_file()
        room -= file.size if fits else 0
        (within if fits else beyond).append(file)
    return within, beyond


def _without(dossier: Dossier) -> Iterator[Block]:
    if dossier.may_reveal:
        yield blocks.text(_("The record is not in this file: it would say who the anonymous owner is."))
    else:
        yield blocks.text(_("The record is not in this file: it holds names and telephone numbers in full."))
    yield blocks.text(_("The pages are signed. This command verifies that they are as Heed made them:"))
    yield blocks.code(f"heed verify {file_name(dossier)}")


def _explained(dossier: Dossier, record: SealedRecord, proof: CaseProof) -> Iterator[Block]:
    yield blocks.text(
        _(
            "These pages are drawn from the record for reading. The record itself is inside this PDF, with every file, "
            "and can be verified by anyone, without Heed's database and without a network:"
        )
    )
    yield blocks.code(f"heed verify {file_name(dossier)}")
    rows: list[tuple[str, blocks.Cell]] = [
        (_("Entries"), str(len(record.entries))),
        (_("SHA-256 of the record"), blocks.digits(proof.record)),
        (_("Public key"), blocks.digits(proof.public_key)),
    ]
    rows += [
        (
            _("Checkpoint %(number)s of %(day)s") % {"number": one.number, "day": one.made_at[:10]},
            blocks.digits(one.checkpoint),
        )
        for one in proof.checkpoints[-3:]
    ]
    yield blocks.facts(rows, 40)
    yield blocks.text(
        _(
            "Compare the public key with the one that the company has published. What it proves: that the record, the "
            "files and these pages are as they were when they were taken. It does not prove that what people said is "
            "true."
        ),
        quiet=True,
        size=0.88,
    )


def _listed(files: list[Attachment], left_out: set[str]) -> Iterator[Block]:
    if not files:
        return
    rows = [
        (
            file.name,
            humanize.file_size(file.size),
            blocks.digits(file.sha256),
            _("Not in this file") if file.sha256 in left_out else "",
        )
        for file in files
    ]
    yield blocks.heading(_("Files"))
    yield blocks.table((_("File"), _("Size"), "SHA-256", ""), (4, 1.3, 6, 1.6), rows)


def in_words(file: Attachment) -> str:
    """A file that is not drawn on the page: what it is called, and how large it is."""
    return f"{file.name} · {humanize.file_size(file.size)}"
