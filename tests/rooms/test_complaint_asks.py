"""What the page of a complaint suggests, and whom it names: judgement, people for an order, approvals, the accused."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from heed.notices.wording import headline
from heed.process.words import Stage
from heed.records.models import Notice
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World


@pytest.mark.rule("R19")
def test_a_communication_complaint_that_is_handled_badly_is_suggested_as_effective_with_one_click(
    world: World, client: Client
) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge(), nature="help")
    assert "counts as effective" not in shown(lin, complaint)
    complaint.clocks.filter(kind="answer").update(breached_at=complaint.received_at)
    page = shown(lin, complaint)
    assert "It should now count as effective: a limit was passed." in page
    form = lin.get(f"/complaints/{complaint.number}/reassess/?nature=harm&reason=a+limit+was+passed").content.decode()
    assert "a limit was passed" in form
    assert re.search(r'value="harm"[^>]*(selected|checked)', form)
    lin.post(
        f"/complaints/{complaint.number}/reassess/",
        {"nature": "harm", "reason": "逾期未回", "category": "lift_stopped", "level": "major", "validity": "valid",
         "emotion": "calm"},
    )  # fmt: skip
    complaint.refresh_from_db()
    assert (complaint.nature, complaint.level) == ("harm", "major")
    page = shown(lin, complaint)
    assert "counts as effective" not in page
    assert "Judged 2 times" in page
    assert "逾期未回" in page


@pytest.mark.rule("R21", "R22")
def test_who_works_on_it_and_who_answers_for_it_are_told_what_was_judged_anew(world: World) -> None:
    complaint = world.to_handling(world.lodge(case_owner=world.zhou))
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    world.make("reassess", complaint, by=world.zhao, level="major", category="lift_stopped", nature="harm",
               validity="valid", emotion="calm", reason="老人多次受困")  # fmt: skip
    told = Notice.objects.filter(complaint=complaint, about="reassess").select_related("account", "complaint")
    assert {notice.account for notice in told} == {world.zhou, world.lin, world.wang}
    with translation.override("en"):
        said = headline(told[0])
    assert said == f"{complaint.number} reassessed: Level General → Major, Validity Not decided yet → Valid"


@pytest.mark.rule("R67")
def test_an_order_suggests_whom_to_ask_with_the_reason(world: World, client: Client) -> None:
    done = world.to_handled(world.lodge())
    complaint = world.to_handling(world.lodge())
    lin = signed_in(client, world.lin)
    form = lin.get(f"/complaints/{complaint.number}/order/").content.decode()
    assert re.search(r"<b>王建国</b><small>0 open work orders · did 1 similar jobs done</small>", form)
    assert form.index("<b>王建国</b>") < form.index("<b>刘洋</b>")
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换",
               due_at=complaint.received_at + timedelta(hours=8))  # fmt: skip
    form = lin.get(f"/complaints/{complaint.number}/order/").content.decode()
    assert form.index("<b>刘洋</b>") < form.index("<b>王建国</b>"), "he has one in hand now"
    assert done.stage == Stage.HANDLED


@pytest.mark.rule("R65", "C3")
def test_the_page_says_who_answers_a_request_and_since_when(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge())
    world.make("ask_approval", complaint, subject="propose", reason="更换部件")
    assert "Waits for 赵启明 since" in shown(lin, complaint)
    world.zhao.is_active = False
    world.zhao.save()
    assert "Waits for 何平 since" in shown(lin, complaint), "whoever has left answers nothing"


@pytest.mark.rule("C3")
def test_a_complaint_about_manner_asks_whom_it_is_about(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge(), category="indifference")
    assert "Whom is it about?" in shown(lin, complaint)
    lin.post(f"/complaints/{complaint.number}/name_accused/", {"account": world.sun.pk})
    page = shown(lin, complaint)
    assert "Whom is it about?" not in page
    assert "<dt>It is about</dt><dd>孙强</dd>" in page


@pytest.mark.rule("R65", "C3")
def test_a_request_that_a_stand_in_answers_now_says_so(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge())
    world.make("ask_approval", complaint, subject="propose", reason="更换部件")
    facts: dict[str, Any] = {"what": "approval", "instead_of": world.zhao, "account": world.he, "reason": "休假"}
    world.make("stand_in", complaint, by=world.he, **facts)
    assert "Waits for 何平 since" in shown(lin, complaint)
