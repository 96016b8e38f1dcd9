"""How long a click at the desk is without an answer: Chromium on this machine, with its CPU and network as they are.

A click is answered when what it asked for is painted: the next page (first contentful paint), or the menu on this one.
Each is made after a rest, as a person makes it. Milliseconds of this machine: beside other work they are too many. What
the browser takes for a page that says hello is told beside them.
"""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.figure import Figure, Measured, Skipped
from bench.served import Instance, Reader
from tests import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MOST = 100
"""Milliseconds in which 95 of 100 clicks are answered."""
SIZE, TIMES, REST = 1_000, 10, 300
NOTED = """addEventListener('click', () => {
    const at = performance.timeOrigin + performance.now()
    sessionStorage.setItem('clicked', at)
    requestAnimationFrame(() => setTimeout(() =>
        sessionStorage.setItem('painted', performance.timeOrigin + performance.now() - at)))
}, true)"""
PAGE = """() => new Promise((done) => new PerformanceObserver((list) => done(
    performance.timeOrigin + list.getEntries().at(-1).startTime - sessionStorage.getItem('clicked')
)).observe({type: 'paint', buffered: true}))"""
LINK = "() => document.body.insertAdjacentHTML('afterbegin', '<a id=hello href=/bare/hello/>hello</a>')"
HERE = "() => Number(sessionStorage.getItem('painted'))"


@dataclass(frozen=True)
class Click:
    """A click: what is clicked, and whether a page answers it.

    `back`: the next is made on the desk's first page. `first`: what is chosen before, which is not measured.
    """

    name: str
    on: str
    leads: bool = True
    back: bool = True
    first: str = ""


WHY = ".desk-ending .field label:has(input[type=radio]) >> nth=0"
#: Made in this order by a receptionist, who begins at the first page of the desk.
CLICKS = (
    Click("a case that waits", ".room__main .list__link >> nth=0"),
    Click("people in danger", "a[data-key=x]"),
    Click("the menu of papers", "button[data-key=l]", leads=False, back=False),
    Click("a letter", "a.menu__item[href='?channel=letter']"),
    Click("the library of answers", "a[data-key=k]"),
    Click("the telephone rings", "button[data-key=p]", back=False),
    Click("it is answered", "button[data-key=p]", back=False),
    Click("the call ends", ".room__head button[formaction$='/end/']", back=False),
    Click("with nothing to record", ".desk-ending button", first=WHY),
    Click("somebody comes", "button[data-key=v]", back=False),
    Click("and leaves", ".room__head button[formaction$='/end/']", back=False),
    Click("with nothing, too", ".desk-ending button", first=WHY),
    Click("the inbox", ".sidebar a[href='/inbox/']", back=False),
    Click("the desk again", ".sidebar a[href='/desk/']"),
)


def measure(size: int) -> Measured:
    """Measure every click and print its line. Raises Skipped where there is no Chromium."""
    program = chromium.program()
    if not program:
        raise Skipped("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    with Instance() as instance, sync_playwright() as playwright:
        instance.seed_data(size)
        browser = playwright.chromium.launch(executable_path=program, args=chromium.QUIET.split())
        with instance.served() as reader, _desk(browser, reader) as tab:
            rounds = [_round(tab, f"{reader.address}/desk/") for _ in range(TIMES + 1)][1:]  # the first fills the cache
            bare = [_hello(tab, f"{reader.address}/desk/") for _ in range(TIMES)]
        browser.close()
    print(f"  {'(a page that says hello)':<24} {_words(bare)}")
    for place, click in enumerate(CLICKS):
        print(f"  {click.name:<24} {_words([one[place] for one in rounds])}")
    together = [milliseconds for one in rounds for milliseconds in one]
    return Measured(_words(together), _most(together) <= MOST)


@contextmanager
def _desk(browser: "Browser", reader: Reader) -> Iterator["Page"]:
    """A tab in which a receptionist is signed in, as wide as the screen of a desk."""
    reader.sign_in("s1-receptionist")
    with browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN") as context:
        context.add_cookies(
            [{"name": name, "value": value, "url": reader.address} for name, value in reader.cookies.items()]
        )
        context.add_init_script(NOTED)
        yield context.new_page()


def _round(tab: "Page", desk: str) -> list[float]:
    """Make every click once; the milliseconds until each is answered."""
    found = []
    tab.goto(desk)
    for click in CLICKS:
        if click.first:
            tab.click(click.first)
        tab.wait_for_timeout(REST)
        if click.leads:
            with tab.expect_navigation(wait_until="load"):
                tab.click(click.on)
            found.append(float(tab.evaluate(PAGE)))
        else:
            tab.click(click.on)
            tab.wait_for_timeout(REST)
            found.append(float(tab.evaluate(HERE)))
        if click.back:
            tab.goto(desk)
    return found


def _hello(tab: "Page", desk: str) -> float:
    """The milliseconds until a page of one word is painted: what no page of ours can be faster than."""
    tab.goto(desk)
    tab.evaluate(LINK)
    tab.wait_for_timeout(REST)
    with tab.expect_navigation(wait_until="load"):
        tab.click("#hello")
    return float(tab.evaluate(PAGE))


def _most(milliseconds: Sequence[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


def _words(milliseconds: Sequence[float]) -> str:
    return f"median {statistics.median(milliseconds):.0f} ms, 95 of 100 within {_most(milliseconds):.0f} ms"


FIGURE = Figure(
    "clicks", "the answers to the clicks of the desk", f"95 of 100 within {MOST} ms", size=SIZE, sized=measure
)
