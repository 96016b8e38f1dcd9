"""People who sign in through a provider and know no password: a given one ends, and they are asked again there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heed.actions.staff.passwords import reset_password
from heed.process.words import AuditKind
from heed.records.models import Account, AuditEvent
from tests.rooms.sign_on_provider import CompanyProvider
from tests.rooms.signing_on import came_back, is_in, link, provider, through
from tests.rooms.test_second_factor import signs_in
from tests.world import World

__all__ = ["provider"]
CONFIRM = "/account/with/oidc/confirm/"


def time_passes(browser: Client) -> None:
    """Make the sign-in of this browser an old one."""
    session = browser.session
    records = [record | {"at": 1.0} for record in session["account_authentication_methods"]]
    session["began"], session["account_authentication_methods"] = 1.0, records
    session.save()


@pytest.fixture
def admin(provider: CompanyProvider, world: World) -> Client:
    """The administrator, who has no password, signed in through the provider a while ago."""
    link(world.admin)
    world.admin.set_unusable_password()
    world.admin.save()
    browser, _answer = through()
    time_passes(browser)
    return browser


def page(world: World) -> str:
    """A page that asks again."""
    return reverse("setup:account_password", args=[world.zhou.pk])


def test_a_given_password_ends_when_its_person_signs_in_through_the_provider(
    provider: CompanyProvider, world: World
) -> None:
    given = reset_password(world.zhou, by=world.admin)
    link(world.zhou)
    browser, _answer = through()
    assert browser.get("/desk/").status_code == 200, "no password has to be chosen first"
    assert AuditEvent.objects.filter(kind=AuditKind.PASSWORD_ENDED.value, account=world.zhou).count() == 1
    another = Client()
    another.post("/account/login/", {"login": "zhou", "password": given})
    assert not is_in(another), "the colleague knows it"


def test_an_own_password_stays(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    through()
    assert is_in(signs_in("zhou")[0])


def test_a_person_without_a_password_is_asked_again_at_the_provider(
    provider: CompanyProvider, world: World, admin: Client
) -> None:
    to = admin.get(page(world)).headers["Location"]
    assert to.startswith("/account/with/?next=")
    assert CONFIRM in admin.get(to).content.decode()
    answer = admin.get(came_back(admin, CONFIRM, next=page(world)))
    assert answer.headers["Location"] == page(world)
    assert admin.get(page(world)).status_code == 200
    time_passes(admin)
    assert admin.get("/account/factor/app/").headers["Location"].startswith("/account/with/"), "on all such pages"


def test_it_is_asked_again_also_before_a_required_second_factor_is_set_up(
    provider: CompanyProvider, world: World, settings: Any
) -> None:
    settings.HEED_MFA_ROLES = ["admin"]
    link(world.admin)
    world.admin.set_unusable_password()
    world.admin.save()
    browser, _answer = through()
    time_passes(browser)
    app = "/account/factor/app/"
    to = browser.get(app).headers["Location"]
    assert browser.get(to).status_code == 200
    assert browser.get(came_back(browser, CONFIRM, next=app)).headers["Location"] == app
    assert browser.get(app).status_code == 200


@pytest.mark.parametrize("told", [{"auth_time": 1}, {"auth_time": None}])
def test_a_provider_that_did_not_ask_the_person_confirms_nothing(
    provider: CompanyProvider, world: World, admin: Client, told: dict[str, Any]
) -> None:
    provider.token = told
    assert admin.get(came_back(admin, CONFIRM)).status_code == 502
    assert admin.get(page(world)).status_code == 302


def test_another_person_confirms_nothing_and_is_on_record(
    provider: CompanyProvider, world: World, admin: Client
) -> None:
    link(world.lin, "u-2002")
    provider.person = {"sub": "u-2002"}
    assert admin.get(came_back(admin, CONFIRM)).status_code == 403
    assert admin.get(page(world)).status_code == 302
    assert AuditEvent.objects.filter(kind=AuditKind.SIGN_IN_FAILED.value, account=world.admin).exists()


def test_whoever_has_a_password_is_asked_for_it(provider: CompanyProvider, world: World) -> None:
    link(world.admin)
    browser, _answer = through()
    time_passes(browser)
    assert browser.get(page(world)).headers["Location"].startswith("/account/again/")
    assert Account.objects.get(pk=world.admin.pk).has_usable_password()
