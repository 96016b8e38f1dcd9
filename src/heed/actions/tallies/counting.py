"""Counting again the complaints that changed.

Of each it is worked out what it adds to the tallies now, what it added before is subtracted, and the mark goes, in one
transaction: a worker that is killed leaves the mark, and the next one gets the same sums. One process counts at a time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import connection, transaction

from heed.actions.engine import to_tally
from heed.actions.engine.alone import alone
from heed.actions.warnings import watching
from heed.insight.tallies import Month, adds_of, months_of, text_of
from heed.queries.tallies.lives import LifeOnRecord, lives_of, with_later_of_same_home
from heed.records.models import ComplaintMonth, ComplaintToTally, Tally

BATCH = 100
"""Complaints in one transaction, which keeps other writers to SQLite waiting for some hundredths of a second."""
_LOCK = 0x7A11E5
"""The lock under which one process counts."""
_TALLY = Tally._meta.db_table
_ADD = (
    f"INSERT INTO {_TALLY} (project_id, month_on, measure, key, count) VALUES (%s, %s, %s, %s, %s) "  # noqa: S608
    f"ON CONFLICT (project_id, measure, month_on, key) DO UPDATE SET count = {_TALLY}.count + EXCLUDED.count"
)
#: Project, month, measure, key.
_Sum = tuple[int, date, str, str]


def count_changed(most: int = BATCH, now: datetime | None = None) -> int:
    """Count the complaints that changed first, by at most so many marks; return how many marks were done.

    Those that changed lately (`now` is the time in a demo) are then to be looked at for early warnings.
    """
    with transaction.atomic():
        if not alone(_LOCK, wait=False):
            return 0
        marks = list(ComplaintToTally.objects.order_by("pk").values_list("pk", "complaint_id")[:most])
        if marks:
            count(with_later_of_same_home(complaint for _pk, complaint in marks))
            watching.mark({complaint for _pk, complaint in marks}, now)
            ComplaintToTally.objects.filter(pk__in=[pk for pk, _complaint in marks])._raw_delete("default")
    return len(marks)


def count_all_changed(now: datetime | None = None) -> Iterator[int]:
    """Count until nothing waits; yield after each batch how many marks are done."""
    done = 0
    while counted := count_changed(now=now):
        done += counted
        yield done


def start_anew() -> None:
    """Forget all tallies, and mark every complaint to be counted."""
    with transaction.atomic():
        alone(_LOCK, wait=True)
        with connection.cursor() as cursor:
            for model in (Tally, ComplaintMonth, ComplaintToTally):
                cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
        to_tally.mark_all()


def count(complaint_ids: Iterable[int]) -> None:
    """Count these complaints anew, in the caller's transaction."""
    ids = list(complaint_ids)
    before = {_place(row): row for row in ComplaintMonth.objects.filter(complaint__in=ids)}
    after = {_place(row): row for record in lives_of(ids) for row in rows_of_life(record)}
    same = {place for place, row in after.items() if place in before and _is_same(before[place], row)}
    gone = [row for place, row in before.items() if place not in same]
    made = [row for place, row in after.items() if place not in same]
    ComplaintMonth.objects.filter(pk__in=[row.pk for row in gone])._raw_delete("default")
    ComplaintMonth.objects.bulk_create(made)
    _add([(row, -1) for row in gone] + [(row, 1) for row in made])


def _place(row: ComplaintMonth) -> tuple[int, date]:
    return row.complaint_id, row.month_on


def rows_of_life(record: LifeOnRecord) -> list[ComplaintMonth]:
    """Return the rows of a complaint as they should be."""
    return [_row(record, on, month) for on, month in months_of(record.life).items()]


def _row(record: LifeOnRecord, on: date, month: Month) -> ComplaintMonth:
    return ComplaintMonth(
        complaint_id=record.complaint_id,
        project_id=record.project_id,
        month_on=on,
        adds=text_of(month.adds),
        stays_open=month.stays_open,
        until_on=month.until_on,
    )


def _is_same(one: ComplaintMonth, other: ComplaintMonth) -> bool:
    return (one.project_id, one.adds, one.stays_open, one.until_on) == (
        other.project_id, other.adds, other.stays_open, other.until_on,
    )  # fmt: skip


def _add(changed: Iterable[tuple[ComplaintMonth, int]]) -> None:
    """Add what the rows add to the tallies (1) or subtract it (-1), always in the same order of the tallies."""
    sums: Counter[_Sum] = Counter()
    for row, sign in changed:
        for (measure, key), times in adds_of(row.adds).items():
            sums[row.project_id, row.month_on, measure, key] += sign * times
    adapt = connection.ops.adapt_datefield_value
    rows = sorted((added, times) for added, times in sums.items() if times)
    with connection.cursor() as cursor:
        cursor.executemany(
            _ADD, [(project, adapt(on), measure, key, times) for (project, on, measure, key), times in rows]
        )
