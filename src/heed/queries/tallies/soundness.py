"""Whether the kept tallies are what the record says: for `heed check` and for tests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from heed.insight.tallies import adds_of, months_of, text_of
from heed.queries.tallies.lives import lives_of, with_later_of_same_home
from heed.records.models import Complaint, ComplaintMonth, ComplaintToTally, Project, Tally

BATCH = 200
MANY = 5_000
#: So many changes may wait to be counted without a word: the worker has them in a second.
UNSAID = 200


def waiting() -> int:
    """Return how many changes of complaints are not counted yet."""
    return ComplaintToTally.objects.count()


def counts_anew() -> int:
    """Return how many changes are missing in the numbers; 0 while they are so few that it need not be said."""
    missing = waiting()
    return missing if missing > UNSAID else 0


def wrong_sums() -> Iterator[str]:
    """Name each number that is not the sum of what the complaints add, as code of the project, month and measure."""
    for project, code in Project.objects.order_by("code").values_list("pk", "code"):
        months = {*_months(Tally, project), *_months(ComplaintMonth, project)}
        for on in sorted(months):
            if _differing(project, on):
                with transaction.atomic():  # the worker may have been at it: look again, alone
                    for measure, kept, true in _differing(project, on):
                        yield f"{code} {on:%Y-%m} {measure}: {kept} instead of {true}"


def _months(model: type[Tally] | type[ComplaintMonth], project: int) -> Iterable[date]:
    return model._default_manager.filter(project=project).order_by().values_list("month_on", flat=True).distinct()


def _differing(project: int, on: date) -> list[tuple[str, int, int]]:
    true: Counter[tuple[str, str]] = Counter()
    for text in ComplaintMonth.objects.filter(project=project, month_on=on).values_list("adds", flat=True):
        true.update(adds_of(text))
    kept = {
        (measure, key): count
        for measure, key, count in Tally.objects.filter(project=project, month_on=on).values_list(
            "measure", "key", "count"
        )
    }
    names = sorted(true.keys() | kept.keys())
    return [
        (" ".join(filter(None, name)), kept.get(name, 0), true[name])
        for name in names
        if kept.get(name, 0) != true[name]
    ]


def wrongly_counted() -> Iterator[str]:
    """Give the number of each complaint that adds something else than its record says, and does not wait.

    Nothing is said while very many wait: they are being counted anew.
    """
    last = 0
    while ids := list(Complaint.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = ids[-1]
        if suspects := _changed_since_counted(ids):
            with transaction.atomic():
                marked = set(ComplaintToTally.objects.values_list("complaint_id", flat=True)[: MANY + 1])
                if len(marked) > MANY:
                    return
                still = set(_changed_since_counted(suspects)) - with_later_of_same_home(marked)
                yield from Complaint.objects.filter(pk__in=still).order_by("pk").values_list("number", flat=True)


def _changed_since_counted(ids: list[int]) -> list[int]:
    kept: dict[int, dict[date, tuple[str, bool, date | None]]] = {pk: {} for pk in ids}
    for row in ComplaintMonth.objects.filter(complaint__in=ids):
        kept[row.complaint_id][row.month_on] = (row.adds, row.stays_open, row.until_on)
    true = {
        record.complaint_id: {
            on: (text_of(month.adds), month.stays_open, month.until_on) for on, month in months_of(record.life).items()
        }
        for record in lives_of(ids)
    }
    return [pk for pk in ids if kept[pk] != true[pk]]
