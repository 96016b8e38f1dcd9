"""The field room in a basement: a telephone without a network, in a real browser (R67, R71)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.process.words import OrderState
from heed.records.models import Entry, Order
from tests.journeys.people import StaffBrowser, sign_in
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)

#: The caches and the number of steps that the browser keeps.
KEPT = """Promise.all([caches.keys(), new Promise((done) => {
  const asked = indexedDB.open('heed-field', 1);
  asked.onsuccess = () => {
    const count = asked.result.transaction('steps').objectStore('steps').count();
    count.onsuccess = () => done(count.result);
  };
})])"""


@pytest.fixture
def order(world: World) -> Order:
    """An order to Wang about Chen's lift, sent just now."""
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    due_at = timezone.now() + timedelta(hours=5)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    return complaint.orders.get()


@pytest.fixture
def phone(chromium: Browser, live_server: Any, world: World, order: Order) -> Iterator[Page]:
    """Wang's telephone, signed in, with his orders put by."""
    wang = StaffBrowser(chromium, live_server.url, world.wang, 375)
    at_home(wang.page, live_server.url)
    yield wang.page
    wang.leaves()


def at_home(page: Page, url: str) -> None:
    """Open the list and wait until it works without a network."""
    page.goto(f"{url}/field/")
    page.wait_for_selector("html[data-field-ready]", state="attached")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_selector("html[data-field-ready]", state="attached")


def moves_of(order: Order) -> list[str]:
    return list(Entry.objects.filter(order=order).order_by("seq").values_list("move", flat=True))


@pytest.mark.rule("R67", "R71")
def test_without_a_network_an_order_is_read_accepted_reached_and_done_and_each_step_arrives_once(
    phone: Page, live_server: Any, order: Order, tmp_path: Path
) -> None:
    photo = tmp_path / "门刀.png"
    photo.write_bytes(PICTURE)
    phone.context.set_offline(True)
    phone.goto(f"{live_server.url}/field/")
    phone.get_by_role("link", name="更换门刀").click()
    expect(phone.get_by_text("上周才修好，今天电梯又停在夹层，老人被困二十分钟。")).to_be_visible()
    expect(phone.locator("#field-line")).to_contain_text("没有网络")
    phone.get_by_role("button", name="接单").click()
    expect(phone.locator(".field-step")).to_contain_text("接单")
    phone.get_by_role("button", name="到场").click()
    expect(phone.locator(".field-step")).to_have_count(2)
    phone.get_by_role("link", name="完工").click()
    phone.get_by_label("处理结果").fill("已更换门刀，试运行正常")
    phone.wait_for_load_state()
    for when in ("before", "files"):
        phone.locator(f"input[name={when}]").set_input_files(photo)
    phone.locator("form[data-step] button.btn--primary").click()
    expect(phone.locator(".field-step")).to_have_count(3)
    order.refresh_from_db()
    assert order.state == OrderState.SENT, "nothing has left the basement"
    phone.context.set_offline(False)
    expect(phone.locator(".field-step")).to_have_count(0)
    order.refresh_from_db()
    assert (order.state, order.result) == (OrderState.DONE, "已更换门刀，试运行正常")
    assert moves_of(order) == ["order", "accept_order", "arrive", "finish_order"]
    kept = order.complaint.attachments.order_by("pk").values_list("kind", "mime")
    assert list(kept) == [("before", "image/png"), ("after", "image/png")]


@pytest.mark.rule("R67")
def test_a_step_is_kept_however_long_the_browser_takes_to_make_its_worker_ready(
    phone: Page, live_server: Any, order: Order
) -> None:
    phone.add_init_script("navigator.serviceWorker.register = () => new Promise(() => {})")
    phone.context.set_offline(True)
    phone.goto(f"{live_server.url}/field/{order.pk}/")
    with phone.expect_navigation():
        phone.get_by_role("button", name="接单").click()
    (_caches, steps) = phone.evaluate(KEPT)
    assert steps == 1, "it waits for the network"
    assert moves_of(order) == ["order"]


@pytest.mark.rule("R67")
def test_where_the_browser_keeps_nothing_a_form_is_sent_as_ever(phone: Page, live_server: Any, order: Order) -> None:
    phone.add_init_script("navigator.serviceWorker.register = () => Promise.reject(new Error('not here'))")
    phone.add_init_script("delete IDBFactory.prototype.open")
    phone.goto(f"{live_server.url}/field/{order.pk}/")
    phone.get_by_role("button", name="接单").click()
    expect(phone.get_by_role("button", name="到场")).to_be_visible()
    assert moves_of(order) == ["order", "accept_order"]


