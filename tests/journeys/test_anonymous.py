"""A life without a name: reported on the portal, followed by its link, closed without a return visit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from heed.process.words import ClosingCode, Stage
from heed.records.models import Complaint
from tests.journeys.people import Arrives, picture
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)


def report(phone: Page, address: str, photo: Path) -> Complaint:
    """StaffBrowser writes from a telephone, without a name and without a script."""
    phone.goto(f"{address}/p/cuihu/")
    phone.get_by_label("用您自己的话说").fill("3号楼门口的保安夜里睡觉，喊了也不开门")
    phone.get_by_label("我不想说我是谁").check()
    phone.get_by_label("照片或文件").set_input_files(photo)
    phone.get_by_role("button", name="发送").click()
    return Complaint.objects.get()


@pytest.mark.rule("R1", "R6", "R94")
def test_a_nameless_matter_from_the_portal_is_solved_and_closed_without_a_visit(
    chromium: Browser, world: World, arrives: Arrives, live_server: Any, tmp_path: Path
) -> None:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 375, "height": 812}, java_script_enabled=False)
    phone = context.new_page()
    complaint = report(phone, live_server.url, picture(tmp_path, "岗亭.png"))
    assert (complaint.name, complaint.contact, complaint.anonymous) == ("", "", True)

    zhou, lin = arrives(world.zhou), arrives(world.lin)
    zhou.makes("verify", complaint, category="indifference", level="general", nature="harm", remit="ours",
               restated="夜里门岗无人应答", wants="有人应门", emotion="calm")  # fmt: skip
    zhou.makes("amend", complaint, course="昨夜一点喊门二十分钟无人应", about="门岗夜班")
    lin.makes("investigate", complaint, account=world.lin.pk)
    lin.makes("apologise", complaint, apology="夜班失职，向您致歉")
    lin.makes("propose", complaint, findings="监控显示夜班睡岗", responsibility="management", validity="valid",
              solution="调换夜班，加装巡更点")  # fmt: skip

    phone.goto(f"{live_server.url}/f/{complaint.secret}/")
    phone.get_by_role("link", name="同意", exact=True).click()
    phone.get_by_role("button", name="是的，我同意").click()
    lin.makes("complete", complaint, result="夜班已调换，巡更点已装")
    lin.makes("exempt", complaint, code="anonymous", reason="匿名反映，无法回访")
    assert (complaint.stage, complaint.closing_code) == (Stage.CLOSED, ClosingCode.ANONYMOUS)
    phone.reload()
    expect(phone.locator("body")).to_contain_text("夜班已调换")
    context.close()
