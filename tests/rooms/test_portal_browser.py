"""An owner's whole way in a real browser, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.process.words import ClosingCode, Method, Responsibility, Stage
from heed.records.models import Complaint
from tests.accessible import faults_of
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A telephone, 375 wide, in Simplified Chinese, that runs no scripts."""
    context = chromium.new_context(
        locale="zh-CN", viewport={"width": 375, "height": 812}, java_script_enabled=False, has_touch=True
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def make(world: World, move: str, complaint: Complaint, **facts: Any) -> None:
    complaint.refresh_from_db()
    world.make(move, complaint, at=timezone.now(), **facts)
    complaint.refresh_from_db()


def to_proposal(world: World, complaint: Complaint, solution: str) -> None:
    """From wherever it stands to a solution proposed."""
    complaint.refresh_from_db()
    if complaint.stage == Stage.RECEIVED:
        asked = {} if complaint.anonymous else {"confirmed": True}  # nobody can read it back to them
        make(world, "verify", complaint, by=world.zhou, category="lift_stopped", level="general", nature="harm",
             restated="灯坏了", emotion="calm", wants="修好", remit="ours", **asked)  # fmt: skip
        make(world, "amend", complaint, by=world.zhou, course="上周修过，今天又坏", about="维保单位")
        make(world, "investigate", complaint, account=world.lin)
    told = {} if complaint.anonymous else {"method": Method.ONLINE}
    make(
        world, "propose", complaint, findings="灯管老化", responsibility=Responsibility.NONE, solution=solution, **told
    )


@pytest.mark.rule("R1", "R5", "R6", "R96")
def test_without_scripts_a_nameless_report_with_a_photo_is_followed_to_the_owners_yes(
    phone: Page, live_server: Any, world: World, tmp_path: Path
) -> None:
    photo = tmp_path / "灯.png"
    photo.write_bytes(PICTURE)
    phone.goto(f"{live_server.url}/p/cuihu/")
    phone.get_by_label("用您自己的话说").fill("地库车道的灯坏了三盏")
    assert phone.get_by_label("您的姓名").is_visible()
    phone.get_by_label("我不想说我是谁").check()
    assert not phone.get_by_label("您的姓名").is_visible()
    assert phone.get_by_text("我们同样认真对待").is_visible()
    phone.get_by_label("照片或文件").set_input_files(photo)
    phone.get_by_role("button", name="发送").click()
    complaint = Complaint.objects.get()
    assert complaint.anonymous
    assert phone.get_by_text(complaint.number, exact=True).is_visible()
    assert phone.get_by_text("只有这个网址能带您回来").is_visible()
    phone.get_by_role("link", name="进入我的页面").click()
    expect(phone.get_by_role("img", name="照片：灯.png")).to_have_js_property("naturalWidth", 1)
    to_proposal(world, complaint, "今天换灯")
    phone.reload()
    phone.get_by_role("link", name="同意", exact=True).click()
    phone.get_by_role("button", name="是的，我同意").click()
    make(world, "complete", complaint, result="三盏都换了")
    phone.goto(f"{live_server.url}/f/{complaint.secret}/")
    assert phone.get_by_text("现在好了吗？").is_visible()
    phone.get_by_role("link", name="好了", exact=True).click()
    phone.get_by_role("button", name="好了").click()
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.closing_code) == (Stage.CLOSED, ClosingCode.CONFIRMED)
    assert phone.get_by_text("谢谢您告诉我们。此事已结束。").is_visible()


