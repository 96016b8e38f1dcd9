"""The second factor: set up, asked for at the sign-in, required by duty, taken away when lost."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from heed.process.words import AuditKind
from heed.records.models import AuditEvent, Notice
from tests.world import PASSWORD, World

APP = "/account/factor/app/"
Capture = Callable[..., Any]


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now; a code counts once, so the ones before are forgotten."""
    cache.clear()
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def signs_in(who: str) -> tuple[Client, Any]:
    """A browser in which this person gives name and password, and the answer."""
    browser = Client()
    return browser, browser.post("/account/login/", {"login": who, "password": PASSWORD})


@pytest.fixture
def set_up(django_capture_on_commit_callbacks: Capture) -> Callable[[Client], str]:
    """Set up an authenticator app in a browser; return its secret."""

    def do(browser: Client) -> str:
        shown = re.search(r'factor__key">([A-Z2-7]+)<', browser.get(APP).content.decode())
        assert shown
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(APP, {"code": code_of(shown[1])})
        assert answer.headers["Location"] == "/account/factor/recovery/"
        return shown[1]

    return do


def test_after_it_is_set_up_the_password_alone_lets_nobody_in(world: World, set_up: Callable[[Client], str]) -> None:
    secret = set_up(signs_in("zhou")[0])
    browser, answer = signs_in("zhou")
    assert answer.headers["Location"].startswith("/account/factor/code/")
    assert browser.get("/desk/").headers["Location"].startswith("/account/login/")
    assert browser.post("/account/factor/code/", {"code": "000000"}).status_code == 200
    assert browser.get("/desk/").status_code == 302
    browser.post("/account/factor/code/", {"code": code_of(secret)})
    assert browser.get("/desk/").status_code == 200


def test_setting_it_up_and_a_wrong_code_are_in_the_audit_log(world: World, set_up: Callable[[Client], str]) -> None:
    set_up(signs_in("zhou")[0])
    browser, _answer = signs_in("zhou")
    browser.post("/account/factor/code/", {"code": "000000"})
    kinds = list(AuditEvent.objects.filter(account=world.zhou).order_by("pk").values_list("kind", flat=True))
    assert kinds[-4] == AuditKind.SIGN_IN
    assert kinds[-3:] == [AuditKind.FACTOR_ADDED, AuditKind.FACTOR_ADDED, AuditKind.SIGN_IN_FAILED], "app and codes"


def test_a_recovery_code_lets_in_once(world: World, set_up: Callable[[Client], str]) -> None:
    browser = signs_in("zhou")[0]
    set_up(browser)
    page = browser.get("/account/factor/recovery/").content.decode()
    code = re.findall(r"<li><code>([^<]+)</code>", page)[0]
    for lets_in in (True, False):
        browser = signs_in("zhou")[0]
        browser.post("/account/factor/code/", {"code": code})
        assert (browser.get("/desk/").status_code == 200) is lets_in


def test_the_database_alone_shows_no_secret(world: World, set_up: Callable[[Client], str]) -> None:
    secret = set_up(signs_in("zhou")[0])
    assert not any(secret in str(one.data) for one in Authenticator.objects.all())


