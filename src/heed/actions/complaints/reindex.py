"""Making what the search reads again from the record: after an upgrade that finds more, or when it is in doubt.

`index_complaints` and `index_people` do it for some, by their ids and in the caller's transaction: after they were
written in bulk, or after words of theirs were erased. What FTS5 was told to forget leaves the file with its next
merge, or at once with `reindex`.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from heed.actions.engine.index import IndexRow, defer, empty, index_complaints, lines_besides, put
from heed.actions.engine.lookup_keys import index_people
from heed.records.models import Complaint, Person

__all__ = [
    "IndexRow",
    "defer",
    "empty",
    "how_many",
    "index_complaints",
    "index_people",
    "lines_besides",
    "put",
    "reindex",
]  # fmt: skip
M = TypeVar("M", bound=Model)
BATCH = 500


def reindex(batch: int = BATCH) -> Iterator[int]:
    """Make every complaint's row and every person's keys again; after each batch gives how many are done so far.

    Each batch is a transaction of its own, so the work of others goes on; until it is done a search finds less. Heed
    never needs it to be run: every change brings the index after itself.
    """
    with transaction.atomic():
        empty()
    done = 0
    for ids in _batches(Complaint.objects.all(), batch):
        with transaction.atomic():
            done += index_complaints(ids)
        yield done
    for ids in _batches(Person.objects.all(), batch):
        with transaction.atomic():
            done += index_people(ids)
        yield done


def how_many() -> int:
    """How many rows `reindex` has to make, for its progress."""
    return Complaint.objects.count() + Person.objects.count()


def _batches(found: QuerySet[M], size: int) -> Iterator[list[int]]:
    last = 0
    while ids := list(found.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids
        last = ids[-1]
