"""An owner writes of people in danger: told to call at once, and marked for staff until a person has judged it."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.rooms.test_portal import report, told
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser


TRAPPED = "I am trapped in the lift of building 2, help"


def banners(page: str) -> list[str]:
    """The banners that say that it may be an emergency, as they stand in the page."""
    return re.findall(r"<div[^>]*data-emergency[^>]*>", page)


@pytest.mark.rule("R20", "R75")
def test_who_writes_of_danger_is_told_to_call_at_once_before_and_after_sending(client: Client, world: World) -> None:
    for words, danger in ((TRAPPED, True), ("被困電梯，救命", True), ("地库的灯坏了", False)):
        assert client.post("/p/cuihu/danger/", {"content": words}).json() == {"danger": danger}
    empty = client.get("/p/cuihu/").content.decode()
    assert ["hidden" in one for one in banners(empty)] == [True, True], "steps 2 and 3 show it once it is typed"
    back = client.post("/p/cuihu/", told(content=TRAPPED, contact=""), headers={"Accept-Language": "en"})
    assert ["hidden" in one for one in banners(back.content.decode())] == [False, False]
    complaint = report(client, content=TRAPPED)
    page = client.get(f"/f/{complaint.secret}/sent/?language=en", follow=True).content.decode()
    assert "This may be an emergency" in page
    assert f"tel:{world.project.hotline}" in page
    calm = report(client, client_key="a-key-of-this-page-2")
    assert not banners(client.get(f"/f/{calm.secret}/sent/").content.decode())


@pytest.mark.rule("R20", "R75")
def test_staff_see_that_words_speak_of_danger_until_they_are_read_back(client: Client, world: World) -> None:
    mark = "May be an emergency: call back at once"
    complaint = report(client, content=f"The lift stopped. {TRAPPED}")
    report(client, client_key="a-key-of-this-page-2")
    world.lin.language = "en"
    world.lin.save()
    client.force_login(world.lin)
    pages = (f"/complaints/{complaint.number}/", "/oversight/", f"/desk/{complaint.number}/")
    for address in pages:
        assert client.get(address).content.decode().count(mark) == 1, address
    assert complaint.level == "general"
    world.verify(complaint)
    for address in pages:
        assert mark not in client.get(address).content.decode(), address


@pytest.mark.rule("R20", "R75")
def test_the_next_steps_say_it_while_it_is_typed(chromium: "Browser", live_server: Any, world: World) -> None:
    context = chromium.new_context(locale="en-GB", viewport={"width": 375, "height": 700}, has_touch=True)
    context.set_default_timeout(60_000)
    phone = context.new_page()
    phone.goto(live_server.url + "/p/cuihu/")
    phone.get_by_role("button", name="Next").click()
    warned = phone.get_by_text("This may be an emergency").locator("visible=true")
    expect(warned).to_have_count(0)
    phone.get_by_label("In your own words").fill(TRAPPED)
    expect(warned).to_have_count(1)
    phone.get_by_role("button", name="Next").click()
    expect(warned).to_have_count(1)
    phone.get_by_role("button", name="Back").click()
    phone.get_by_label("In your own words").fill("The lamp is broken")
    expect(warned).to_have_count(0)
    context.close()
