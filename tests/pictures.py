"""`make pictures` takes the screenshots of the README and docs/pictures/ again, from the demo, in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
FLAGSHIP = "3号楼2号电梯又停在夹层"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the username of the reader ("" is an owner), the page, the size, language and theme."""

    name: str
    who: str
    path: str
    width: int = 1440
    height: int = 900
    language: str = "zh-hans"
    dark: bool = False


PICTURES = (
    Picture("desk", "zhou", "counter"),
    Picture("complaint", "lin", "flagship"),
    Picture("oversight", "lin", "/oversight/"),
    Picture("oversight-dark", "lin", "/oversight/", dark=True, language="en"),
    Picture("centre", "he", "/centre/"),
    Picture("promises", "lin", "/promises/"),
    Picture("promises-kept", "lin", "/promises/record/", language="en"),
    Picture("rota", "lin", "/rota/"),
    Picture("care", "zhou", "/care/", language="zh-hant"),
    Picture("field", "wang", "/field/", width=390, height=844),
    Picture("follow", "", "follow", width=390, height=844),
    Picture("report", "", "/p/cuihu/", width=390, height=844),
    Picture("board", "", "/p/cuihu/repairs/", width=390, height=844),
    Picture("invitation", "", "day", width=390, height=844, language="zh-hant"),
    Picture("how", "lin", "/how/"),
    Picture("inbox", "lin", "/inbox/"),
    Picture("notices", "admin", "/setup/notices/wording/owner/letter/zh-hans/"),
    Picture("setup", "admin", "/setup/", language="en"),
)


@contextmanager
def demo() -> Iterator[str]:
    """Run the demo on a free port with a new database; yield its address."""
    with tempfile.TemporaryDirectory(prefix="heed-pictures-") as folder:
        program = Path(sys.executable).with_name("heed")
        environment = {**os.environ, "HEED_DATA": folder, "PYTHONUNBUFFERED": "1"}
        command = [str(program), "demo", "--port", "0", "--workers", "1"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                yield next(found[0] for line in server.stdout if (found := re.search(r"http://[\w.]+:\d+", line)))
            finally:
                server.terminate()


def draw(browser: Browser, address: str, picture: Picture) -> None:
    """Sign in, open the page, and save a screenshot of it."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        locale=picture.language,
    )
    context.add_init_script("delete self.EventSource")  # a page with an open stream is never idle
    page = context.new_page()
    if picture.who:
        sign_in(page, address, picture)
    open_page(page, address, picture.path)
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # filling a form in has scrolled the page
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    context.close()


def sign_in(page: Page, address: str, picture: Picture) -> None:
    """Sign in as this person by one click, then choose the language."""
    page.goto(f"{address}/account/login/")
    button = page.locator(f"button[name=username][value={picture.who}]")
    button.evaluate("button => { const more = button.closest('details'); if (more) more.open = true; }")
    with page.expect_navigation(wait_until="networkidle"):
        button.click()
    page.locator("[popovertarget=account]:visible, [popovertarget=account-sheet]:visible").first.click()
    with page.expect_navigation(wait_until="networkidle"):
        page.locator(f"[popover]:popover-open button[name=language][value={picture.language}]").click()


def open_page(page: Page, address: str, path: str) -> None:
    """Open the page; `counter`, `flagship`, `day` and `follow` are opened the way a person opens them."""
    if path.startswith("/"):
        page.goto(address + path)
        return
    if path == "counter":
        receive(page, address)
        return
    if path == "day":
        page.goto(f"{address}/p/cuihu/days/")
        with page.expect_navigation(url="**/days/*/"):
            page.locator("main a[href*='/days/']").first.click()
        return
    if path == "flagship":
        page.goto(f"{address}/oversight/?q={FLAGSHIP}")
        with page.expect_navigation():
            page.locator(".list__link").first.click()
        return
    page.goto(f"{address}/p/cuihu/find/")
    page.locator("[name=number]").fill(_number(page, address))
    with page.expect_navigation():
        page.locator("main form button").last.click()
    sent = re.search(r"\b\d{4} \d{4}\b", page.locator("main .banner").inner_text())
    assert sent, "the demo shows the code that the owner's telephone would get"
    page.locator("[name=code]").fill(sent[0])
    with page.expect_navigation(url="**/f/*/"):
        page.locator("main form button").last.click()


def receive(page: Page, address: str) -> None:
    """An angry owner at the counter, in the middle of the intake."""
    page.goto(f"{address}/desk/")
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("v")
    page.locator("[name=q]").fill("3-1502")
    page.locator("[data-hit]").first.click()
    page.locator("[name=content]").fill("上周三才修好，今天又停在夹层，我妈七十八岁困在里面二十分钟。你们到底修没修？")
    for name, words in (("happened", "今天 13:40"), ("where", "3号楼2号电梯"), ("about", "电梯维保")):
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=emotion][value=agitated]").check(force=True)
    page.locator("[name=wants]").fill("彻底修好，说明原因")
    page.wait_for_timeout(1500)


def _number(page: Page, address: str) -> str:
    """The number of the flagship complaint, read by the director."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context()
    context.add_init_script("delete self.EventSource")
    hers = context.new_page()
    sign_in(hers, address, Picture("", "lin", ""))
    open_page(hers, address, "flagship")
    number = hers.url.rstrip("/").rpartition("/")[2]
    context.close()
    return number


def main() -> int:
    """Take all pictures, or those named as arguments."""
    FOLDER.mkdir(exist_ok=True)
    wanted = [picture for picture in PICTURES if not sys.argv[1:] or picture.name in sys.argv[1:]]
    program = chromium.program()
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.QUIET.split())
        for picture in wanted:
            draw(browser, address, picture)
            print(FOLDER.relative_to(ROOT) / f"{picture.name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
