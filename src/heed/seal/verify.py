"""Verifying one record: what in it is not as it was sealed. The same in the database and in an export."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from heed.seal.keys import KeyRing
from heed.seal.record import (
    Damage,
    SealedEntry,
    SealedRecord,
    changed_groups,
    content_digest,
    entry_fits,
    running_sums,
)

#: SHA-256, in hex, of the file that is stored under this name; None where it is missing.
FileDigest = Callable[[str], str | None]
#: What checkpoints say of one complaint: the sum of its timeline, by the number of its last entry then.
CheckpointSums = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class RecordFault:
    """One fault. `seq` is the number of the entry (the first that is missing); 0 where it is no entry's."""

    seq: int
    damage: Damage


def record_faults(
    record: SealedRecord,
    ring: KeyRing | None,
    *,
    checkpoint_sums: CheckpointSums | None = None,
    file_digest: FileDigest | None = None,
) -> list[RecordFault]:
    """Every fault of the record, in the order of its entries; empty: it is intact.

    Without a `ring` no seal is verified, only what everybody can verify. The timeline is compared with
    `checkpoint_sums`, and stored files with their digests, where they are given.
    """
    try:
        return list(dict.fromkeys(_faults(record, ring, checkpoint_sums or {}, file_digest)))
    except (ValueError, KeyError, TypeError):  # values of another kind than Heed ever writes
        return [RecordFault(0, Damage.UNREADABLE)]


def _faults(
    record: SealedRecord, ring: KeyRing | None, checkpoint_sums: CheckpointSums, file_digest: FileDigest | None
) -> Iterator[RecordFault]:
    found = [*_chain_faults(record, ring)]
    for entry in record.entries:
        found += _content_faults(record, entry)
        if file_digest is not None:
            found += _stored_file_faults(record, entry, file_digest)
    yield from sorted(found, key=lambda fault: fault.seq)
    yield from _end_faults(record)
    if ring is not None:
        yield from (RecordFault(0, damage) for damage in changed_groups(ring, record))
    yield from _checkpoint_faults(record, checkpoint_sums)


def _seq(entry: SealedEntry) -> int:
    return int(entry.values["seq"])


def _chain_faults(record: SealedRecord, ring: KeyRing | None) -> Iterator[RecordFault]:
    previous, expected = record.number, 1
    for entry in record.entries:
        seq = _seq(entry)
        if seq > expected:
            yield RecordFault(expected, Damage.DELETED)
        elif seq < expected or (ring is not None and not entry_fits(ring, entry.seal, previous, entry.text)):
            yield RecordFault(seq, Damage.EDITED)
        previous, expected = entry.seal, seq + 1


def _end_faults(record: SealedRecord) -> Iterator[RecordFault]:
    version = int(record.complaint.get("version", "0"))
    last = record.entries[-1] if record.entries else None
    seq = _seq(last) if last else 0
    if version > seq:
        yield RecordFault(seq + 1, Damage.CUT)
    elif last is None or version < seq or record.complaint.get("head") != last.seal:
        yield RecordFault(seq, Damage.HEAD_EDITED)


def _content_faults(record: SealedRecord, entry: SealedEntry) -> Iterator[RecordFault]:
    seq, digest = _seq(entry), entry.values.get("digest")
    if entry.id in record.erased:
        if entry.facts or entry.salt:
            yield RecordFault(seq, Damage.NOT_ERASED)
        return
    if entry.facts is None or entry.salt is None:
        yield RecordFault(seq, Damage.CONTENT_LOST)
    elif content_digest(entry.salt, entry.facts) != digest:
        yield RecordFault(seq, Damage.CONTENT_EDITED)
    elif sorted(file["sha256"] for file in record.files.get(entry.id, ())) != entry.facts.get("sha256", []):
        yield RecordFault(seq, Damage.FILES_CHANGED)


def _stored_file_faults(record: SealedRecord, entry: SealedEntry, file_digest: FileDigest) -> Iterator[RecordFault]:
    if entry.id in record.erased:
        return
    for file in record.files.get(entry.id, ()):
        if file_digest(file["file"]) != file["sha256"]:
            yield RecordFault(_seq(entry), Damage.FILES_CHANGED)


def _checkpoint_faults(record: SealedRecord, checkpoint_sums: CheckpointSums) -> Iterator[RecordFault]:
    if not checkpoint_sums:
        return
    sums = running_sums(record)
    for seq, expected in sorted(checkpoint_sums.items()):
        if seq >= len(sums):
            yield RecordFault(len(sums), Damage.CUT)
            return
        if sums[seq] != expected:
            yield RecordFault(seq, Damage.REPLACED)
            return
