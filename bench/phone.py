"""What a slow telephone shows, and when: Chromium with 1.6 Mbit/s, 150 ms to the server and a quarter of this CPU.

A page is shown when its largest part is painted (LCP). Cold means with an empty cache, again with what the first visit
left there. Seconds of this machine: beside other work they are too many.
"""

import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench.figure import Figure, Measured, Skipped
from bench.pages import PAGES, SIZE, Page, address_of
from bench.served import Instance, Reader
from tests import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

COLD, AGAIN = 1.5, 0.6
"""Seconds in which a page may be shown."""
TIMES = 3
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
SHOWN = """() => new Promise((done) => new PerformanceObserver(
    (list) => done(list.getEntries().at(-1).startTime / 1000)
).observe({type: 'largest-contentful-paint', buffered: true}))"""


def measure() -> Measured:
    """Measure every page and print its line. Raises Skipped where there is no Chromium."""
    program = chromium.program()
    if not program:
        raise Skipped("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    slow = []
    with Instance() as instance, sync_playwright() as playwright:
        instance.seed_data(SIZE)
        browser = playwright.chromium.launch(executable_path=program, args=chromium.QUIET.split())
        with instance.served() as reader:
            for page in (one for one in PAGES if not one.path.startswith("/bare/") and not one.sent):
                cold, again = _median(_visits(browser, reader, page))
                print(f"  {page.name:<20} {cold:.2f} s, again {again:.2f} s")
                if cold > COLD or again > AGAIN:
                    slow.append(page.name)
        browser.close()
    return Measured(f"too slow: {', '.join(slow) or 'none'}", not slow)


def _median(visits: Iterator[tuple[float, float]]) -> tuple[float, float]:
    cold, again = zip(*visits, strict=True)
    return statistics.median(cold), statistics.median(again)


def _visits(browser: "Browser", reader: Reader, page: Page) -> Iterator[tuple[float, float]]:
    reader.sign_out()
    if page.reader:
        reader.sign_in(page.reader)
    path = address_of(page, reader)
    address = reader.address + path
    reader.get(path)  # so that its template is compiled
    for _ in range(TIMES):
        with browser.new_context(viewport={"width": 375, "height": 740}, locale="zh-CN") as context:
            context.add_cookies(
                [{"name": name, "value": value, "url": address} for name, value in reader.cookies.items()]
            )
            yield _shown_after(context, address), _shown_after(context, address)


def _shown_after(context: "BrowserContext", address: str) -> float:
    """Seconds from the click to the largest part of the page, in a new tab."""
    tab = context.new_page()
    phone = context.new_cdp_session(tab)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", NETWORK)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab.goto(address, wait_until="load")
    shown = float(tab.evaluate(SHOWN))
    tab.close()
    return shown


FIGURE = Figure("phone", "when a slow telephone shows each page", f"{COLD} s, again {AGAIN} s", measure)