def test_a_duty_that_requires_it_opens_nothing_before_it_is_set_up(
    world: World, settings: Any, set_up: Callable[[Client], str]
) -> None:
    settings.HEED_MFA_ROLES = ["admin"]
    browser = signs_in("admin")[0]
    for path in ("/setup/", "/audit/", "/home/", "/account/factor/"):
        assert browser.get(path).headers["Location"] == APP, path
    assert browser.get("/setup/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == APP
    set_up(browser)
    assert browser.get("/setup/").status_code == 200
    off = browser.get("/account/factor/app/off/")
    browser.post("/account/factor/app/off/")
    assert off.status_code == 200
    assert Authenticator.objects.filter(user=world.admin, type="totp").exists(), "it cannot be switched off"
    assert signs_in("zhou")[0].get("/desk/").status_code == 200, "other duties do not require it"


def test_an_administrator_takes_a_lost_one_away_and_the_person_learns_of_it(
    world: World, set_up: Callable[[Client], str]
) -> None:
    desk = signs_in("zhou")[0]
    set_up(desk)
    admin = signs_in("admin")[0]
    address = reverse("setup:account_factor", args=[world.zhou.pk])
    assert address in admin.get(reverse("setup:account", args=[world.zhou.pk])).content.decode()
    admin.post(address)
    assert desk.get("/desk/").headers["Location"].startswith("/account/login/"), "signed out everywhere"
    assert signs_in("zhou")[0].get("/desk/").status_code == 200
    assert Notice.objects.filter(about="factor_taken", account=world.zhou).exists()
    assert AuditEvent.objects.filter(kind=AuditKind.FACTOR_TAKEN.value, by=world.admin, account=world.zhou).exists()


def test_nobody_takes_away_their_own_or_that_of_a_superior(world: World, set_up: Callable[[Client], str]) -> None:
    admin = signs_in("admin")[0]
    set_up(admin)
    admin.post(reverse("setup:account_factor", args=[world.admin.pk]))
    signs_in("lin")[0].post(reverse("setup:account_factor", args=[world.admin.pk]))
    assert Authenticator.objects.filter(user=world.admin).exists()


def test_a_code_confirms_who_it_is_instead_of_the_password(world: World, set_up: Callable[[Client], str]) -> None:
    browser = signs_in("admin")[0]
    secret = set_up(browser)
    session = browser.session
    session["began"], session["account_authentication_methods"] = 1.0, []
    session.save()
    address = reverse("setup:account_password", args=[world.zhou.pk])
    assert browser.get(address).status_code == 302
    browser.post("/account/factor/again/", {"code": code_of(secret)})
    assert browser.get(address).status_code == 200


def test_in_a_browser_it_is_set_up_and_asked_for_at_the_next_sign_in(
    page: Page, live_server: Any, world: World
) -> None:
    def sign_in() -> None:
        page.goto(f"{live_server.url}/account/login/")
        page.fill("[name=login]", "zhou")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")

    sign_in()
    page.wait_for_url("**/desk/")
    page.goto(live_server.url + APP)
    secret = page.inner_text(".factor__key")
    page.fill("[name=code]", code_of(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/recovery/")
    assert page.locator(".factor__codes li").count() == 10
    page.context.clear_cookies()
    sign_in()
    page.wait_for_url("**/factor/code/")
    page.fill("[name=code]", code_of(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/desk/")


def test_in_a_browser_a_passkey_takes_the_place_of_the_code(page: Page, live_server: Any, world: World) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def sign_in() -> None:
        page.goto(f"{live_server.url}/account/login/")
        page.fill("[name=login]", "zhou")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")

    sign_in()
    page.wait_for_url("**/desk/")
    page.goto(f"{live_server.url}/account/factor/passkeys/")
    page.click("#passkey")
    page.wait_for_url("**/recovery/")
    page.context.clear_cookies()
    sign_in()
    page.wait_for_url("**/factor/code/")
    page.click("#passkey")
    page.wait_for_url("**/desk/")
    page.goto(f"{live_server.url}/account/factor/")
    page.click("a[href*='/remove/']")
    page.click("form .btn--primary")
    page.wait_for_url("**/account/factor/")
    assert not Authenticator.objects.filter(user=world.zhou).exists()


@pytest.mark.parametrize("answered", ["9" * 5000, "²", "[]", "7", "{}", '{"id": 1}', '{"id": "a", "response": 1e999}'])
def test_what_no_passkey_answers_is_refused(world: World, answered: str) -> None:
    browser, _ = signs_in("zhou")
    answer = browser.post("/account/factor/passkeys/", {"name": "手机", "credential": answered})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Authenticator.objects.exists()
