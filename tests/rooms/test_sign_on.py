"""Signing in through an OpenID Connect provider: whom it lets in, whom it does not, and what is on record."""

import json
import logging
import re
import time
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from heed.actions.staff.leaving import close_account
from heed.process.words import AuditKind
from heed.records.models import Account, AccountSession, AuditEvent
from tests.rooms.sign_on_provider import CompanyProvider
from tests.rooms.signing_on import BACK, BEGIN, came_back, is_in, link, provider, through
from tests.rooms.test_second_factor import code_of, set_up, signs_in
from tests.world import World

__all__ = ["provider", "set_up"]


def failures() -> list[tuple[Account | None, dict[str, Any]]]:
    """The failed sign-ins in the audit log: the account, and the facts."""
    found = AuditEvent.objects.filter(kind=AuditKind.SIGN_IN_FAILED.value).order_by("pk")
    return [(event.account, json.loads(event.facts)) for event in found]


def test_a_linked_identity_signs_in_and_comes_to_the_page_that_was_wanted(
    provider: CompanyProvider, world: World
) -> None:
    link(world.zhou)
    assert "account/with/oidc/" in Client().get("/account/login/").content.decode()
    browser, answer = through(next="/desk/?day=today")
    assert answer.headers["Location"] == "/desk/?day=today"
    assert browser.get("/desk/").status_code == 200
    assert AccountSession.objects.get(account=world.zhou).provider == "oidc"
    event = AuditEvent.objects.get(kind=AuditKind.SIGN_IN.value, account=world.zhou)
    assert json.loads(event.facts)["provider"] == "oidc"
    Account.objects.filter(pk=world.zhou.pk).update(language="en")
    assert "with Company account" in browser.get("/account/sessions/").content.decode()


