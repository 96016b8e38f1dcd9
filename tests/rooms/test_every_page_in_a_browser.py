"""Every page of the staff in a real browser, in English (its words are the longest): it fits, and axe sees no fault."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from heed.records.models import Account
from tests.accessible import faults_of
from tests.journeys.people import sign_in
from tests.rooms.lived import lived
from tests.rooms.test_hostile_values import addresses
from tests.world import World

__all__ = ["lived"]
PARTS = 4
"""So many tests share the pages, so that they go side by side."""
#: A page is as it stays: what moves has come to its end, and was drawn.
SETTLED = """async () => {
    const drawn = () => new Promise(requestAnimationFrame);
    await drawn();
    document.getAnimations().forEach((each) => each.finish());
    await drawn();
}"""
#: What makes a page wider than the window, or is cut off without a sign.
TOO_WIDE = """() => {
    const wide = [];
    if (document.documentElement.scrollWidth > innerWidth) wide.push("the page");
    for (const box of document.querySelectorAll(".list, .card, .head, dialog[open], .field, .btn")) {
        const { overflowX } = getComputedStyle(box);
        if (/hidden|clip/.test(overflowX) && box.scrollWidth > box.clientWidth + 1) wide.push(box.className);
    }
    return wide;
}"""


def reader(path: str, clients: dict[Account, Client]) -> Account | None:
    """The first account that reaches this page; None where it is no page, or nobody's.

    It becomes the first of `clients`: who reaches a page often reaches the next.
    """
    for account, client in list(clients.items()):
        answer = client.get(path)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            clients.update({one: clients.pop(one) for one in list(clients) if one != account})
            return account if b"<html" in getattr(answer, "content", b"") else None
    return None


def faults(page: Page, theme: Any) -> list[str]:
    """What is wrong with the page that is open: at the widest and the narrowest, and to axe at the latter."""
    found = []
    page.emulate_media(color_scheme=theme)
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        found += [f"{width} px: {box} is cut" for box in page.evaluate(TOO_WIDE)]
    return found + faults_of(page)


@pytest.mark.once
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_and_has_no_fault_that_axe_can_see(
    chromium: Browser, live_server: Any, lived: World, part: int
) -> None:
    Account.objects.update(language="en")
    clients = {}
    pages: dict[Account, Page] = {}
    for account in (lived.lin, lived.zhou, lived.wang, lived.admin):
        clients[account] = Client()
        clients[account].force_login(account)
        context = chromium.new_context(reduced_motion="reduce")
        context.add_init_script("delete self.EventSource")
        sign_in(context, live_server.url, account)
        pages[account] = context.new_page()
    wrong, walked = [], 0
    for address in islice(addresses(), part, None, PARTS):
        path = address.url()
        if (who := reader(path, clients)) is None:
            continue
        pages[who].goto(live_server.url + path)
        walked += 1
        wrong += [f"{path} {fault}" for fault in faults(pages[who], "dark" if walked % 2 else "light")]
    for page in pages.values():
        page.context.close()
    assert walked > 80 / PARTS
    assert wrong == []