@pytest.mark.rule("R58", "R66", "R78", "R96", "C4")
def test_an_owner_declines_agrees_contests_and_confirms_in_the_second_round(
    page: Page, live_server: Any, world: World
) -> None:
    page.goto(f"{live_server.url}/p/cuihu/")
    for _step in range(2):
        page.get_by_role("button", name="接下来").click()
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert").get_by_text("请告诉我们发生了什么。")).to_be_visible()
    page.get_by_label("用您自己的话说").fill("2号电梯又停在夹层")
    page.get_by_role("button", name="接下来").click()
    page.get_by_label("您的姓名").fill("陈美玲")
    page.get_by_label("您的住址").fill("3-1502")
    page.get_by_label("电话或电子邮箱").fill("13800002207")
    page.get_by_role("button", name="发送").click()
    with page.expect_navigation():
        page.get_by_role("link", name="进入我的页面").click()
    complaint = Complaint.objects.get()
    to_proposal(world, complaint, "更换门刀")
    page.reload()
    page.get_by_role("link", name="不同意").click()
    page.get_by_label("哪里不合适？").fill("只换一个件，下次又坏怎么办？")
    page.get_by_label("您有什么建议？").fill("连皮带一起换")
    page.get_by_role("button", name="发送").click()
    assert page.get_by_text("谢谢您。我们另想办法。").is_visible()
    to_proposal(world, complaint, "门刀、皮带一并更换")
    page.reload()
    page.get_by_role("link", name="同意", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="是的，我同意").click()
    make(world, "complete", complaint, result="已更换", method=Method.PHONE)
    page.reload()
    page.get_by_role("link", name="还没好").click()
    page.get_by_label("还有什么问题？").fill("还没好，今早又停了")
    with page.expect_navigation():
        page.get_by_role("button", name="发送").click()
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 3)
    to_proposal(world, complaint, "整机检修")
    page.reload()
    page.get_by_role("link", name="同意", exact=True).click()
    page.get_by_label("还有什么要交代的吗？").fill("可以")
    with page.expect_navigation():
        page.get_by_role("button", name="是的，我同意").click()
    make(world, "complete", complaint, result="检修完毕", method=Method.PHONE)
    page.reload()
    page.get_by_role("link", name="好了", exact=True).click()
    page.get_by_role("group", name="处理结果").get_by_text("5", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="好了").click()
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.owner_verdict) == (Stage.CLOSED, "satisfied")
    assert complaint.visits.latest("pk").rating_result == 5
    page.get_by_text("更早的经过").click()
    assert page.get_by_text("只换一个件，下次又坏怎么办？").is_visible(), "nothing of the first round is lost"


def test_what_is_typed_survives_a_change_of_language_and_the_address_copies_at_a_press(
    page: Page, live_server: Any, world: World
) -> None:
    page.goto(f"{live_server.url}/p/cuihu/")
    page.get_by_role("button", name="接下来").click()
    page.get_by_label("用您自己的话说").fill("楼道灯坏了")
    page.get_by_role("button", name="接下来").click()
    page.get_by_label("我不想说我是谁").check()
    page.wait_for_timeout(400)
    page.get_by_role("link", name="English").click()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("In your own words")).to_have_value("楼道灯坏了")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{live_server.url}/f/{Complaint.objects.get().secret}/"
    page.goto(f"{live_server.url}/p/cuihu/")
    expect(page.get_by_label("In your own words")).to_have_value("")  # what was sent is not offered again


def pages_of(world: World) -> list[str]:
    """Every kind of page of the portal, in the states an owner meets."""
    fresh, proposed, handled, closed = (world.lodge() for _ in range(4))
    late = world.verify(world.lodge())
    world.to_handled(handled)
    world.to_handled(closed)
    make(world, "visit", closed, by=world.zhou, outcome="satisfied", method=Method.PHONE, owner_words="好了",
         completed=True)  # fmt: skip
    world.verify(proposed)
    world.make("investigate", proposed, account=world.lin)
    to_proposal(world, proposed, "今天换灯")
    secrets = [complaint.secret for complaint in (fresh, proposed, handled, closed, late)]
    return [
        "/", "/p/cuihu/", "/p/cuihu/find/", "/f/lost/", f"/f/{fresh.secret}/sent/", f"/f/{proposed.secret}/decline/",
        f"/f/{handled.secret}/confirm/", f"/f/{fresh.secret}/say/", *(f"/f/{secret}/" for secret in secrets),
    ]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize(("language", "scheme"), [("zh-hans", "light"), ("zh-hant", "dark"), ("en", "light")])
def test_every_page_is_clear_to_all_from_the_narrowest_telephone(
    chromium: Browser, live_server: Any, world: World, language: str, scheme: Any
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    context.add_cookies([{"name": "heed_language", "value": language, "url": live_server.url}])
    page = context.new_page()
    for path in pages_of(world):
        page.goto(live_server.url + path)
        if path == "/p/cuihu/":
            for _step in range(2):
                page.locator("[data-next]").click()
            with page.expect_navigation():
                page.locator("button[type=submit]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert faults_of(page) == []
    context.close()
