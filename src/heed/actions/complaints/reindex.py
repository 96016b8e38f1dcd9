"""Building the search index again from the records: after an upgrade that indexes more, or if it may be damaged.

`index_complaints` and `index_people` do it for some ids in the caller's transaction: after a bulk insert, or after
their texts were erased. SQLite's FTS5 removes deleted text from its file at its next merge, or at once with `reindex`.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from heed.actions.engine.index import IndexRow, defer, empty, index_complaints, lines_besides, put
from heed.actions.engine.lookup_keys import index_people
from heed.actions.engine.old_index import index_old
from heed.records.models import Complaint, OldComplaint, Person

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
    """Index every complaint, old or not, and every person again; yield after each batch how many are done.

    Each batch is a transaction of its own, so that others can work; until the end a search finds less. It is never
    needed in daily work: every change updates the index itself.
    """
    with transaction.atomic():
        empty()
    done = 0
    for ids in _batches(Complaint.objects.all(), batch):
        with transaction.atomic():
            done += index_complaints(ids)
        yield done
    for ids in _batches(OldComplaint.objects.all(), batch):
        with transaction.atomic():
            index_old(OldComplaint.objects.filter(pk__in=ids))
        done += len(ids)
        yield done
    for ids in _batches(Person.objects.all(), batch):
        with transaction.atomic():
            done += index_people(ids)
        yield done


def how_many() -> int:
    """Return how many rows `reindex` has to index, for a progress bar."""
    return Complaint.objects.count() + OldComplaint.objects.count() + Person.objects.count()


def _batches(found: QuerySet[M], size: int) -> Iterator[list[int]]:
    last = 0
    while ids := list(found.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids
        last = ids[-1]
