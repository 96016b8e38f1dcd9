"""The library of answers, kept by those who set up a project or the company (R47)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.i18n.languages import LANGUAGES
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.library import may_keep
from heed.queries.policies import current_policy
from heed.queries.setup_access import setup_access_of
from heed.records.models import Account, Answer, Project


@transaction.atomic
def keep_answer(
    answer: Answer | None,
    *,
    by: Account,
    texts: Mapping[str, Mapping[str, str]],
    project: Project | None = None,
    category: str = "",
    words: str = "",
    valid_until_on: date | None = None,
    at: datetime | None = None,
) -> Answer:
    """Write a new answer, or change one; who does so has checked it. Raises Refused for others, and without a text."""
    kept = answer or Answer()
    for project_id in {_id(project), kept.project_id if answer is not None else _id(project)}:
        _refuse_others(by, project_id)
    now = at or timezone.now()
    kept.texts = _complete(texts)
    if valid_until_on is not None and valid_until_on < timezone.localdate(now):
        raise Refused([Refusal(N_("This day has passed."), "valid_until_on")])
    if category and category not in current_policy().leaf_by_code:
        raise Refused([Refusal(N_("Choose one from the list."), "category")])
    kept.project, kept.category, kept.words = project, category, words.strip()[:200]
    kept.checked_by, kept.checked_at, kept.valid_until_on = by, now, valid_until_on
    kept.save()
    return kept


@transaction.atomic
def remove_answer(answer: Answer, *, by: Account, at: datetime | None = None) -> Answer:
    """Take an answer out of the library; it stays on record."""
    _refuse_others(by, answer.project_id)
    answer.removed_at = at or timezone.now()
    answer.save(update_fields=["removed_at"])
    return answer


def _id(project: Project | None) -> int | None:
    return project.pk if project is not None else None


def _refuse_others(by: Account, project_id: int | None) -> None:
    if not may_keep(setup_access_of(by), project_id):
        raise Refused([Refusal(N_("Your duties do not allow this."), "project")])


def _complete(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the texts given. Raises Refused where none is, or where a question or an answer stands alone."""
    given = {language.field: _stripped(texts.get(language.field, {})) for language in LANGUAGES}
    found = {field: text for field, text in given.items() if any(text.values())}
    alone = [f"{name}_{field}" for field, text in found.items() for name in text if not text[name]]
    if alone:
        raise Refused([Refusal(N_("Please fill this in."), alone[0])])
    if not found:
        raise Refused([Refusal(N_("Write a question and its answer in one language at least."))])
    return found


def _stripped(text: Mapping[str, str]) -> dict[str, str]:
    return {name: text.get(name, "").strip() for name in ("question", "answer")}
