"""What an export of the record holds."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from django.db.models import QuerySet

from heed.queries.record.sealed import sealed_records
from heed.records.models import Attachment, Complaint
from heed.seal.record import SealedRecord

BATCH = 200


def chosen(numbers: Collection[str] | None) -> list[int]:
    """The ids of the complaints of these numbers, or (None) of all, the oldest first."""
    found = Complaint.objects.order_by("pk")
    return list((found.filter(number__in=numbers) if numbers else found).values_list("pk", flat=True))


def exported_records(ids: Sequence[int], report: Callable[[float], None]) -> Iterator[SealedRecord]:
    """These records, read in batches; `report` receives the share that is done, 0 to 1."""
    for first in range(0, len(ids), BATCH):
        yield from sealed_records(ids[first : first + BATCH])
        report(min(first + BATCH, len(ids)) / len(ids))


def files_of(ids: Sequence[int]) -> Iterator[tuple[Path, str]]:
    """The stored files of these complaints that are not erased: where each lies, and its name in the storage."""
    for first in range(0, len(ids), BATCH):
        for attachment in kept_files(ids[first : first + BATCH]):
            yield Path(attachment.file.path), str(attachment.file.name)


def kept_files(ids: Sequence[int]) -> QuerySet[Attachment]:
    """The files of these complaints that are not erased, in the order in which they came."""
    return Attachment.objects.filter(complaint__in=ids, entry__erasure__isnull=True).order_by("pk")
