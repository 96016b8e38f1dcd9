"""Planning a survey: its period, whom it asks, and its questions, until it is opened (R109)."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.i18n.languages import LANGUAGES
from heed.process.case import Refusal
from heed.process.words import N_
from heed.process.words.surveys import QuestionKind, SurveyTopic
from heed.queries.surveys.seen import may_publish
from heed.records.models import Account, Project, Survey, SurveyQuestion

#: A survey asks no more than a patient person answers.
MOST_QUESTIONS = 30


@lru_cache(maxsize=1)
def usual_questions() -> tuple[Mapping[str, Any], ...]:
    """Return the questions with which a survey begins: kind, topic and texts by language field."""
    return tuple(json.loads((Path(__file__).parent / "usual_questions.json").read_text(encoding="utf-8")))


@transaction.atomic
def plan_survey(project: Project, *, by: Account, at: datetime | None = None, **terms: Any) -> Survey:
    """Plan a survey with the usual questions and return it; `terms` as of `change_survey`."""
    refuse_others(by, project.pk)
    survey = Survey(project=project, made_by=by, made_at=at or timezone.now())
    _set_terms(survey, **terms)
    survey.save()
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(survey=survey, place=place, **question) for place, question in enumerate(usual_questions(), 1)
    )
    return survey


@transaction.atomic
def change_survey(survey: Survey, *, by: Account, **terms: Any) -> Survey:
    """Change the terms of a survey that is not open yet. Raises Refused for others, and where the days make no sense.

    `year`, `texts` (title and introduction by language field), `starts_on`, `ends_on`, `per_building`, `remind_on`.
    """
    locked = locked_draft(survey, by)
    _set_terms(locked, **terms)
    locked.save()
    return locked


@transaction.atomic
def keep_question(
    survey: Survey, question: SurveyQuestion | None, *, by: Account, kind: str, topic: str, texts: Mapping[str, str]
) -> SurveyQuestion:
    """Change a question of a survey that is not open yet, or add one at its end. Raises Refused without any text."""
    locked = locked_draft(survey, by)
    given = {language.field: texts.get(language.field, "").strip() for language in LANGUAGES}
    given = {field: text for field, text in given.items() if text}
    if not given:
        raise Refused([Refusal(N_("Write the question in one language at least."))])
    kept = question or SurveyQuestion(survey=locked, place=_next_place(locked))
    kept.kind, kept.topic, kept.texts = QuestionKind(kind).value, SurveyTopic(topic).value, given
    kept.save()
    return kept


@transaction.atomic
def remove_question(question: SurveyQuestion, *, by: Account) -> None:
    """Take a question out of a survey that is not open yet."""
    locked_draft(question.survey, by)
    SurveyQuestion.objects.filter(pk=question.pk).delete()


def locked_draft(survey: Survey, by: Account) -> Survey:
    """Return the survey, locked. Raises Refused for others, and once it was opened."""
    locked = Survey.objects.select_for_update(of=("self",)).select_related("project").get(pk=survey.pk)
    refuse_others(by, locked.project_id)
    if locked.opened_at is not None:
        raise Refused([Refusal(N_("This survey is open: it is not changed any more."))])
    return locked


def refuse_others(by: Account, project_id: int) -> None:
    """Raise Refused for an account that does not publish at the project."""
    if not may_publish(by, project_id):
        raise Refused([Refusal(N_("Your duties do not allow this."))])


def _next_place(survey: Survey) -> int:
    places = list(survey.questions.values_list("place", flat=True))
    if len(places) >= MOST_QUESTIONS:
        raise Refused([Refusal(N_("A survey has at most %(most)s questions."), params={"most": MOST_QUESTIONS})])
    return max(places, default=0) + 1


def _set_terms(
    survey: Survey,
    *,
    year: int,
    texts: Mapping[str, Mapping[str, str]],
    starts_on: date,
    ends_on: date,
    per_building: int | None = None,
    remind_on: date | None = None,
) -> None:
    refusals = []
    if not any(said.get("title", "").strip() for said in texts.values()):
        refusals.append(Refusal(N_("Write the title in one language at least.")))
    if ends_on < starts_on:
        refusals.append(Refusal(N_("The last day lies before the first."), "ends_on"))
    elif remind_on is not None and not starts_on <= remind_on <= ends_on:
        refusals.append(Refusal(N_("This day lies outside the survey."), "remind_on"))
    if refusals:
        raise Refused(refusals)
    survey.year, survey.starts_on, survey.ends_on = year, starts_on, ends_on
    survey.per_building, survey.remind_on = per_building, remind_on
    survey.texts = {field: {name: text.strip() for name, text in said.items()} for field, said in texts.items()}
