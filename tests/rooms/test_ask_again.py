"""Asking for the password again: before resets, notification channels, exports and many reveals."""

import time
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from heed.actions.residents.reveal import reveal_contact
from heed.process.words import AuditKind
from heed.records.models import Account, AuditEvent, KeptForm, Robot
from tests.world import PASSWORD, World, reveals

AGAIN = "/account/again/"


def long_signed_in(account: Account) -> Client:
    """A browser in which this person signed in an hour ago."""
    browser = Client()
    browser.force_login(account)
    session = browser.session
    session["began"] = time.time() - 3600
    session.save()
    return browser


def confirm(browser: Client, asked: Any) -> Any:
    """The answer to the right password on the page that asks for it."""
    return browser.post(asked.headers["Location"], {"password": PASSWORD, "next": _next(asked)})


def _next(asked: Any) -> str:
    return str(QueryDict(asked.headers["Location"].partition("?")[2])["next"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reset_asks_who_it_is_where_the_sign_in_is_old(world: World, method: str) -> None:
    browser = long_signed_in(world.admin)
    address = reverse("setup:account_password", args=[world.zhou.pk])
    asked = getattr(browser, method)(address)
    assert asked.headers["Location"].startswith(AGAIN)
    assert Account.objects.get(pk=world.zhou.pk).has_usable_password()
    back = confirm(browser, asked)
    if method == "get":
        assert back.headers["Location"] == address
    assert browser.get(address).status_code == 200
    browser.post(address)
    assert AuditEvent.objects.filter(kind=AuditKind.PASSWORD_RESET.value, by=world.admin).exists()


def test_a_wrong_password_confirms_nothing_and_is_in_the_audit_log(world: World) -> None:
    browser = long_signed_in(world.admin)
    address = reverse("setup:account_password", args=[world.zhou.pk])
    browser.post(AGAIN, {"password": "wrong"})
    assert browser.get(address).headers["Location"].startswith(AGAIN)
    assert AuditEvent.objects.filter(kind=AuditKind.SIGN_IN_FAILED.value, account=world.admin).count() == 1


def test_what_was_typed_comes_back_after_the_password(world: World) -> None:
    browser = long_signed_in(world.admin)
    typed = {"name": "工程群", "address": "https://example.com/robot", "per_minute": "20", "language": "zh-hans"}
    address = reverse("setup:robot_new", args=["feishu"])
    asked = browser.post(address, typed)
    assert not Robot.objects.exists()
    back = confirm(browser, asked)
    page = browser.get(back.headers["Location"]).content.decode()
    assert "工程群" in page
    assert f'action="{address}"' in page
    kept = KeptForm.objects.get()
    browser.post(address, typed | {"kept_form": kept.pk})
    assert not KeptForm.objects.exists() or browser.get(address).status_code == 200


def test_an_export_of_the_audit_log_asks_who_it_is_where_the_sign_in_is_old(world: World) -> None:
    browser = long_signed_in(world.admin)
    asked = browser.post("/audit/export/", {"kind": "reveal"})
    assert asked.headers["Location"].startswith(AGAIN)
    assert not AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).exists()
    confirm(browser, asked)
    assert browser.post("/audit/export/", {"kind": "reveal"}).status_code == 200


def test_many_reveals_ask_who_it_is_and_few_do_not(world: World, settings: Any) -> None:
    settings.HEED_REVEALS_HOURLY = 2
    complaint, browser = world.lodge(), long_signed_in(world.zhou)
    address = reverse("complaint:reveal", args=[complaint.number])
    for _time in range(3):
        assert browser.post(address).status_code == 200
    asked = browser.post(address, headers={"HX-Request": "true"})
    assert asked.headers["HX-Redirect"].startswith(AGAIN)
    assert reveals().count() == 3
    browser.post(AGAIN, {"password": PASSWORD})
    assert browser.post(address).status_code == 200
    assert reveal_contact(complaint, by=world.zhou)


def test_a_fresh_sign_in_is_not_asked_again(world: World) -> None:
    browser = Client()
    browser.post("/account/login/", {"login": "admin", "password": PASSWORD})
    assert browser.get(reverse("setup:account_password", args=[world.zhou.pk])).status_code == 200


def test_visitors_are_sent_to_the_sign_in_page(world: World) -> None:
    assert Client().get(AGAIN).headers["Location"].startswith("/account/login/")
