"""The results of surveys, added up in the database; what fewer than five homes answered is not broken down (R109)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from heed.insight.small_numbers import FEWEST, told
from heed.process.words.surveys import QuestionKind
from heed.queries.paging import Page, newest_first
from heed.records.models import Project, Survey, SurveyAnswer, SurveyInvitation

#: A mark from here on says that the owner is satisfied.
SATISFIED = 4


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks that some homes gave: how many there are, their sum, and how many say satisfied."""

    homes: int
    count: int
    total: int
    satisfied: int

    @property
    def mean(self) -> float:
        """The mean of the marks, 1 to 5. ZeroDivisionError where there are none."""
        return self.total / self.count


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """A building or an estate: how many homes were invited and answered, and the marks by topic that may be told."""

    key: int
    name: str
    invited: int
    answered: int
    marks: dict[str, Marks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """All results of one survey. `spread` holds, by question, how often each mark was given."""

    invited: int
    answered: int
    spread: dict[int, dict[int, int]]
    topics: dict[str, Marks]
    buildings: tuple[SurveyPart, ...]
    to_follow: int

    @property
    def is_told(self) -> bool:
        """Whether so many homes answered that anything of their answers is shown."""
        return self.answered >= FEWEST


def results_of(survey: Survey) -> Results:
    """Return the results of a survey; five queries, whatever its size."""
    buildings = list(_buildings(survey))
    answered = sum(row["answered"] for row in buildings)
    to_follow = survey.invitations.filter(wants_contact=True, followed_at__isnull=True).count()
    invited = sum(row["invited"] for row in buildings)
    if answered < FEWEST:
        parts = tuple(_part(row, "building", {}) for row in buildings)
        return Results(invited, answered, {}, {}, parts, to_follow)
    rated = _rated().filter(invitation__survey=survey)
    by_building = _by(rated, "invitation__building")
    parts = tuple(_part(row, "building", _told_of(row["building"], by_building)) for row in buildings)
    return Results(
        invited, answered, _spread(survey), _by(rated, "question__survey").get(survey.pk, {}), parts, to_follow
    )


def estates_in(year: int, projects: Collection[Project]) -> list[SurveyPart]:
    """Return of each of these projects what its surveys of the year found; two queries. Without those never opened."""
    ids = [project.pk for project in projects]
    opened = Q(survey__project__in=ids, survey__year=year, survey__opened_at__isnull=False)
    counted = SurveyInvitation.objects.filter(opened).order_by().values("survey__project", "survey__project__name")
    rows = counted.annotate(**_COUNTS)
    marks = _by(
        _rated().filter(question__survey__year=year, question__survey__project__in=ids), "question__survey__project"
    )
    found = {row["survey__project"]: row for row in rows}
    return [
        SurveyPart(pk, row["survey__project__name"], row["invited"], row["answered"], _enough(marks.get(pk, {})))
        for pk in ids if (row := found.get(pk)) is not None
    ]  # fmt: skip


def together(parts: Iterable[SurveyPart], name: str) -> SurveyPart:
    """Return the parts as one: of a region, or of the company. What a part may not tell is not in the sum either."""
    some = list(parts)
    topics = {topic for part in some for topic in part.marks}
    marks = {topic: _sum(part.marks[topic] for part in some if topic in part.marks) for topic in topics}
    return SurveyPart(0, name, sum(part.invited for part in some), sum(part.answered for part in some), marks)


def open_answers(survey: Survey, after: str) -> Page[SurveyAnswer]:
    """Return a page of what owners wrote, without who wrote it; nothing while fewer than five homes answered."""
    words = SurveyAnswer.objects.filter(question__survey=survey, mark__isnull=True).select_related("question")
    if survey.invitations.filter(answered_at__isnull=False).count() < FEWEST:
        words = words.none()
    return newest_first(words, after)


def waiting(survey: Survey, after: str) -> Page[SurveyInvitation]:
    """Return a page of the homes that ask to be contacted, or did: with what they wrote."""
    wished = survey.invitations.filter(Q(wants_contact=True)).select_related(
        "home", "person", "complaint", "followed_by"
    )
    return newest_first(wished.prefetch_related("answers__question"), after)


_COUNTS: dict[str, Any] = {"invited": Count("pk"), "answered": Count("pk", filter=Q(answered_at__isnull=False))}


def _buildings(survey: Survey) -> QuerySet[SurveyInvitation, dict[str, Any]]:
    rows = survey.invitations.order_by("building__path").values("building", "building__path")
    return rows.annotate(**_COUNTS)


def _rated() -> QuerySet[SurveyAnswer]:
    return SurveyAnswer.objects.filter(question__kind=QuestionKind.RATED.value, mark__isnull=False).order_by()


def _by(rated: QuerySet[SurveyAnswer], column: str) -> dict[int, dict[str, Marks]]:
    """The marks by the values of a column and by topic; one query."""
    rows = rated.values(column, "question__topic").annotate(
        homes=Count("invitation", distinct=True), count=Count("pk"), total=Sum("mark"),
        satisfied=Count("pk", filter=Q(mark__gte=SATISFIED)),
    )  # fmt: skip
    found: dict[int, dict[str, Marks]] = {}
    for row in rows:
        marks = Marks(row["homes"], row["count"], row["total"], row["satisfied"])
        found.setdefault(row[column], {})[row["question__topic"]] = marks
    return found


def _told_of(key: int, by_part: dict[int, dict[str, Marks]]) -> dict[str, Marks]:
    """The marks of one part that may be told beside those of the others."""
    shown = {}
    for topic, marks in by_part.get(key, {}).items():
        homes = {part: topics[topic].homes for part, topics in by_part.items() if topic in topics}
        if key in told(homes):
            shown[topic] = marks
    return shown


def _enough(marks: dict[str, Marks]) -> dict[str, Marks]:
    return {topic: one for topic, one in marks.items() if one.homes >= FEWEST}


def _sum(some: Iterable[Marks]) -> Marks:
    found = list(some)
    return Marks(*(sum(getattr(one, name) for one in found) for name in ("homes", "count", "total", "satisfied")))


def _spread(survey: Survey) -> dict[int, dict[int, int]]:
    rows = _rated().filter(question__survey=survey).values_list("question", "mark").annotate(Count("pk"))
    found: dict[int, dict[int, int]] = {}
    for question, mark, count in rows:
        found.setdefault(question, {})[mark] = count
    return found


def _part(row: dict[str, Any], column: str, marks: dict[str, Marks]) -> SurveyPart:
    return SurveyPart(row[column], row[f"{column}__path"], row["invited"], row["answered"], marks)
