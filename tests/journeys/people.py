"""Staff at work in real browsers: each is signed in, and makes moves by what is on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from heed.process.moves import MOVES
from heed.records.models import Account, Complaint

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def sign_in(context: BrowserContext, address: str, account: Account) -> None:
    """Sign this browser in as the account."""
    client = Client()
    client.force_login(account)
    cookie = client.cookies["heed_session"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


class StaffBrowser:
    """A member of staff in a browser context of their own."""

    def __init__(self, chromium: Browser, address: str, account: Account, width: int = 1440) -> None:
        self.address, self.account = address, account
        context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": 900})
        context.set_default_timeout(60_000)
        sign_in(context, address, account)
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def goes(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def makes(self, move: str, complaint: Complaint, **facts: Any) -> None:
        """Make a move on the page of the complaint: by its button or from the menu, in the dialog that opens."""
        page = self.goes(f"/complaints/{complaint.number}/")
        link = page.locator(f".app a[href$='/{move}/']").first
        if not link.is_visible():
            page.locator("[popovertarget=more-moves]").click()
        link.click()
        form = page.locator("dialog[open] form#move-form")
        expect(form).to_be_visible()
        expect(page.locator(".htmx-settling, .htmx-swapping, .htmx-added")).to_have_count(0)
        fill(form, **facts)
        with page.expect_navigation():
            form.locator("button[type=submit]").click()
        with override("zh-hans"):
            expect(page.locator(".timeline")).to_contain_text(_(MOVES[move].done))
        complaint.refresh_from_db()

    def leaves(self) -> None:
        """Close the browser; a script that failed in it fails the test."""
        self.page.context.close()
        assert not self.errors, f"Scripts failed in the page of {self.account}: {self.errors}"


Arrives = Callable[..., StaffBrowser]


def fill(form: Locator, **facts: Any) -> None:
    """Fill each field as its type requires."""
    for name, value in facts.items():
        fields = form.locator(f"[name='{name}']")
        expect(fields.first).to_be_attached()
        kind = fields.first.evaluate("field => field.type")
        if kind == "radio":
            chip = form.locator(f"[name='{name}'][value='{value}']")
            chip.evaluate("field => field.closest('label, li, div').scrollIntoView({ block: 'center' })")
            chip.check(force=True)
        elif kind == "checkbox":
            fields.first.set_checked(bool(value))
        elif kind == "select-one":
            fields.first.select_option(str(value))
        elif kind == "file":
            fields.first.set_input_files(value)
        elif kind == "datetime-local":
            fields.first.fill(value)
        else:
            fields.first.fill(str(value))


def in_hours(hours: float) -> str:
    """An instant some hours from now, in the format of a `datetime-local` field and the time zone of the estate."""
    return timezone.localtime(timezone.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def picture(folder: Path, name: str) -> Path:
    """A small photograph on disk."""
    path = folder / name
    path.write_bytes(PICTURE)
    return path
