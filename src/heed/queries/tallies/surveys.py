"""How satisfied owners said to be in surveys: the marks of the answers of a month, counted in the database (R109)."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from heed.insight.small_numbers import FEWEST
from heed.insight.tallies.columns import SURVEY_CONTENT, SURVEY_MARKS
from heed.process.reporting import next_month
from heed.queries.surveys.results import SATISFIED
from heed.records.models import Project, SurveyAnswer


def survey_marks_by_project(projects: Collection[Project], on: date) -> dict[int, Counter[str]]:
    """Return of each project the marks given in a month, by its own time zone; one query for each zone.

    A project of which fewer than five homes answered in the month is left out.
    """
    found: dict[int, Counter[str]] = {}
    for zone in sorted({project.timezone for project in projects}):
        ids = [project.pk for project in projects if project.timezone == zone]
        for row in _counted(ids, zone, on):
            figures = {SURVEY_MARKS: row["marks"], SURVEY_CONTENT: row["content"]}
            found[row["invitation__survey__project"]] = Counter(figures)
    return found


def _counted(ids: Collection[int], zone: str, month_on: date) -> QuerySet[SurveyAnswer, dict[str, Any]]:
    since, until = (datetime.combine(day, time.min, ZoneInfo(zone)) for day in (month_on, next_month(month_on)))
    given = SurveyAnswer.objects.filter(
        mark__isnull=False, invitation__answered_at__gte=since, invitation__answered_at__lt=until,
        invitation__survey__project__in=ids,
    )  # fmt: skip
    counted = given.order_by().values("invitation__survey__project").annotate(
        homes=Count("invitation", distinct=True), marks=Count("pk"),
        content=Count("pk", filter=Q(mark__gte=SATISFIED)),
    )  # fmt: skip
    return counted.filter(homes__gte=FEWEST)
