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
    assert "Assessed 2 times" in page
    assert "逾期未回" in page


@pytest.mark.rule("R21", "R22")
def test_who_works_on_it_and_who_answers_for_it_are_told_what_was_judged_anew(world: World) -> None:
    complaint = world.to_handling(world.lodge(case_owner=world.zhou))
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    world.make("reassess", complaint, by=world.zhao, level="major", category="lift_stopped", nature="harm",
               validity="partly", emotion="calm", reason="老人多次受困")  # fmt: skip
    told = Notice.objects.filter(complaint=complaint, about="reassess").select_related("account", "complaint")
    assert {notice.account for notice in told} == {world.zhou, world.lin, world.wang}
    with translation.override("en"):
        said = headline(told[0])
    assert said == f"{complaint.number} reassessed: Level General → Major, Validity Valid → Partly valid"


@pytest.mark.rule("R67")
def test_an_order_suggests_whom_to_ask_with_the_reason(world: World, client: Client) -> None:
    done = world.to_handled(world.lodge())
    complaint = world.to_handling(world.lodge())
    lin = signed_in(client, world.lin)
    form = lin.get(f"/complaints/{complaint.number}/order/").content.decode()
    assert re.search(r"<b>王建国</b><small>0 open work orders · 1 similar jobs done</small>", form)
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
    world.make("ask_approval", complaint, subject="propose", solution="更换部件", reason="更换部件")
    assert "Waiting for approval by 赵启明 since" in shown(lin, complaint)
    world.zhao.is_active = False
    world.zhao.save()
    assert "Waiting for approval by 何平 since" in shown(lin, complaint), "whoever has left answers nothing"


@pytest.mark.rule("C3")
def test_a_complaint_about_manner_asks_whom_it_is_about(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge(), category="indifference")
    assert "Who is the complaint about?" in shown(lin, complaint)
    lin.post(f"/complaints/{complaint.number}/name_accused/", {"account": world.sun.pk})
    page = shown(lin, complaint)
    assert "Who is the complaint about?" not in page
    assert "<dt>Complaint about</dt><dd>孙强</dd>" in page


@pytest.mark.rule("R65", "C3")
def test_a_request_that_a_stand_in_answers_now_says_so(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge())
    world.make("ask_approval", complaint, subject="propose", solution="更换部件", reason="更换部件")
    facts: dict[str, Any] = {"what": "approval", "instead_of": world.zhao, "account": world.he, "reason": "休假"}
    world.make("stand_in", complaint, by=world.he, **facts)
    assert "Waiting for approval by 何平 since" in shown(lin, complaint)


@pytest.mark.rule("C12", "R65")
def test_an_approver_reads_the_solution_the_sum_and_what_came_before(world: World, client: Client) -> None:
    complaint = world.make("investigate", world.verify(world.lodge()), account=world.lin)
    asked: dict[str, Any] = {"subject": "propose", "solution": "更换整套门机", "money": 2000}
    world.make("ask_approval", complaint, reason="老化", **asked)
    world.make("disapprove", complaint, by=world.zhao, subject="propose", reason="先报价")
    world.make("ask_approval", complaint, reason="报价已附", **asked | {"money": 1800})
    page = signed_in(client, world.zhao).get(f"/complaints/{complaint.number}/approve/").content.decode()
    for words in ("更换整套门机", "CN¥1,800", "报价已附", "CN¥2,000", "先报价"):
        assert words in page
    assert "更换整套门机" in client.get("/oversight/?view=approvals").content.decode()


@pytest.mark.rule("C12")
def test_the_approved_solution_and_sum_stand_in_the_form_of_the_proposal(world: World, client: Client) -> None:
    complaint = world.make("investigate", world.verify(world.lodge()), account=world.lin)
    world.make("ask_approval", complaint, subject="propose", solution="更换整套门机", money=2000, reason="老化")
    world.make("approve", complaint, by=world.zhao, subject="propose")
    page = signed_in(client, world.lin).get(f"/complaints/{complaint.number}/propose/").content.decode()
    assert "更换整套门机</textarea>" in page
    assert 'value="2000' in page


@pytest.mark.rule("R78")
def test_what_the_owner_proposed_stands_in_the_form_of_the_next_proposal(world: World, client: Client) -> None:
    complaint = world.make("investigate", world.verify(world.lodge()), account=world.lin)
    told: dict[str, Any] = {"findings": "漏换", "responsibility": "none", "solution": "更换门刀", "method": "phone"}
    page = signed_in(client, world.lin).get(f"/complaints/{complaint.number}/propose/").content.decode()
    assert "The owner proposed" not in page
    world.make("propose", complaint, **told)
    world.make("decline", complaint, owner_words="下次又坏怎么办", own_proposal="连皮带一起换")
    page = client.get(f"/complaints/{complaint.number}/propose/").content.decode()
    assert 'data-sets="连皮带一起换"' in page
