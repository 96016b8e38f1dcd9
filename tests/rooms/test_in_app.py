"""The owners' pages inside of WeChat and LINE: no file is saved, no window opened, and going back is harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from playwright.sync_api import expect

from heed.queries.actor import OWNER
from heed.records.models import Attachment, SignUp
from heed.records.owner_keys import link_secret_of
from tests.actions.reception_days.days import come, invited
from tests.rooms.test_reception_days_browser import soon
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49"
LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.8.0"
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.mark.parametrize(("agent", "app"), [(WECHAT, "WeChat"), (LINE, "LINE")])
def test_no_page_saves_a_file_or_opens_a_window_and_each_says_how_to_get_the_file(
    world: World, agent: str, app: str
) -> None:
    owner = Client(headers={"User-Agent": agent, "Accept-Language": "en"})
    day = invited(world)
    sign_up = come(day)
    complaint = world.lodge(language="en")
    world.make("say", complaint, by=OWNER, words="请看", files=[ContentFile(PDF, name="维修单.pdf")])
    complaint.refresh_from_db()
    own, file = f"/f/{complaint.secret}/", Attachment.objects.get()
    pages = {
        "/", "/p/cuihu/", "/p/cuihu/find/", own, f"{own}sent/", f"{own}say/", f"{own}files/{file.pk}/",
        "/p/cuihu/days/", f"/p/cuihu/days/{day.pk}/", f"/p/cuihu/days/{day.pk}/calendar/",
        f"/g/{link_secret_of(sign_up.link_nonce)}/",
    }  # fmt: skip
    for address in sorted(pages):
        answer = owner.get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"].startswith("text/html"), address
        assert "attachment" not in answer.get("Content-Disposition", ""), address
        page = answer.content.decode()
        assert not re.search(r"target=|\bdownload\b|window\.open", page), address
        fields = re.findall(r"<input[^>]+type=\"file\"[^>]*>", page)
        assert not fields or any("image/*" in field for field in fields), address
        assert not fields or any("capture" not in field for field in fields), address  # the album as well
        if address.endswith(("/calendar/", f"/files/{file.pk}/")):
            assert f"{app} saves no files" in page
            assert ("openExternalBrowser=1" in page) == (app == "LINE")
    assert Client().get(f"{own}files/{file.pk}/")["Content-Type"] == "application/pdf"


def test_going_back_after_signing_up_and_pressing_again_signs_up_once(
    chromium: Browser, live_server: Any, world: World
) -> None:
    day = soon(world)
    context = chromium.new_context(locale="zh-CN", user_agent=WECHAT, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}/p/cuihu/days/{day.pk}/")
    page.get_by_label("姓名").fill("陈美玲")
    page.get_by_label("住址").fill("3-1502")
    page.get_by_label("电话或电子邮箱").fill("13800002207")
    page.get_by_role("button", name="报名").click()
    expect(page.get_by_role("heading", name="报名成功")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="报名").click()
    page.wait_for_load_state()
    assert SignUp.objects.count() == 1
    page.goto(f"{live_server.url}/p/cuihu/days/{day.pk}/")
    page.get_by_role("link", name="加入我的日历").click()
    expect(page.get_by_text("不能保存文件")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="业主接待日邀请函")).to_be_visible()
    context.close()
