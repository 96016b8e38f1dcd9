"""A complaint's whole life, by the people of the estate in real browsers: from an angry call to the owner's yes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from heed.process.words import ClosingCode, OrderState, PromiseState, Stage
from heed.records.models import Complaint
from tests.journeys.people import Arrives, StaffBrowser, fill, in_hours, picture
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def take_the_call(zhou: StaffBrowser, lin: StaffBrowser) -> Complaint:
    """Chen calls, angry, about the lift; Zhou takes it in, calls the director, reads back and promises."""
    page = zhou.goes("/desk/")
    for _ring in ("it rings", "it is answered"):
        with page.expect_navigation():
            page.keyboard.press("p")
    page.locator("[name=q]").fill("3-1502")
    page.locator("[data-hit]").first.click()
    form = page.locator("form[action$='/desk/take/']")
    told = "上周三才修好，今天又停在夹层，我妈七十八岁困在里面二十分钟。你们到底修没修？"
    fill(form, content=told, happened="今天下午", where="3号楼2号电梯", about="电梯维保", wants="彻底修好，说明原因",
         emotion="agitated", course="上周三报修，当天修好，今天又停")  # fmt: skip
    expect(page.get_by_role("button", name="先救人")).to_be_visible()  # words of people in a lift; they are out by now
    call_the_director(zhou, lin)
    with page.expect_navigation():
        page.locator(".way-forward [name=next][value=promise]").first.click()
    complaint = Complaint.objects.get()
    step = page.locator("form#step")
    fill(step, confirmed=True, category="lift_stopped", level="major", nature="harm", emotion="agitated", remit="ours")
    with page.expect_navigation():
        page.locator(".way-forward [form=step][value=promise]").click()
    fill(page.locator("form#step"), words="我会在三个小时内给您回电，说明原因和办法", due_at=in_hours(3), consent=True)
    page.locator(".way-forward [form=step]").first.click()
    expect(page.locator("form#step")).to_have_count(0)
    complaint.refresh_from_db()
    return complaint


def call_the_director(zhou: StaffBrowser, lin: StaffBrowser) -> None:
    """One tap, with the owner's consent; the director sees it on whatever page she is, and says so."""
    page, hers = zhou.page, lin.goes("/oversight/")
    page.keyboard.press("Control+Enter")
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=consent][value=yes]").check(force=True)
    dialog.locator("[name=why]").first.check(force=True)
    dialog.locator("button[type=submit], button:not([type])").last.click()
    expect(page.locator("body")).to_contain_text("林秋")
    hers.reload()
    hers.locator("form[action*='/summons/'][action$='/seen/'] button").first.click()


def solve(lin: StaffBrowser, zhao: StaffBrowser, complaint: Complaint, solution: str) -> None:
    """The director finds the cause, apologises, has the solution approved and proposes it."""
    lin.makes("apologise", complaint, apology="很抱歉，让您母亲受惊了，是我们的维保没有做好", method="phone")
    lin.makes("ask_approval", complaint, subject="propose", solution=solution, reason="重大投诉，更换部件")
    zhao.makes("approve", complaint, subject="propose")
    lin.makes("propose", complaint, findings="门刀漏换，验收时没有发现", responsibility="management", validity="valid",
              solution=solution, method="phone")  # fmt: skip


def work(lin: StaffBrowser, wang: StaffBrowser, complaint: Complaint, photo: Path) -> None:
    """An order to Wang, accepted, arrived at, done with a photograph, all on his telephone."""
    department = complaint.project.departments.get(code="engineering")
    lin.makes(
        "order", complaint, department=department.pk, account=wang.account.pk, work="更换门刀并复检", due_at=in_hours(6)
    )
    order = complaint.orders.latest("pk")
    page = wang.goes(f"/field/{order.pk}/")
    for step in ("accept_order", "arrive"):
        button = page.locator(f"form[action$='/{step}/'] button")
        button.click()
        expect(button).to_be_hidden()
    page.locator("a[href$='/finish_order/']").click()
    fill(page.locator("form.form"), result="已更换，试运行三十次正常", files=str(photo))
    page.locator("form.form .form__foot button").click()
    page.wait_for_url("**/field/")
    order.refresh_from_db()
    assert order.state == OrderState.DONE
    assert order.complaint.attachments.exists()


@pytest.mark.rule("R33", "R34", "R46", "R50", "R51", "R55", "R58", "R66", "R67", "R78", "R92", "R97", "R105")
def test_from_an_angry_call_through_two_rounds_to_the_owners_yes(
    world: World, arrives: Arrives, tmp_path: Path
) -> None:
    zhou, lin, zhao = arrives(world.zhou), arrives(world.lin), arrives(world.zhao)
    wang, liu = arrives(world.wang, 375), arrives(world.liu, 375)
    complaint = take_the_call(zhou, lin)
    assert (complaint.stage, complaint.emotion) == (Stage.PROMISED, "agitated")

    lin.makes("investigate", complaint, account=world.lin.pk)
    solve(lin, zhao, complaint, "只更换门刀")
    assert complaint.promises.get().state == PromiseState.KEPT
    lin.makes("decline", complaint, owner_words="只换一个件，下次又坏怎么办？", own_proposal="皮带一起换，请人留守两天")
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 2)
    solve(lin, zhao, complaint, "当日更换门刀与门机皮带，留守四十八小时")
    lin.makes("agree", complaint, owner_words="可以，今天一定要修好")

    refuse_an_order(lin, liu, complaint)
    work(lin, wang, complaint, picture(tmp_path, "修好的门刀.png"))
    lin.makes("complete", complaint, result="门刀与皮带已更换", method="phone")
    marks = {"rating_reception": 2, "rating_measures": 1, "rating_result": 1}
    zhou.makes("visit", complaint, outcome="not_solved", method="phone", owner_words="还在抖，根本没修好", **marks)
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 3)

    solve(lin, zhao, complaint, "更换导轨靴并重新调平")
    lin.makes("agree", complaint, owner_words="好，再信你们一次")
    work(lin, wang, complaint, picture(tmp_path, "导轨靴.png"))
    lin.makes("complete", complaint, result="已更换导轨靴，平稳", method="phone")
    zhou.makes(
        "visit",
        complaint,
        outcome="satisfied",
        method="phone",
        owner_words="这次真的好了，谢谢",
        rating_reception="unsaid",
        rating_measures=4,
        rating_result=5,
        completed=True,
    )
    assert (complaint.stage, complaint.closing_code) == (Stage.CLOSED, ClosingCode.VISIT)
    assert (complaint.owner_verdict, complaint.staff_verdict) == ("satisfied", "completed")

    lin.makes(
        "summarise", complaint, root_cause="维保漏换件", lesson="验收要有复检表", prevention="更换件后四十八小时复检"
    )
    assert complaint.summary.lesson == "验收要有复检表"


def refuse_an_order(lin: StaffBrowser, liu: StaffBrowser, complaint: Complaint) -> None:
    """Liu has a day off: he refuses with the reason, and the order stays on record."""
    department = complaint.project.departments.get(code="engineering")
    lin.makes("order", complaint, department=department.pk, account=liu.account.pk, work="更换门刀", due_at=in_hours(5))
    order = complaint.orders.latest("pk")
    page = liu.goes(f"/field/{order.pk}/")
    page.locator("a[href$='/refuse_order/']").click()
    fill(page.locator("form.form"), reason="今天调休，不在小区")
    page.locator("form.form .form__foot button").click()
    page.wait_for_url("**/field/")
    order.refresh_from_db()
    assert (order.state, order.reason) == (OrderState.REFUSED, "今天调休，不在小区")