def test_saying_that_a_step_is_recorded_covers_none_of_the_next(phone: Page, live_server: Any, order: Order) -> None:
    phone.goto(f"{live_server.url}/field/{order.pk}/")
    phone.get_by_role("button", name="接单").click()
    expect(phone.locator(".toast")).to_contain_text("已记录")
    expect(phone.get_by_role("button", name="到场")).to_be_visible()
    covered = """() => [...document.querySelectorAll('.room__foot .btn:not([hidden], [hidden] *)')].filter((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }).map((button) => button.textContent.trim())"""
    assert phone.evaluate(covered) == []


@pytest.mark.rule("R67")
def test_a_step_whose_answer_is_lost_is_made_once(phone: Page, live_server: Any, order: Order) -> None:
    sent: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()  # the server has made it
        sent.append("lost")
        route.abort("internetdisconnected")

    phone.context.route("**/field/replay/", lose, times=1)
    phone.goto(f"{live_server.url}/field/{order.pk}/")
    with phone.expect_response("**/field/replay/") as answered:
        phone.get_by_role("button", name="接单").click()
    assert answered.value.ok
    assert sent == ["lost"], "it was sent again"
    expect(phone.locator(".field-step")).to_have_count(0)
    assert moves_of(order) == ["order", "accept_order"]


@pytest.mark.rule("R67")
def test_a_step_that_the_law_refuses_is_shown_with_its_reason_and_nothing_of_it_is_lost(
    phone: Page, live_server: Any, world: World, order: Order, tmp_path: Path
) -> None:
    photo = tmp_path / "门刀.png"
    photo.write_bytes(PICTURE)
    phone.context.set_offline(True)
    phone.goto(f"{live_server.url}/field/{order.pk}/")
    phone.get_by_role("button", name="接单").click()
    expect(phone.locator(".field-step")).to_have_count(1)
    phone.get_by_role("link", name="完工").click()
    phone.get_by_label("处理结果").fill("已更换门刀")
    phone.locator("input[name=files]").set_input_files(photo)
    phone.locator("form[data-step] button.btn--primary").click()
    expect(phone.locator(".field-step")).to_have_count(2)
    world.make("cancel_order", order.complaint, order=order, reason="业主改约", at=timezone.now())
    phone.context.set_offline(False)
    expect(phone.locator("#field-line")).to_contain_text("未被接受")
    phone.goto(f"{live_server.url}/field/{order.pk}/")
    refused = phone.locator(".field-step").first
    expect(refused).to_contain_text("该工单状态已变，无法进行这一步")
    expect(phone.locator(".field-step").nth(1)).to_contain_text("已更换门刀")
    expect(phone.locator(".field-step").nth(1)).to_contain_text("照片：1 张")
    assert moves_of(order) == ["order", "cancel_order"]
    phone.once("dialog", lambda dialog: dialog.accept())
    refused.get_by_role("button", name="放弃").click()
    expect(phone.locator(".field-step")).to_have_count(1)


def test_signing_out_asks_first_and_then_leaves_nothing_on_the_telephone(
    phone: Page, live_server: Any, order: Order
) -> None:
    phone.route("**/field/replay/", lambda route: route.abort("internetdisconnected"))
    phone.goto(f"{live_server.url}/field/{order.pk}/")  # afterwards: a page that is open may let a request through
    phone.get_by_role("button", name="接单").click()
    expect(phone.locator(".field-step")).to_have_count(1)
    asked: list[str] = []

    def answer(yes: bool) -> Any:
        def told(dialog: Any) -> None:
            asked.append(dialog.message)
            dialog.accept() if yes else dialog.dismiss()

        return told

    for yes in (False, True):
        phone.once("dialog", answer(yes))
        phone.evaluate("document.querySelector('form[data-leaves]').requestSubmit()")
        phone.wait_for_timeout(300)
    phone.wait_for_url("**/account/login/**")
    assert len(asked) == 2
    assert "1" in asked[0]
    assert phone.evaluate(KEPT) == [[], 0]


def test_another_account_on_the_same_telephone_sees_nothing_of_the_first(
    phone: Page, live_server: Any, world: World, order: Order
) -> None:
    phone.route("**/field/replay/", lambda route: route.abort("internetdisconnected"))
    phone.goto(f"{live_server.url}/field/{order.pk}/")  # afterwards: a page that is open may let a request through
    phone.get_by_role("button", name="接单").click()
    expect(phone.locator(".field-step")).to_have_count(1)
    phone.context.clear_cookies()
    sign_in(phone.context, live_server.url, world.liu)
    at_home(phone, live_server.url)
    expect(phone.locator(".field-step")).to_have_count(0)
    phone.context.set_offline(True)
    phone.goto(f"{live_server.url}/field/")
    expect(phone.get_by_text("更换门刀")).to_have_count(0)
