"""What owners need: the categories of three months against the three before, and what owners asked for (R106, R107)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from heed.insight.tallies import Measure
from heed.process.reporting import next_month
from heed.queries.access import access_of
from heed.queries.tallies.monthly import months_before
from heed.records.models import Account, Complaint, Project, Tally

QUARTER = 3
"""Months that are looked at together."""
READ = 20
"""Wishes that are read for some different ones."""


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many complaints of a category were received in the quarter, and how many in the one before."""

    code: str
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What an owner asked for, in the words on record, and the number of the complaint."""

    number: str
    words: str


def counts_by_category(projects: Collection[int], on: date) -> list[CategoryCount]:
    """Return the categories of the quarter that ends with this month, the most frequent first; one query."""
    begins = months_before(on, QUARTER - 1)
    months = (months_before(begins, QUARTER), on)
    rows = Tally.objects.filter(project__in=projects, measure=Measure.BY_CATEGORY, month_on__range=months)
    now, before = (Sum("count", filter=when, default=0) for when in (Q(month_on__gte=begins), Q(month_on__lt=begins)))
    sums = rows.exclude(key="").order_by().values("key").annotate(now=now, before=before)
    found = [CategoryCount(row["key"], row["now"], row["before"]) for row in sums if row["now"] or row["before"]]
    return sorted(found, key=lambda one: (-one.count, one.code))


def latest_wishes(
    account: Account, projects: Collection[Project], on: date, category: str, most: int = 3
) -> list[Wish]:
    """Return what owners last asked for in the quarter, in a category, the same words once; one query.

    None is of a complaint about the account itself (C3).
    """
    zone = ZoneInfo(min((project.timezone for project in projects), default="UTC"))
    since, until = (datetime.combine(day, time.min, zone) for day in (months_before(on, QUARTER - 1), next_month(on)))
    found = Complaint.objects.filter(
        project__in=[project.pk for project in projects], received_at__gte=since, received_at__lt=until,
        category=category,
    ).exclude(wants="")  # fmt: skip
    rows = access_of(account).without_own_conflicts(found).order_by("-received_at", "-pk")
    latest: dict[str, str] = {}
    for number, words in rows.values_list("number", "wants")[:READ]:
        latest.setdefault(words, number)
    return [Wish(number, words) for words, number in latest.items()][:most]