def test_nothing_of_what_the_provider_tells_is_kept(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    provider.person |= {"name": "周晓", "email": "zhou@example.com", "phone_number": "13900001111"}
    browser, _answer = through()
    assert not SocialToken.objects.exists()
    assert SocialAccount.objects.get().extra_data == {}
    kept = json.dumps(dict(browser.session)) + "".join(AuditEvent.objects.values_list("facts", flat=True))
    assert not any(word in kept for word in ("never-to-be-kept", "zhou@example.com", "13900001111"))


def test_where_no_provider_is_configured_the_page_is_as_before_without_a_query(client: Client, world: World) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get("/account/login/").content.decode()
    assert "sign-on" not in page
    assert not [query for query in queries if "socialaccount" in query["sql"]]
    assert client.post(BEGIN).status_code == client.get(BACK).status_code == 404


def test_an_unknown_identity_opens_nothing_makes_no_account_and_is_on_record(
    provider: CompanyProvider, world: World
) -> None:
    before = Account.objects.count()
    browser, answer = through()
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Not linked to an account yet" in page
    assert "<code>u-1001</code>" in page, "the administrator needs it to link it"
    assert not is_in(browser)
    assert Account.objects.count() == before
    ((account, facts),) = failures()
    assert account is None
    assert (facts["provider"], facts["identity"]) == ("oidc", "u-1001")


def test_a_leaver_is_refused_at_once(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    browser, _answer = through()
    close_account(world.zhou, by=world.admin)
    assert browser.get("/desk/").headers["Location"].startswith("/account/login/")
    again, answer = through()
    assert answer.status_code == 403
    assert "This account has been closed" in answer.content.decode()
    assert not is_in(again)
    assert failures()[-1][0] == world.zhou


def test_a_forged_or_stolen_state_is_refused(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    for forged in (f"{BACK}?code=code-0&state=forged", f"{BACK}?code=code-0", BACK):
        browser = Client(headers={"accept-language": "en"})
        browser.post(BEGIN)
        answer = browser.get(forged)
        assert (answer.status_code, is_in(browser)) == (400, False), forged
        assert "This sign-in is no longer valid" in answer.content.decode()
    victim = Client()
    assert victim.get(came_back(Client())).status_code == 400, "begun in another browser"
    browser = Client()
    back = came_back(browser)
    assert browser.get(back).status_code == 302
    assert browser.get(back).status_code == 400, "a code is used once"


@pytest.mark.parametrize(
    "change",
    [{"nonce": "of another"}, {"aud": "another client"}, {"iss": "https://elsewhere"}, {"exp": 1}, {"iat": None}],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    provider: CompanyProvider, world: World, change: dict[str, Any]
) -> None:
    link(world.zhou)
    provider.token = change
    browser, answer = through()
    assert (answer.status_code, is_in(browser)) == (502, False)
    assert "was not accepted" in answer.content.decode()


def test_a_token_with_another_signature_is_refused(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    provider.key = ec.generate_private_key(ec.SECP256R1())
    browser, answer = through()
    assert (answer.status_code, is_in(browser)) == (502, False)


def test_a_clock_that_is_a_little_ahead_at_the_provider_does_no_harm(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    provider.token = {"iat": int(time.time()) + 20}
    assert is_in(through()[0])


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_provider_that_is_down_is_told_in_a_sentence_and_the_password_still_works(
    provider: CompanyProvider, world: World, when: str, caplog: pytest.LogCaptureFixture
) -> None:
    browser = Client(headers={"accept-language": "en"})
    caplog.set_level(logging.DEBUG)
    back = came_back(browser) if when == "after" else ""
    provider.down = True
    answer = browser.get(back) if back else browser.post(BEGIN)
    assert answer.status_code == 503
    assert "Sign in with your password" in answer.content.decode()
    assert signs_in("zhou")[1].status_code == 302
    assert "sign-in by oidc failed" in caplog.text
    assert not any(word in caplog.text for word in ("secret words", "the-secret-of-the-client"))


def test_a_provider_that_answers_a_byte_now_and_then_is_given_up(
    provider: CompanyProvider, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.ui.provider_calls.WHOLE", 0.5)
    provider.drips = True
    assert Client().post(BEGIN).status_code == 503


def test_the_secret_goes_to_the_configured_provider_alone(
    provider: CompanyProvider, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(world.zhou)
    monkeypatch.setattr(provider, "_token", lambda _form: f"{provider.address}/elsewhere")
    browser, _answer = through()
    assert not is_in(browser)
    assert "/elsewhere" not in provider.seen


def test_a_sign_in_that_was_cancelled_there_is_told(provider: CompanyProvider, world: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    state = re.findall(r"state=\w+", came_back(browser))[0]
    answer = browser.get(f"{BACK}?error=access_denied&{state}")
    assert "You did not sign in" in answer.content.decode()


def test_the_second_factor_is_still_asked_for(provider: CompanyProvider, world: World, set_up: Any) -> None:
    secret = set_up(signs_in("zhou")[0])
    link(world.zhou)
    browser, answer = through()
    assert answer.headers["Location"].startswith("/account/factor/code/")
    assert browser.get("/desk/").status_code == 302
    browser.post("/account/factor/code/", {"code": code_of(secret)})
    assert browser.get("/desk/").status_code == 200
    assert AccountSession.objects.filter(account=world.zhou, provider="oidc").exists()


def test_a_duty_that_requires_a_second_factor_requires_it_here_too(
    provider: CompanyProvider, world: World, settings: Any
) -> None:
    settings.HEED_MFA_ROLES = ["admin"]
    link(world.admin)
    assert through()[0].get("/setup/").headers["Location"] == "/account/factor/app/"


def test_in_a_browser_the_button_leads_to_the_provider_and_back_to_the_desk(
    page: Page, live_server: Any, provider: CompanyProvider, world: World
) -> None:
    link(world.zhou)
    page.goto(f"{live_server.url}/account/login/")
    page.click(".sign-on button")
    page.wait_for_url("**/desk/")
    assert "/authorize" in provider.seen
