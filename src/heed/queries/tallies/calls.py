"""How fast the calls of a month were answered: counted in the database, one query for each time zone (R40, R147).

The rings are counted as `queries.reception.rings_of` counts those of one call.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet, Value

from heed.process.policy import Policy
from heed.process.reporting import next_month
from heed.records.models import Call, Project

#: Calls whose rings are known or that were missed, and those of them that were answered within the rings of the policy.
KNOWN, QUICK = "known", "quick"


def calls_by_project(projects: Collection[Project], on: date, policy: Policy) -> dict[int, Counter[str]]:
    """Return of each project how many of the calls of one month were answered in time, by the rings of this policy."""
    return {
        row["project"]: Counter({name: row[name] for name in (KNOWN, QUICK)})
        for zone, ids in _by_zone(projects)
        for row in _calls(ids, zone, on).values("project").annotate(**_counts(policy))
    }


def _by_zone(projects: Collection[Project]) -> Iterator[tuple[str, list[int]]]:
    rows = sorted((project.timezone, project.pk) for project in projects)
    for zone, group in groupby(rows, key=lambda row: row[0]):
        yield zone, [pk for _zone, pk in group]


def _calls(ids: Collection[int], zone: str, month_on: date) -> QuerySet[Call]:
    """The calls that rang in a month of a time zone; calls back are none of them."""
    since, until = (datetime.combine(on, time.min, ZoneInfo(zone)) for on in (month_on, next_month(month_on)))
    return Call.objects.filter(project__in=ids, rang_at__gte=since, rang_at__lt=until, back_of__isnull=True).order_by()


def _counts(policy: Policy) -> dict[str, Count]:
    terms = policy.telephone
    in_time = F("rang_at") + Value(timedelta(seconds=terms.ring_seconds * terms.target_rings))
    answered, told = Q(answered_at__isnull=False), Q(is_from_first_ring=True)
    missed = Q(answered_at__isnull=True, ended_at__isnull=False)
    quick = answered & (told & Q(answered_at__lte=in_time) | ~told & Q(rings__lte=terms.target_rings))
    known = missed | answered & (told | Q(rings__isnull=False))
    return {KNOWN: Count("pk", filter=known), QUICK: Count("pk", filter=quick)}
