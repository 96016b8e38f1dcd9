"""The monthly table in a real browser: all its columns side by side on a usual screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from heed.i18n.languages import LANGUAGES
from heed.insight.tallies.columns import COLUMNS, Shape
from heed.records.models import Account
from tests.journeys.people import sign_in
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: A number of each column that is as long as any of a busy project.
LONG = ["888" if one.shape is Shape.COUNT else "88.8%" for one in COLUMNS.values()]
#: Writes these into every row; true where the table is wider then than its frame.
IS_CUT = """(numbers) => {
    for (const row of document.querySelectorAll(".report tbody tr"))
        row.querySelectorAll("td > :first-child").forEach((cell, at) => (cell.textContent = numbers[at]));
    const frame = document.querySelector(".report__wrap");
    return frame.scrollWidth > frame.clientWidth;
}"""


@pytest.mark.rule("R103")
@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_the_monthly_table_is_seen_whole_on_a_usual_screen(
    world: World, page: Page, live_server: Any, language: str
) -> None:
    Account.objects.filter(pk=world.he.pk).update(language=language)
    world.lodge()
    world.he.refresh_from_db()
    sign_in(page.context, live_server.url, world.he)
    page.goto(f"{live_server.url}/centre/month/")
    assert page.locator(".report tbody tr:first-child td").count() == len(LONG)
    assert not page.evaluate(IS_CUT, LONG)
