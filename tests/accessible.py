"""What axe finds wrong with a page by WCAG 2.2 AA, and by its own rules of good practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: axe asks for no sheet of styles again, and tells only what is wrong; its two newest rules are off where nobody asks.
LOOKS = {
    "preload": False,
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}},
}


def faults_of(page: Page) -> list[str]:
    """Return the faults of the page that is open, once its stylesheets are there: each rule, what breaks it."""
    page.wait_for_load_state()
    found = Axe().run(page, options=LOOKS).response["violations"]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
