"""What somebody can do who may write to the database and to the files, but has no key of the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from heed.queries.record import checkpoints
from heed.queries.record.integrity import verify_all
from heed.queries.record.sealed import sealed_records
from heed.records import triggers
from heed.records.models import Complaint, Entry
from heed.seal.checkpoint import sums_by_number
from heed.seal.keys import SealKey
from heed.seal.record import Damage, entry_seal, state_seal


@contextmanager
def unguarded() -> Iterator[None]:
    """The database as somebody has it who took the triggers away, and puts them back afterwards."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


def found(complaint: Complaint) -> set[Damage]:
    """What is found wrong with it, with its stored files, and by the checkpoints there are."""
    checkpoint_sums = sums_by_number(checkpoints.recorded().read)
    damaged = [one for _, batch in verify_all(checkpoint_sums) for one in batch]
    return {fault.damage for one in damaged if one.number == complaint.number for fault in one.faults}


def sql(statement: str, *given: int | str) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(statement, given)


def forged(complaint: Complaint, from_seq: int, key: SealKey | None = None) -> None:
    """Seal the timeline anew from this entry on, as somebody does who knows the code but not the key."""
    key = key or SealKey("a guess")
    record = sealed_records([complaint.pk])[0]
    previous = next((one.seal for one in record.entries if int(one.values["seq"]) == from_seq - 1), record.number)
    for one in record.entries[from_seq - 1 :]:
        previous = entry_seal(key, previous, one.text)
        Entry.objects.filter(pk=one.id).update(hash=previous)
    Complaint.objects.filter(pk=complaint.pk).update(head=previous)
    Complaint.objects.filter(pk=complaint.pk).update(seal=state_seal(key, sealed_records([complaint.pk])[0].rows))
