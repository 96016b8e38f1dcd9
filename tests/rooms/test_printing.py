"""What is printed of a complaint: the case file, the sign-off slip, an order slip."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Browser

from heed.records.models import Complaint
from tests.journeys.people import sign_in
from tests.world import MORNING, World


@pytest.fixture
def handled(world: World) -> Complaint:
    return world.to_handled(world.lodge())


def clock_of(complaint: Complaint) -> int:
    return complaint.clocks.filter(stopped_at=None, limit_at__isnull=False).latest("pk").pk


def sheet(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.rule("R101")
@override_settings(HEED_COMPANY="翠湖物业")
def test_the_case_file_holds_the_whole_case_with_company_number_and_code(
    world: World, client: Client, handled: Complaint
) -> None:
    client.force_login(world.lin)
    text = sheet(client, f"/complaints/{handled.number}/print/")
    for part in (
        "翠湖物业",
        handled.number,
        "<svg",
        "电梯又停在夹层",
        "更换门刀",
        "很抱歉，让您和老人受惊了",
        "可以，今天一定要修好",
    ):
        assert part in text
    assert "13800002207" not in text
    assert handled.secret not in text


def test_what_is_printed_says_days_by_their_dates(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=3)
    world.make("promise", complaint, by=world.zhou, words="下午回电", consent=True, due_at=due_at)
    client.force_login(world.lin)
    date = f"{timezone.localtime(due_at):%Y-%m-%d %H:%M}"
    on_screen = re.sub(r' data-on-paper="[^"]*"', "", sheet(client, f"/complaints/{complaint.number}/"))
    assert date not in on_screen
    assert date in sheet(client, f"/complaints/{complaint.number}/print/")


@pytest.mark.rule("R54")
def test_the_sign_off_slip_is_in_the_owners_language_and_holds_no_secret(
    world: World, client: Client, handled: Complaint
) -> None:
    client.force_login(world.zhou)
    Complaint.objects.filter(pk=handled.pk).update(language="en")
    text = sheet(client, f"/complaints/{handled.number}/print/sign-off/")
    assert "Opinion of satisfaction" in text
    assert "当日更换门刀并留守" in text
    assert "☑" not in text, "what the owner thinks is the owner's to tick"
    assert handled.secret not in text
    Complaint.objects.filter(pk=handled.pk).update(language="zh-hant")
    assert "Home or unit" not in sheet(client, f"/complaints/{handled.number}/print/sign-off/")


@pytest.mark.rule("R54")
def test_the_slip_of_what_was_settled_says_the_owners_opinion_the_words_the_number_and_the_receipt(
    world: World, client: Client
) -> None:
    complaint = world.verify(world.lodge(language="en"))
    client.force_login(world.zhou)
    address = f"/complaints/{complaint.number}/print/sign-off/"
    assert "☑" not in sheet(client, address), "nobody has said anything yet"
    assert f'href="{address}"' in sheet(client, f"/desk/{complaint.number}/?step=settle")
    world.make("settle", complaint, by=world.zhou, solution="当场复位", responsibility="none", satisfaction="fair",
               confirmation="就这样吧", money=Decimal(50), proof="SJ-18")  # fmt: skip
    text = sheet(client, address)
    assert text.count("☑") == 1
    for part in ("☑ Fairly satisfied", "就这样吧", "138••••2207", "SJ-18", "50"):
        assert part in text
    assert f'href="{address}"' in sheet(client, f"/desk/{complaint.number}/")


@pytest.mark.rule("R67")
def test_an_order_slip_says_what_to_do_where_and_until_when(world: World, client: Client, handled: Complaint) -> None:
    order = handled.orders.get()
    address = f"/complaints/{handled.number}/print/order/{order.pk}/"
    client.force_login(world.wang)
    text = sheet(client, address)
    for part in (handled.number, "更换门刀", "王建国", f"/field/{order.pk}/"):
        assert part in text
    assert client.get(address.replace(f"/{order.pk}/", "/999999/")).status_code == 404


def test_others_print_nothing(world: World, client: Client, handled: Complaint) -> None:
    for account in (world.wu, world.sun, world.liu):
        client.force_login(account)
        for what in ("", "sign-off/", f"order/{handled.orders.get().pk}/"):
            assert client.get(f"/complaints/{handled.number}/print/{what}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_printed_says_of_when_it_is_and_when_its_clocks_are_due(
    world: World, chromium: Browser, live_server: object
) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=20)))
    context = chromium.new_context()
    sign_in(context, address, world.lin)
    page = context.new_page()
    due = page.locator(".clock[data-clock] time").first
    for path in (f"/complaints/{complaint.number}/", f"/complaints/{complaint.number}/clocks/{clock_of(complaint)}/"):
        page.goto(f"{address}{path}")
        page.emulate_media(media="print")
        printed = due.evaluate("time => getComputedStyle(time, '::after').content")
        assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", printed)
        assert due.evaluate("time => getComputedStyle(time).fontSize") == "0px", "how much is left is not printed"
        assert page.locator(".only-print").first.is_visible()
        page.emulate_media(media="screen")
        assert not page.locator(".only-print").first.is_visible()
    context.close()


@pytest.mark.django_db(transaction=True)
def test_slips_are_one_page_of_a4(world: World, chromium: Browser, live_server: object) -> None:
    complaint = world.to_handled(world.lodge())
    address = live_server.url  # type: ignore[attr-defined]
    context = chromium.new_context()
    sign_in(context, address, world.lin)
    page = context.new_page()
    settled = world.verify(world.lodge())
    world.make("settle", settled, solution="当场复位", responsibility="none", money=Decimal(50), proof="SJ-18")
    slips = [(complaint, "sign-off/"), (settled, "sign-off/"), (complaint, f"order/{complaint.orders.get().pk}/")]
    for whose, what in slips:
        page.goto(f"{address}/complaints/{whose.number}/print/{what}")
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
        assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
    context.close()
