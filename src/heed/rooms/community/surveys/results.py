"""What owners answered: the rate with its interval, marks by question, topic and building, and what they wrote."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.insight.numbers import whole_number
from heed.insight.small_numbers import FEWEST
from heed.insight.wilson import interval
from heed.process.words.surveys import QuestionKind, SurveyTopic
from heed.queries.surveys.results import Marks, SurveyPart, estates_in, open_answers, results_of, together
from heed.queries.surveys.seen import may_follow_up, may_publish, text_in, title_of
from heed.records.models import Project, Region, Survey
from heed.rooms.community.requests import CommunityRequest, community_page
from heed.rooms.community.surveys.forms import FIRST_YEAR, LAST_YEAR
from heed.rooms.community.surveys.planning import questions_of, state_of, survey_asked
from heed.ui.paging import pager
from heed.ui.requests import page_asked

#: The figure and its sign stay on one line.
_PERCENT = "\N{NO-BREAK SPACE}%"


def percent(number: int, base: int) -> str:
    """A share in whole percent; "–" where there is nothing to divide by."""
    return f"{100 * number / base:.0f}{_PERCENT}" if base else "–"


def between(number: float, base: int) -> str:
    """The 95 % interval of a share: "62–71 %"; "" where there is nothing to divide by."""
    if not base:
        return ""
    sure = interval(number, base)
    return f"{100 * sure.low:.0f}–{100 * sure.high:.0f}{_PERCENT}"


def _sure(marks: Marks) -> str:
    """The interval of what is satisfied. A home that gives two marks on a topic makes it no surer than one."""
    return between(marks.satisfied / marks.count * marks.homes, marks.homes)


@community_page
def survey(request: CommunityRequest, key: int) -> HttpResponse:
    """A survey: while it is a draft its terms and questions, then its results."""
    found = survey_asked(request, key)
    state = state_of(found)
    context: dict[str, Any] = {
        "survey": found,
        "title": title_of(found, get_language() or "en"),
        "state": state,
        "questions": questions_of(found),
        "may_plan": may_publish(request.account, found.project_id),
    }
    if state == "draft":
        return render(request, "community/surveys/draft.html", context)
    may_follow = may_follow_up(request.account, found.project_id)
    return render(request, "community/surveys/survey.html", context | _shown(found) | {"may_follow": may_follow})


def _shown(found: Survey) -> dict[str, Any]:
    results = results_of(found)
    topics = _in_order(results.topics)
    shown = [topic for topic, _marks in topics]
    return {
        "results": results,
        "fewest": FEWEST,
        "rate": percent(results.answered, results.invited),
        "sure": between(results.answered, results.invited),
        "spread": [_spread_row(row, results.spread) for row in questions_of(found) if _is_rated(row)],
        "topics": [_topic(topic, marks) for topic, marks in topics],
        "buildings": [_part(part, shown) for part in results.buildings],
    }


def _is_rated(row: dict[str, Any]) -> bool:
    return bool(row["question"].kind == QuestionKind.RATED)


def _in_order(topics: dict[str, Marks]) -> list[tuple[SurveyTopic, Marks]]:
    return [(topic, topics[topic.value]) for topic in SurveyTopic if topic.value in topics]


def _topic(topic: SurveyTopic, marks: Marks) -> dict[str, Any]:
    return {
        "label": _(topic.label), "share": percent(marks.satisfied, marks.count), "mean": f"{marks.mean:.1f}",
        "sure": _sure(marks), "count": marks.count,
        "bar": round(100 * marks.satisfied / marks.count),
    }  # fmt: skip


def _spread_row(row: dict[str, Any], spread: dict[int, dict[int, int]]) -> dict[str, Any]:
    marks = spread.get(row["question"].pk, {})
    count = sum(marks.values())
    return {"text": row["text"], "marks": [marks.get(mark, 0) for mark in (5, 4, 3, 2, 1)], "count": count}


def _part(part: SurveyPart, topics: list[SurveyTopic]) -> dict[str, Any]:
    cells = [(topic, part.marks.get(topic.value)) for topic in topics]
    return {
        "part": part,
        "rate": percent(part.answered, part.invited),
        "sure": between(part.answered, part.invited),
        "cells": [
            {"label": _(topic.label), "share": percent(marks.satisfied, marks.count) if marks else "",
             "count": marks.count if marks else 0}
            for topic, marks in cells
        ],
    }  # fmt: skip


@community_page
def words(request: CommunityRequest, key: int) -> HttpResponse:
    """What owners wrote, without names."""
    found = survey_asked(request, key)
    language = get_language() or "en"
    page = open_answers(found, page_asked(request))
    rows = [{"words": one.words, "question": text_in(one.question.texts, language)} for one in page]
    context = {"survey": found, "title": title_of(found, language), "rows": rows, "fewest": FEWEST}
    return render(request, "community/surveys/words.html", pager(request, page) | context)


@community_page
def compare(request: CommunityRequest) -> HttpResponse:
    """The estates of a year side by side, by region, and all together."""
    year = _year_asked(request)
    projects = list(request.may.projects_read().select_related("region"))
    parts = estates_in(year, projects)
    topics = [topic for topic in SurveyTopic if any(topic.value in part.marks for part in parts)]
    regions = _by_region(parts, projects)
    rows = [
        {"total": _part(together(some, name), topics), "estates": [_part(one, topics) for one in some]}
        for name, some in regions
    ]
    context = {
        "year": year, "rows": rows, "topics": [_(topic.label) for topic in topics], "fewest": FEWEST,
        "all": _part(together(parts, _("All estates")), topics) if parts else None,
    }  # fmt: skip
    return render(request, "community/surveys/compare.html", context)


def _year_asked(request: CommunityRequest) -> int:
    """The year in the address, else the present one. Http404 for any other value."""
    given = request.GET.get("year")
    if not given:
        return timezone.localdate().year
    year = whole_number(given)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _by_region(parts: list[SurveyPart], projects: list[Project]) -> list[tuple[str, list[SurveyPart]]]:
    regions: dict[int, Region | None] = {project.pk: project.region for project in projects}
    found: dict[str, list[SurveyPart]] = {}
    for part in parts:
        region = regions[part.key]
        found.setdefault(region.name if region else _("Without a region"), []).append(part)
    return sorted(found.items())
