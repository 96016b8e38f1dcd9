"""The desk as a receptionist works it: the keyboard, a second pair of eyes, a signature."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from heed.actions.reception.called_notes import link_complaint
from heed.actions.reception.meetings import arrive, receive
from heed.actions.reception.superior import call_superior
from heed.process.words import Stage
from heed.records.models import Account, Attachment, Call, Complaint, Entry, Reception, Summons
from tests.commands.terminal import until
from tests.world import World, make_world

Sees = Callable[[Account], Page]


@pytest.fixture
def estate(transactional_db: None) -> World:
    """The estate, in a database that the server sees."""
    return make_world()


@pytest.fixture
def sees(chromium: Browser, live_server: Any) -> Iterator[Sees]:
    """A page for each person, in a browser context of their own, signed in."""
    contexts = []

    def begin(account: Account) -> Page:
        client = Client()
        client.force_login(account)
        context = chromium.new_context(
            base_url=live_server.url, locale="zh-CN", viewport={"width": 1440, "height": 900}
        )
        context.set_default_timeout(60_000)
        cookie = client.cookies["heed_session"].value
        context.add_cookies([{"name": "heed_session", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield begin
    for context in contexts:
        context.close()


def _shown(page: Page, selector: str) -> None:
    """Wait for an element of the next page, and for its scripts: a key that is pressed before them is not heard."""
    page.wait_for_selector(f"html[data-js] {selector}")


def _with_a_visitor(estate: World, sees: Sees) -> Page:
    """The desk of the receptionist while a visitor is received."""
    receive(arrive(estate.project, by=estate.zhou), by=estate.zhou)
    desk = sees(estate.zhou)
    desk.goto("/desk/")
    return desk


@pytest.mark.rule("R26", "R33", "R34", "R35", "R36", "R40", "R50", "R54")
def test_an_angry_call_taken_with_the_keyboard_only_and_closed_with_a_signature(estate: World, sees: Sees) -> None:
    desk, director = sees(estate.zhou), sees(estate.lin)
    keys = desk.keyboard
    director.goto("/desk/")

    # the telephone rings, and is answered
    desk.goto("/desk/")
    keys.press("p")
    _shown(desk, "[data-key=p]:has-text('接听')")
    keys.press("p")
    _shown(desk, "#id_q:focus")
    assert Call.objects.get().account == estate.zhou

    # who it is, and what is wrong: typed, tabbed through, nothing touched
    keys.type("3-1502")
    desk.wait_for_selector("[data-hit]")
    keys.press("Enter")
    desk.wait_for_selector("#person .person")
    expect(desk.locator("#id_content")).to_be_focused()
    for words in ("上周三才修好，电梯今天又停在夹层", "今天 13:40", "3号楼", "2号电梯", "彻底修好，说明原因"):
        keys.insert_text(words)
        keys.press("Tab")
    keys.press("F8")
    expect(desk.locator("#mood")).to_contain_text("激动")
    expect(desk.locator("#suggested")).to_contain_text("电梯")
    expect(desk.locator("#coach .phrase").first).to_contain_text("陈女士")
    expect(desk.locator("#missing")).to_contain_text("经过")

    # the director is called at the counter, sees it and takes over
    keys.press("Control+Enter")
    expect(desk.locator("#director")).to_have_attribute("open", "")
    keys.press("y")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Control+Enter")
    expect(desk.locator("#called")).to_contain_text("林秋")
    director.get_by_role("button", name="已看到").click()
    expect(desk.locator("#called")).to_contain_text("已看到")
    summons = Summons.objects.get()
    assert summons.consent
    assert summons.seen_at
    expect(desk.locator("#coach .phrase").first).to_contain_text("林秋")

    # taken in, read back
    keys.press("Control+s")
    _shown(desk, "#id_restated")
    complaint = Complaint.objects.get()
    assert (complaint.person, complaint.emotion) == (estate.chen, "agitated")
    assert Entry.objects.filter(complaint=complaint, move="escalate").exists()
    desk.locator("#id_confirmed").focus()
    keys.press("Space")
    for name, value in (("nature", "help"), ("level", "general")):  # a nature is never chosen beforehand
        desk.locator(f"[name={name}][value={value}]").check(force=True)
    desk.locator("[name=category]").select_option("lift_stopped")
    desk.get_by_role("button", name="已确认，当场解决").focus()
    keys.press("Enter")

    # settled, and signed with the mouse
    _shown(desk, "#id_solution")
    desk.locator("#id_solution").focus()
    keys.insert_text("已说明原因，林主任当面承诺更换门刀")
    desk.locator("[name=responsibility][value=none]").check(force=True)
    for name, value in (("validity", "valid"), ("satisfaction", "satisfied"), ("confirmed_by", "signature")):
        desk.locator(f"[name={name}][value={value}]").check(force=True)
    pad = desk.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    desk.mouse.move(box["x"] + 60, box["y"] + 60)
    desk.mouse.down()
    for step in range(12):
        desk.mouse.move(box["x"] + 60 + step * 14, box["y"] + 60 + (step % 3) * 18)
    desk.mouse.up()
    keys.press("Control+s")
    _shown(desk, ".desk-done")
    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLOSED
    signature = Attachment.objects.get(complaint=complaint)
    assert (signature.kind, signature.mime) == ("signature", "image/png")

    # the call ends, and the desk is free again
    keys.press("Control+s")
    _shown(desk, ".desk-starts")
    assert Call.objects.get().ended_at


@pytest.mark.rule("R6")
def test_the_draft_survives_a_reload_and_anonymous_is_one_key_away(estate: World, sees: Sees) -> None:
    desk = sees(estate.zhou)
    desk.goto("/desk/")
    desk.keyboard.press("v")
    _shown(desk, "#id_content")
    desk.locator("#id_content").focus()
    desk.keyboard.insert_text("地下车库的灯全灭了")
    desk.keyboard.press("F2")
    desk.keyboard.press("F4")
    expect(desk.locator("#id_anonymous")).to_be_checked()
    until(lambda: desk.evaluate("Object.values(sessionStorage).some((kept) => kept.includes('anonymous'))"))
    desk.reload()
    expect(desk.locator("#id_content")).to_have_value("地下车库的灯全灭了")
    desk.keyboard.press("Control+s")
    _shown(desk, "#id_restated")
    assert Complaint.objects.get().anonymous


@pytest.mark.rule("R82")
def test_enter_that_ends_a_word_of_an_input_method_chooses_nobody(estate: World, sees: Sees) -> None:
    desk = sees(estate.zhou)
    desk.goto("/desk/")
    desk.keyboard.press("v")
    _shown(desk, "#id_q:focus")
    desk.keyboard.type("3-1502")
    desk.wait_for_selector("[data-hit]")
    enter = "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    desk.locator("#id_q").evaluate(enter)
    expect(desk.locator("#id_q")).to_be_focused()
    assert desk.locator("[name=person]").input_value() == ""
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#person .person")


@pytest.mark.rule("R50")
def test_words_left_behind_when_the_visitor_goes_come_back_with_the_complaint(estate: World, sees: Sees) -> None:
    complaint = estate.lodge(channel="visit")
    visit = receive(arrive(estate.project, by=estate.zhou), by=estate.zhou)
    link_complaint(visit, complaint, by=estate.zhou)
    desk = sees(estate.zhou)
    desk.goto(f"/desk/{complaint.number}/")
    desk.fill("#id_restated", "电梯停了两次，老人受惊")
    desk.press("#id_wants", "Enter")
    desk.wait_for_selector(".error-summary")
    assert Reception.objects.get().ended_at is None, "Return in a line sends the step; it ends no visit"
    desk.click(".desk-head button[formaction]")
    desk.click(".desk-ending button")
    desk.wait_for_url("**/desk/")
    assert Reception.objects.get().ended_at is not None
    desk.goto(f"/desk/{complaint.number}/")
    expect(desk.locator("#id_restated")).to_have_value("电梯停了两次，老人受惊")


@pytest.mark.rule("R46")
def test_a_colleague_is_asked_from_the_dialog_and_a_superior_can_still_be_called(estate: World, sees: Sees) -> None:
    desk = _with_a_visitor(estate, sees)
    desk.keyboard.press("F9")
    desk.check("#colleague [name=consent][value=yes]", force=True)
    desk.locator("#colleague [name=why]").first.check(force=True)
    desk.locator("#colleague select[name=to]").select_option(index=1)
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("#colleague:not([open])", state="attached")
    expect(desk.locator("#called")).to_contain_text(Summons.objects.get().to.name)
    desk.keyboard.press("Control+Enter")
    desk.check("#director [name=consent][value=yes]", force=True)
    desk.locator("#director [name=why]").first.check(force=True)
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("#director:not([open])", state="attached")
    assert Summons.objects.count() == 2


@pytest.mark.rule("C18")
def test_what_is_said_before_a_call_speaks_of_the_superior_who_is_chosen(estate: World, sees: Sees) -> None:
    desk = _with_a_visitor(estate, sees)
    desk.keyboard.press("Control+Enter")
    said = desk.locator("#director .phrase:visible")
    for chosen, title in ((estate.lin, "主任"), (estate.zhao, "经理"), (estate.he, "主管")):
        desk.locator("#director select[name=to]").select_option(str(chosen.pk))
        expect(said).to_have_count(2)
        expect(said.first).to_contain_text(f"我们{title}")
        expect(said.last).to_contain_text(title)
    expect(desk.locator("#director h2")).not_to_contain_text("主任")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_on_a_telephone_every_button_of_the_foot_is_in_sight(estate: World, sees: Sees, language: str) -> None:
    Account.objects.filter(pk=estate.zhou.pk).update(language=language)
    receive(arrive(estate.project, by=estate.zhou), by=estate.zhou)
    taken_in = estate.lodge(channel="visit")
    desk = sees(estate.zhou)
    desk.set_viewport_size({"width": 375, "height": 812})
    for address in ("/desk/", f"/desk/{taken_in.number}/", f"/complaints/{taken_in.number}/"):
        desk.goto(address)
        buttons = desk.locator(".way-forward__moves .btn")
        assert buttons.count() > 1
        boxes = [box for box in (button.bounding_box() for button in buttons.all()) if box]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 375 for box in boxes), address
        assert desk.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.rule("R35")
def test_who_came_is_led_to_the_complaint_once_it_is_recorded(estate: World, sees: Sees) -> None:
    visit = receive(arrive(estate.project, by=estate.zhou), by=estate.zhou)
    called = call_superior(visit, to=estate.lin, by=estate.zhou, consent=True, reason="业主要求")
    page = sees(estate.lin)
    page.goto(f"/desk/summons/{called.pk}/")
    expect(page.locator("main")).to_contain_text("尚未登记")
    complaint = estate.lodge(channel="visit")
    link_complaint(visit, complaint, by=estate.zhou)
    page.wait_for_url(f"**/complaints/{complaint.number}/")
