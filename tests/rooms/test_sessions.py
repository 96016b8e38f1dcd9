"""Sessions: they last while their account works, end without work, and are listed with "Sign out there"."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client

from heed.records.models import AccountSession
from heed.ui.devices import device_in_words
from tests.world import PASSWORD, World

HALF = timedelta(seconds=settings.SESSION_COOKIE_AGE) / 2
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def signed_in(who: str, agent: str = "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537") -> Client:
    """A browser in which this person has signed in."""
    browser = Client(headers={"user-agent": agent})
    assert browser.post("/account/login/", {"login": who, "password": PASSWORD}).status_code == 302
    return browser


def time_passes(browser: Client, passed: timedelta) -> None:
    """Make the browser's session older, as if this time had passed."""
    session = browser.session
    rows = AccountSession.objects.filter(pk=session.session_key)
    session["worked"] -= passed.total_seconds()
    rows.update(session_data=session.encode(dict(session)), expire_date=F("expire_date") - passed)


def test_a_session_lasts_while_its_account_works_and_ends_without_work(world: World) -> None:
    browser = signed_in("zhou")
    for _time in range(5):
        time_passes(browser, HALF * 1.5)
        answer = browser.get("/desk/")
        assert answer.status_code == 200
        assert settings.SESSION_COOKIE_NAME in answer.cookies, "the cookie lasts longer as well"
    time_passes(browser, HALF * 2.5)
    assert browser.get("/desk/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("background", [{"HX-Request": "true"}, {"Accept": "text/event-stream"}])
def test_what_an_open_page_fetches_by_itself_keeps_no_session_alive(world: World, background: dict[str, str]) -> None:
    browser = signed_in("zhou")
    time_passes(browser, HALF * 1.5)
    assert browser.get("/desk/", headers=background).status_code == 200
    time_passes(browser, HALF)
    assert browser.get("/desk/")["Location"].startswith("/account/login/")


def test_work_writes_the_session_at_most_once_a_minute(world: World) -> None:
    browser = signed_in("zhou")
    first = browser.session["worked"]
    browser.get("/desk/")
    assert browser.session["worked"] == first
    time_passes(browser, timedelta(seconds=61))
    browser.get("/desk/")
    assert browser.session["worked"] > first - 61


def test_one_sees_where_one_is_signed_in_and_signs_out_there(world: World) -> None:
    desk, phone, colleague = signed_in("zhou"), signed_in("zhou", PHONE), signed_in("lin")
    rows = desk.get("/account/sessions/").context["rows"]
    assert [row["device"] for row in rows] == ["Chrome · Windows", "Safari · iPhone"]
    page = desk.get("/account/sessions/").content.decode()
    assert not any(key in page for key in AccountSession.objects.values_list("pk", flat=True)), "a key lets in"
    desk.post("/account/sessions/end/", {"session": rows[1]["name"]})
    assert phone.get("/desk/")["Location"].startswith("/account/login/")
    assert desk.get("/desk/").status_code == 200
    assert colleague.get("/home/")["Location"] != "/account/login/"


def test_nobody_ends_the_session_of_another(world: World) -> None:
    desk, colleague = signed_in("zhou"), signed_in("lin")
    name = colleague.get("/account/sessions/").context["rows"][0]["name"]
    desk.post("/account/sessions/end/", {"session": name})
    desk.post("/account/sessions/end/")
    assert colleague.get("/account/sessions/").status_code == 200


def test_a_browser_that_nobody_knows_is_called_so() -> None:
    assert device_in_words("Mozilla/5.0 (Linux; Android 15) Chrome/130 MicroMessenger/8.0") == "WeChat · Android"
    assert "·" not in device_in_words("curl/8")
