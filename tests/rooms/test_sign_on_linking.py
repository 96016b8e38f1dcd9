"""Which account an identity at a provider belongs to: by a link, or by a setting that matches it."""

import json
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from heed.actions.engine.errors import Refused
from heed.process.words import AuditKind
from heed.records.models import Account, AuditEvent, Notice
from tests.rooms.sign_on_provider import CompanyProvider
from tests.rooms.signing_on import came_back, is_in, link, provider, through
from tests.rooms.test_second_factor import signs_in
from tests.world import World

__all__ = ["provider"]


@pytest.mark.parametrize(("verified", "enters"), [(True, True), (False, False), ("true", False), (None, False)])
def test_an_e_mail_finds_its_account_only_verified_and_only_where_the_setting_says_so(
    provider: CompanyProvider, world: World, settings: Any, verified: Any, enters: bool
) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(email="Zhou@example.com")
    provider.told = {"email": "zhou@example.com", "email_verified": verified}
    assert not is_in(through()[0]), "linked identities alone"
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings("email")
    assert is_in(through()[0]) is enters


def test_an_e_mail_of_two_accounts_signs_in_neither(provider: CompanyProvider, world: World, settings: Any) -> None:
    Account.objects.filter(pk__in=(world.zhou.pk, world.lin.pk)).update(email="desk@example.com")
    provider.person |= {"email": "desk@example.com", "email_verified": True}
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings("email")
    assert not is_in(through()[0])


def test_a_name_finds_its_account_where_the_setting_says_so_unless_that_has_a_linked_identity(
    provider: CompanyProvider, world: World, settings: Any
) -> None:
    provider.person |= {"employee": "Zhou"}
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings("name", uid_field="employee")
    assert through()[0].session["_auth_user_id"] == str(world.zhou.pk)
    link(world.zhou, "another")
    assert not is_in(through()[0])


def test_a_person_links_an_identity_after_signing_in_and_removes_it(provider: CompanyProvider, world: World) -> None:
    browser = signs_in("zhou")[0]
    assert "/account/identities/oidc/link/" in browser.get("/account/identities/").content.decode()
    back = came_back(browser, "/account/identities/oidc/link/")
    assert browser.get(back).headers["Location"] == "/account/identities/"
    assert "u-1001" in browser.get("/account/identities/").content.decode()
    assert through()[0].session["_auth_user_id"] == str(world.zhou.pk)
    browser.post(f"/account/identities/{SocialAccount.objects.get().pk}/unlink/")
    assert not is_in(through()[0])
    kinds = AuditEvent.objects.filter(account=world.zhou, by=world.zhou).values_list("kind", flat=True)
    assert {AuditKind.IDENTITY_LINKED.value, AuditKind.IDENTITY_UNLINKED.value} <= set(kinds)


def test_linking_asks_for_the_password_again_and_ends_with_the_session(provider: CompanyProvider, world: World) -> None:
    browser = signs_in("zhou")[0]
    back = came_back(browser, "/account/identities/oidc/link/")
    session = browser.session
    session["began"], session["account_authentication_methods"] = 1.0, []
    session.save()
    answer = browser.post("/account/identities/oidc/link/")
    assert answer.headers["Location"].startswith("/account/again/")
    assert browser.get(back).status_code == 400
    assert not SocialAccount.objects.exists()


def test_an_identity_belongs_to_one_account(provider: CompanyProvider, world: World) -> None:
    link(world.zhou)
    browser = signs_in("lin")[0]
    browser.get(came_back(browser, "/account/identities/oidc/link/"))
    assert SocialAccount.objects.get().user == world.zhou
    with pytest.raises(Refused):
        link(world.zhou, "u-1002")


def test_an_administrator_links_and_removes_it_and_the_person_learns_of_both(
    provider: CompanyProvider, world: World
) -> None:
    admin = signs_in("admin")[0]
    page = reverse("setup:account", args=[world.zhou.pk])
    assert reverse("setup:identity_link", args=[world.zhou.pk]) in admin.get(page).content.decode()
    form = {"provider": "oidc", "identity": " u-1001 "}
    assert admin.post(reverse("setup:identity_link", args=[world.zhou.pk]), form).headers["Location"] == page
    browser, _answer = through()
    assert browser.session["_auth_user_id"] == str(world.zhou.pk)
    again = admin.post(reverse("setup:identity_link", args=[world.lin.pk]), form)
    assert again.status_code == 409, "it is linked to Zhou"
    admin.post(reverse("setup:identity_unlink", args=[world.zhou.pk, SocialAccount.objects.get().pk]))
    assert browser.get("/desk/").status_code == 302, "signed out at once"
    about = set(Notice.objects.filter(account=world.zhou).values_list("about", flat=True))
    assert {"identity_linked", "identity_unlinked"} <= about
    event = AuditEvent.objects.get(kind=AuditKind.IDENTITY_LINKED.value)
    assert (event.by, event.account, json.loads(event.facts)["identity"]) == (world.admin, world.zhou, "u-1001")


def test_nobody_links_a_sign_in_to_a_superior_or_under_setup_to_themselves(
    provider: CompanyProvider, world: World
) -> None:
    form = {"provider": "oidc", "identity": "u-1001"}
    signs_in("lin")[0].post(reverse("setup:identity_link", args=[world.admin.pk]), form)
    signs_in("admin")[0].post(reverse("setup:identity_link", args=[world.admin.pk]), form)
    assert not SocialAccount.objects.exists()
