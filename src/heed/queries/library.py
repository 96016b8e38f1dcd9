"""The library of answers: those that a desk reads, and those that an account keeps (R47)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from heed.i18n.languages import LANGUAGES
from heed.queries.access import of_projects
from heed.queries.setup_access import SetupAccess
from heed.records.models import Answer, Project

#: So many answers of a project are looked through; a library that a person can keep up to date has fewer.
MOST = 500


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer in the language that is read, or the nearest one that it has."""

    question: str
    answer: str


def text_of(answer: Answer, language: str) -> AnswerText:
    """Return the answer in this language, else in the first of Heed's languages that it has."""
    texts: dict[str, dict[str, str]] = answer.texts
    fields = [language.replace("-", "_"), *(one.field for one in LANGUAGES)]
    found: dict[str, str] = next((texts[field] for field in fields if texts.get(field)), {})
    return AnswerText(found.get("question", ""), found.get("answer", ""))


def all_words(answer: Answer) -> str:
    """Return everything by which an answer is found: its texts in every language, and its further words."""
    return " ".join([answer.words, *(text for texts in answer.texts.values() for text in texts.values())])


def is_valid(answer: Answer, today: date) -> bool:
    """Return whether the answer may still be said without asking."""
    return answer.valid_until_on is None or answer.valid_until_on >= today


def answers_at(project: Project) -> QuerySet[Answer]:
    """Return the answers of the project and those for all, the project's own first."""
    found = Answer.objects.filter(Q(project=project) | Q(project__isnull=True), removed_at__isnull=True)
    return found.select_related("checked_by").order_by(F("project").asc(nulls_last=True), "pk")[:MOST]


def answers_read_by(may: SetupAccess) -> QuerySet[Answer]:
    """Return the answers of the projects that the account sets up, and those for all."""
    own = of_projects(Answer.objects.filter(project__isnull=False), may.projects)
    found = own | Answer.objects.filter(project__isnull=True)
    return found.filter(removed_at__isnull=True).select_related("project", "checked_by")


def may_keep(may: SetupAccess, project_id: int | None) -> bool:
    """Return whether the account keeps the answers of this project; those for all only who changes the policy."""
    if may.rules:
        return True
    return project_id is not None and (may.projects is None or project_id in may.projects)
