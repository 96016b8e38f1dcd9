"""An announcement from the record to the lobby in real browsers; what everybody reads fits, and axe is content."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from heed.actions.community import bulletins
from heed.records.models import ComplaintAnnouncement
from tests.journeys.people import StaffBrowser
from tests.rooms.test_every_page_in_a_browser import faults
from tests.world import World


@pytest.mark.rule("R119", "C15")
def test_the_director_writes_an_announcement_the_manager_approves_it_and_everybody_reads_it(
    chromium: Browser, live_server: Any, world: World
) -> None:
    now = timezone.now()
    complaint = world.verify(world.lodge(at=now - timedelta(hours=2), place=world.lift))
    texts = {"zh_hans": {"title": "周四停水", "text": "水箱清洗。"}}
    bulletins.write(world.project, texts, ["owner"], now - timedelta(hours=1), now + timedelta(days=3), by=world.lin)
    lin = StaffBrowser(chromium, live_server.url, world.lin, 1280).page
    lin.goto(f"{live_server.url}/community/announcements/")
    lin.get_by_role("link", name="新建公示").first.click()
    lin.get_by_role("button", name="显示投诉").click()
    lin.get_by_label(complaint.title).check()
    lin.get_by_role("button", name="起草").click()
    lin.get_by_label("5. 处理结果").fill("陈美玲家门口的电梯已修好")
    for label in ("4. 处理方式", "6. 回访", "7. 注意事项与预防措施"):
        lin.get_by_label(label).fill("已告知全体业主")
    lin.get_by_role("button", name="提交审批").click()
    expect(lin.get_by_text("“陈美玲”会暴露住户身份").first).to_be_visible()
    lin.get_by_role("button", name="隐去个人信息并保存").click()
    expect(lin.get_by_label("5. 处理结果")).to_have_value("陈••家门口的电梯已修好")
    assert faults(lin, "dark") == []
    lin.get_by_role("button", name="提交审批").click()
    announcement = ComplaintAnnouncement.objects.get()
    zhao = StaffBrowser(chromium, live_server.url, world.zhao, 1280).page
    zhao.goto(f"{live_server.url}/inbox/")
    zhao.get_by_text("等待您审批").first.click()
    zhao.get_by_role("button", name="审批通过").click()
    expect(zhao.get_by_role("link", name="打印 A4（PDF）")).to_be_visible()
    context = chromium.new_context(locale="zh-CN", java_script_enabled=True, reduced_motion="reduce")
    owner, wrong = context.new_page(), []
    for path in ("", "announcements/", f"announcements/{announcement.pk}/", "bulletins/", "hotline/", "lobby/"):
        owner.goto(f"{live_server.url}/p/cuihu/{path}")
        wrong += [f"{path}: {fault}" for fault in faults(owner, "light")]
    assert wrong == []
    assert owner.context.cookies() == []
    expect(owner.get_by_text("陈••家门口的电梯已修好")).to_be_visible()
    context.close()
