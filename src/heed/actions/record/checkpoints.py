"""Making a checkpoint: what has grown since the last one, verified, summed up, signed and put on record."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from heed.queries.record.sealed import newest_audit_seal, policy_sums, sealed_records
from heed.records.models import Checkpoint, CheckpointCopy, Complaint, Entry
from heed.records.seal_key import seal_keys
from heed.seal.checkpoint import CheckpointHeader, CheckpointLine, write
from heed.seal.keys import sha256
from heed.seal.record import Damage, SealedRecord, running_sums
from heed.seal.text import instant
from heed.seal.verify import record_faults

BATCH = 200
ERROR_LENGTH = 300
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long a copy waits that failed once, twice …"""
#: Faults of a timeline itself; the others do not touch what a checkpoint says.
_OF_TIMELINE = frozenset({Damage.EDITED, Damage.DELETED, Damage.CUT, Damage.HEAD_EDITED})


def make_checkpoint(places: Iterable[str], at: datetime | None = None) -> Checkpoint | None:
    """Sign how far every record has come, and note the places where the checkpoint is to be kept.

    Gives None where no timeline has grown since the last one, or another worker was quicker. Nobody waits for it: only
    its own row is written in a transaction.
    """
    now, last_entry = at or timezone.now(), _last_settled_entry()
    before = Checkpoint.objects.order_by("-number").first()
    covered = before.last_entry if before else 0
    if last_entry <= covered:
        return None
    lines: list[CheckpointLine] = []
    damaged: list[str] = []
    for record in _grown(covered, last_entry):
        if any(fault.damage in _OF_TIMELINE for fault in record_faults(record, seal_keys())):
            damaged.append(record.number)
        else:
            lines.append(CheckpointLine(record.number, len(record.entries), running_sums(record)[-1]))
    header = CheckpointHeader(
        number=before.number + 1 if before else 1,
        made_at=instant(now),
        previous=sha256(before.document) if before else "",
        policies=policy_sums(),
        damaged=damaged,
        public_key=seal_keys().current.public,
        audit=newest_audit_seal(),
    )
    document = write(header, lines, seal_keys().current)
    return _store(Checkpoint(number=header.number, made_at=now, last_entry=last_entry, document=document), places)


def _store(checkpoint: Checkpoint, places: Iterable[str]) -> Checkpoint | None:
    """Put the checkpoint on record with its copies to come; None where its number is taken."""
    copies = [CheckpointCopy(checkpoint=checkpoint, place=place, try_at=checkpoint.made_at) for place in places]
    try:
        with transaction.atomic():
            checkpoint.save(force_insert=True)
            CheckpointCopy.objects.bulk_create(copies)
    except IntegrityError:
        return None
    return checkpoint


def record_kept(copy: CheckpointCopy, at: datetime | None = None) -> None:
    """The copy came where it is kept."""
    CheckpointCopy.objects.filter(pk=copy.pk).update(kept_at=at or timezone.now(), tries=F("tries") + 1, error="")


def record_failed(copy: CheckpointCopy, error: str, at: datetime | None = None) -> None:
    """It did not: it is tried again after pauses that grow."""
    pause = PAUSES[min(copy.tries, len(PAUSES) - 1)]
    CheckpointCopy.objects.filter(pk=copy.pk).update(
        tries=F("tries") + 1, error=error[:ERROR_LENGTH], try_at=(at or timezone.now()) + pause
    )


def _last_settled_entry() -> int:
    """The id up to which no entry is still to come.

    PostgreSQL gives ids out before a transaction ends: its table is locked until those under way have ended.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")
        return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def _grown(covered: int, last_entry: int) -> Iterator[SealedRecord]:
    """The records with entries after `covered`, as they are now, by their numbers."""
    grown = Complaint.objects.filter(entries__pk__gt=covered, entries__pk__lte=last_entry).order_by("number").distinct()
    ids = list(grown.values_list("pk", flat=True))
    for first in range(0, len(ids), BATCH):
        yield from sealed_records(ids[first : first + BATCH])
