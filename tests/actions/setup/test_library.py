"""The library of answers: who keeps it, and what it refuses (R47)."""

from datetime import date
from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.setup.library import keep_answer, remove_answer
from heed.queries.library import answers_at, text_of
from heed.records.models import Answer
from tests.world import MORNING, World

POOL = {"zh_hans": {"question": "游泳池几点开放？", "answer": "每天 7:00 至 21:00"}}


@pytest.mark.rule("R47")
def test_an_answer_is_kept_for_one_project_by_those_who_set_it_up_and_for_all_by_the_administrator(
    world: World,
) -> None:
    own = keep_answer(None, by=world.zhao, texts=POOL, project=world.project, category="lift_stopped", at=MORNING)
    assert (own.checked_by, own.checked_at) == (world.zhao, MORNING)
    every = keep_answer(None, by=world.admin, texts=POOL)
    assert list(answers_at(world.project)) == [own, every]
    assert list(answers_at(world.elsewhere)) == [every]
    given: list[dict[str, Any]] = [{"by": world.zhou, "project": world.project}, {"by": world.zhao, "project": None},
                                   {"by": world.zhao, "project": world.elsewhere}]  # fmt: skip
    for facts in given:
        with pytest.raises(Refused):
            keep_answer(None, texts=POOL, **facts)
    with pytest.raises(Refused):
        keep_answer(every, by=world.zhao, texts=POOL, project=world.project)
    with pytest.raises(Refused):
        remove_answer(own, by=world.wu)
    remove_answer(own, by=world.zhao)
    assert list(answers_at(world.project)) == [every]
    assert Answer.objects.count() == 2, "what was taken out stays on record"


@pytest.mark.rule("R47")
@pytest.mark.parametrize(
    "wrong",
    [
        {"texts": {}},
        {"texts": {"en": {"question": "When?", "answer": " "}}},
        {"texts": POOL, "valid_until_on": date(2026, 11, 20)},
        {"texts": POOL, "category": "nothing_such"},
    ],
)
def test_a_question_without_its_answer_and_a_day_that_has_passed_are_refused(
    world: World, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        keep_answer(None, by=world.zhao, project=world.project, at=MORNING, **wrong)
    assert not Answer.objects.exists()


def test_an_answer_is_read_in_ones_language_else_in_one_that_it_has(world: World) -> None:
    english = {"question": "When does the pool open?", "answer": "Daily, 7:00 to 21:00"}
    both = keep_answer(None, by=world.zhao, texts=POOL | {"en": english}, project=world.project)
    assert text_of(both, "en").question == english["question"]
    assert text_of(both, "zh-hant").question == POOL["zh_hans"]["question"]
