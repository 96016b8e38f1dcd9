"""The small scripts, in a real browser. Pages are drawn here and handed to it: no server, no network."""

from __future__ import annotations

import mimetypes
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import Page, Route

from heed.ui import humanize
from tests.accessible import faults_of

pytestmark = pytest.mark.once
SITE = "http://heed.test"
NOW = datetime(2026, 11, 21, 6, 2, tzinfo=UTC)
Show = Callable[..., Page]


def drawn(frame: str, main: str, language: str, facts: dict[str, Any]) -> str:
    """A page of the house with `main` in its middle."""
    text = f'{{% extends "ui/{frame}.html" %}}{{% block title %}}Test{{% endblock %}}'
    template = engines["jinja"].from_string(f"{text}{{% block main %}}{main}{{% endblock %}}")
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    with override(language):
        return str(template.render(facts, request))


def served(name: str) -> str:
    """A static file as a browser gets it where Heed runs."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


@pytest.fixture
def show(page: Page) -> Show:
    """Open a page with this in its middle; every address of the site gives it, and POST goes to a page that thanks."""
    shown = {"GET": "", "POST": ""}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE).split("?")[0]
        if path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            return route.fulfill(body=served(path.removeprefix("/static/")), content_type=kind)
        return route.fulfill(body=shown[route.request.method], content_type="text/html; charset=utf-8")

    page.route(f"{SITE}/**", answer)

    def open_page(main: str, frame: str = "app", language: str = "en", **facts: Any) -> Page:
        shown["GET"] = drawn(frame, main, language, facts)
        shown["POST"] = facts.get("after_post") or drawn("plain", "<h1>Thank you</h1>", language, {})
        page.goto(f"{SITE}/")
        page.wait_for_function("'js' in document.documentElement.dataset")
        return page

    return open_page


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_browser_says_of_a_clock_what_the_server_says(show: Show, language: str) -> None:
    chance = random.Random(7)
    cases: list[dict[str, datetime | None]] = []
    for _ in range(120):
        start = NOW - timedelta(seconds=chance.randrange(0, 4 * 86400))
        due = NOW + timedelta(seconds=chance.choice([-1, 1]) * int(10 ** chance.uniform(0, 6)))
        target = start + (due - start) / 2 if chance.random() < 0.4 and due > start else None
        cases.append({"due": due, "target": target, "start": start})
        cases.append({"due": None, "target": due, "start": start})  # a clock that has a target alone
    given = [{name: at.timestamp() * 1000 if at else None for name, at in case.items()} for case in cases]
    page = show("<h1>x</h1>", language=language)
    read = """async ([cases, at]) => {
        const { reading } = await import("/static/ui/js/countdown.js");
        const known = ({ due, target, start }) => ({ due: due ?? undefined, target: target ?? undefined, start });
        return cases.map((one) => reading(known(one), at));
    }"""
    said = page.evaluate(read, [given, NOW.timestamp() * 1000])
    with override(language):
        for case, browser in zip(cases, said, strict=True):
            server = humanize.countdown(case["due"], target_at=case["target"], started_at=case["start"], now=NOW)
            assert (browser["text"], browser["tone"]) == (server.text, server.tone), case


def test_a_pill_stays_true_while_the_page_lies_open(show: Show, page: Page) -> None:
    page.clock.install(time=NOW)
    show("<h1>x</h1>{{ due|clock(started_at=began) }}", due=NOW + timedelta(minutes=10), began=NOW)
    page.clock.fast_forward("09:30")
    assert page.locator(".clock").get_attribute("data-tone") == "warn"
    page.clock.fast_forward("02:00")
    assert page.locator(".clock").get_attribute("data-tone") == "hot"
    assert page.locator(".clock time").inner_text() == "1 min overdue"


@pytest.mark.rule("R33")
def test_the_stopwatch_turns_amber_then_red_and_shows_what_to_do(show: Show, page: Page) -> None:
    page.clock.install(time=NOW)
    show('<h1>x</h1>{{ now|stopwatch }}<p hidden data-after="limit">Call the director</p>', now=NOW)
    watch, advice = page.locator(".stopwatch"), page.get_by_text("Call the director")
    for passed, tone, called in ((179, None, False), (181, "warn", False), (299, "warn", False), (301, "hot", True)):
        page.clock.set_system_time(NOW + timedelta(seconds=passed))
        page.clock.run_for(600)
        assert (watch.get_attribute("data-tone"), advice.is_visible()) == (tone, called), passed
    assert watch.inner_text() == "05:01"


KEYED = """<h1>x</h1><input id="who" data-search aria-label="who">
<button data-key="f" onclick="this.dataset.hits = 1">Finish</button>
<ol class="list" data-moves><li class="list__row"><a class="list__link" href="/a">First</a></li>
<li class="list__row"><a class="list__link" href="/b">Second</a></li></ol>"""
PRESSED = "document.querySelector('[data-key=f]').dataset.hits ?? ''"


def test_a_key_presses_its_button_but_never_while_somebody_writes(show: Show) -> None:
    page = show(KEYED)
    page.focus("#who")
    page.keyboard.type("fj?")
    assert page.evaluate(PRESSED) == ""
    assert page.input_value("#who") == "fj?"
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert page.evaluate(PRESSED) == "1"


def test_a_key_that_an_input_method_is_still_composing_does_nothing(show: Show) -> None:
    page = show(KEYED)
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'f', isComposing: true, bubbles: true}))"
    )
    assert page.evaluate(PRESSED) == ""


@pytest.mark.parametrize("field", ["<textarea id='said' aria-label='said'></textarea>", KEYED])
@pytest.mark.parametrize(
    "box",
    [
        '<label data-key="F2"><input type="checkbox" id="box"> Anonymous</label>',
        '<label data-key="F2" for="box">Agitated</label><input type="radio" id="box">',
    ],
)
def test_a_key_that_ticks_a_box_while_somebody_writes_leaves_the_cursor_where_it_is(
    show: Show, field: str, box: str
) -> None:
    page = show(f"{field}{box}")
    writing = page.locator("#said, #who")
    writing.focus()
    page.keyboard.type("The liftstopped")
    for _ in "stopped":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("F2")
    page.keyboard.type(" has ")
    assert page.locator("#box").is_checked()
    assert writing.input_value() == "The lift has stopped"


def test_a_key_that_leads_to_a_field_or_a_dialog_takes_the_cursor_there(show: Show) -> None:
    page = show(
        f"""{KEYED}<label data-key="F4" for="why">Why</label><input id="why">
        <a href="/a" data-opens="asked" data-key="F9">Ask</a>
        <dialog id="asked"><input id="whom" aria-label="whom"></dialog>"""
    )
    page.focus("#who")
    page.keyboard.press("F4")
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.press("F9")
    assert page.evaluate("document.activeElement.id") == "whom"


def test_a_list_is_walked_and_the_search_found_by_key(show: Show) -> None:
    page = show(KEYED)
    focused = "document.activeElement.id || document.activeElement.textContent"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused) == "Second"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "First"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "who"


def test_the_keys_of_a_page_are_listed(show: Show) -> None:
    page = show(KEYED)
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert page.locator("[data-keys-here]").inner_text().split() == ["F", "Finish"]


def test_the_palette_finds_what_the_page_offers(show: Show) -> None:
    page = show('<h1>x</h1><a href="/a" data-palette="Oversight">o</a><a href="/b" data-palette="Care">c</a>')
    page.keyboard.press("Control+k")
    page.keyboard.type("car")
    assert page.locator(".palette__hit").all_inner_texts() == ["Care"]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{SITE}/b")


SIGNED = """<h1>x</h1><form method="post"><div class="pad" data-signature><canvas class="pad__canvas"></canvas>
<input type="hidden" name="signature">
<button type="button" data-undo>U</button><button type="button" data-clear>C</button>
</div></form>"""


def test_a_signature_is_drawn_undone_and_cleared(show: Show) -> None:
    page = show(SIGNED)
    value = "document.querySelector('[name=signature]').value"

    def stroke(top: int) -> None:
        box = page.locator("canvas").bounding_box()
        assert box
        page.mouse.move(box["x"] + 30, box["y"] + top)
        page.mouse.down()
        page.mouse.move(box["x"] + 150, box["y"] + top + 20, steps=5)
        page.mouse.up()

    stroke(20)
    one = page.evaluate(value)
    assert one.startswith("data:image/png;base64,")
    stroke(60)
    assert page.evaluate(value) != one
    page.click("[data-undo]")
    assert page.evaluate(value) == one
    page.click("[data-clear]")
    assert page.evaluate(value) == ""


KEPT = """<h1>x</h1><form method="post" data-keep="intake"><input name="said" aria-label="said">
<input type="password" name="word" aria-label="word"><button>Send</button></form>"""


def write(page: Page) -> None:
    page.fill("[name=said]", "The lift")
    page.fill("[name=word]", "secret")
    page.wait_for_function("sessionStorage.getItem('heed-draft:intake')")


def test_what_was_typed_comes_back_after_a_reload_but_never_a_password(show: Show) -> None:
    page = show(KEPT)
    write(page)
    assert "secret" not in page.evaluate("JSON.stringify({...sessionStorage})")
    page.reload()
    page.wait_for_function("document.querySelector('[name=said]').value === 'The lift'")
    assert page.input_value("[name=word]") == ""
    assert "Your input has been restored." in page.locator(".toasts").inner_text()


def test_what_was_sent_well_is_forgotten(show: Show) -> None:
    page = show(KEPT)
    write(page)
    page.click("text=Send")
    page.wait_for_selector("text=Thank you")
    page.wait_for_function("!sessionStorage.getItem('heed-draft:intake')")


def test_what_was_sent_and_failed_is_kept(show: Show) -> None:
    page = show(KEPT, after_post=drawn("error", "<h1>Broken</h1>", "en", {}))
    write(page)
    page.click("text=Send")
    page.wait_for_selector("text=Broken")
    page.go_back()
    page.wait_for_function("document.querySelector('[name=said]').value === 'The lift'")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("frame", ["app", "portal", "plain"])
def test_the_frames_have_no_fault_that_axe_can_see(show: Show, page: Page, frame: str, theme: str) -> None:
    page.context.add_cookies([{"name": "heed_theme", "value": theme, "url": SITE}])
    main = """<h1>x</h1>{{ "重大"|pill("hot") }}{{ "一般"|pill }}{{ "好"|quote("info") }}
    {{ due|clock(bar=True, label="完成") }}
    <div class="btns"><button class="btn btn--primary">a</button><button class="btn btn--danger">b</button>
    <button class="btn btn--quiet">c</button></div><div class="empty" data-tone="good"><h2>e</h2><p>f</p></div>"""
    show(main, frame, "zh-hans", due=NOW, theme=theme)
    assert faults_of(page) == []
