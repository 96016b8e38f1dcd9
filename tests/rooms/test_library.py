"""The library of answers: kept in Setup, read at the desk while the owner waits (R47)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.setup.library import keep_answer
from heed.records.models import Account, Answer
from tests.world import World

POOL = {"question_zh_hans": "游泳池几点开放？", "answer_zh_hans": "每天 7:00 至 21:00"}
SAID = {"zh_hans": {"question": "停车月卡多少钱？", "answer": "地下每月 380 元"}}


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.rule("R47")
def test_what_a_manager_writes_the_desk_finds_at_once_with_who_checked_it(world: World) -> None:
    zhao, zhou = signed_in(world.zhao), signed_in(world.zhou)
    new = zhao.get("/setup/answers/new/")
    assert new.status_code == 200
    sent = POOL | {"project": world.project.pk, "category": "lift_stopped", "words": "泳池 开放时间"}
    assert zhao.post("/setup/answers/new/", sent).status_code == 302
    assert POOL["question_zh_hans"] in zhao.get("/setup/answers/").content.decode()
    for asked in ("泳池", "遊泳池", "开放时间", "电梯"):
        page = zhou.get("/desk/knowledge/", {"q": asked}, HTTP_HX_REQUEST="1").content.decode()
        assert POOL["answer_zh_hans"] in page, asked
        assert "赵启明" in page
        assert "<html" not in page
    whole = zhou.get("/desk/knowledge/", {"q": "泳池"}).content.decode()
    assert "<html" in whole
    assert POOL["answer_zh_hans"] in whole
    assert "/setup/answers/" not in whole, "who may not keep it is led nowhere"
    assert "/setup/answers/" in signed_in(world.zhao).get("/desk/knowledge/").content.decode()


@pytest.mark.rule("R47")
def test_an_answer_whose_day_has_passed_is_marked(world: World) -> None:
    answer = keep_answer(None, by=world.zhao, texts=SAID, project=world.project)
    Answer.objects.filter(pk=answer.pk).update(valid_until_on=timezone.localdate() - timedelta(days=1))
    assert "已过期" in signed_in(world.zhou).get("/desk/knowledge/", {"q": "停车"}).content.decode()
    assert "已过期" in signed_in(world.zhao).get("/setup/answers/").content.decode()


@pytest.mark.rule("R47")
def test_answers_of_another_project_are_not_there(world: World) -> None:
    answer = keep_answer(None, by=world.zhao, texts=SAID, project=world.project)
    wu = signed_in(world.wu)
    assert "380" not in wu.get("/desk/knowledge/", {"q": "停车"}).content.decode()
    assert "380" not in wu.get("/setup/answers/").content.decode()
    for path in (f"/setup/answers/{answer.pk}/", f"/setup/answers/{answer.pk}/remove/"):
        assert wu.post(path, POOL).status_code == 404
    assert signed_in(world.zhou).get("/setup/answers/").status_code == 404
    every = keep_answer(None, by=world.admin, texts=SAID)
    assert signed_in(world.zhao).get(f"/setup/answers/{every.pk}/").status_code == 404
    assert signed_in(world.zhao).post(f"/setup/answers/{answer.pk}/remove/").status_code == 302
    assert "380" in wu.get("/desk/knowledge/", {"q": "停车"}).content.decode(), "what is for all"


def test_a_refused_answer_keeps_what_was_typed(world: World) -> None:
    sent = {"project": world.project.pk, "question_zh_hans": "游泳池几点开放？"}
    refused = signed_in(world.zhao).post("/setup/answers/new/", sent)
    assert refused.status_code == 409
    form = refused.context["form"]
    assert form.errors["answer_zh_hans"]
    assert form["question_zh_hans"].value() == "游泳池几点开放？"


def test_the_library_costs_the_same_however_many_answers_there_are(
    world: World, django_assert_max_num_queries: Any
) -> None:
    def cost() -> list[int]:
        spent = []
        for client, path in ((zhao, "/setup/answers/"), (zhou, "/desk/knowledge/?q=380")):
            with django_assert_max_num_queries(40) as queries:
                client.get(path)
            spent.append(len(queries))
        return spent

    zhao, zhou = signed_in(world.zhao), signed_in(world.zhou)
    keep_answer(None, by=world.zhao, texts=SAID, project=world.project)
    cost()
    first = cost()
    for _ in range(6):
        keep_answer(None, by=world.zhao, texts=SAID, project=world.project)
    assert cost() == first
