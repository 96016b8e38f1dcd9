"""Identities at providers: linked to one account, by those who may, and found again."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount

from heed.actions.engine.errors import Refused
from heed.actions.staff.identities import link_identity, unlink_identity
from heed.config import sign_on
from heed.process.words import AuditKind
from heed.queries.staff.identities import account_of_identity
from heed.records.models import Account, AuditEvent
from tests.world import World


def company(match: str = sign_on.LINKED) -> sign_on.Provider:
    """The company's own provider."""
    return sign_on.Provider(sign_on.OIDC, "Company account", match)


def test_an_identity_is_linked_to_one_account_and_on_record_once(world: World) -> None:
    link_identity(world.zhou, company(), "u-1", by=world.admin)
    link_identity(world.zhou, company(), "u-1", by=world.admin)
    assert AuditEvent.objects.filter(kind=AuditKind.IDENTITY_LINKED.value).count() == 1
    for account, identity in ((world.lin, "u-1"), (world.zhou, "u-2")):
        with pytest.raises(Refused):
            link_identity(account, company(), identity, by=world.admin)
    assert account_of_identity(company(), "u-1") == world.zhou
    assert account_of_identity(company(), "U-1") is None
    assert account_of_identity(sign_on.Provider("wecom", "WeCom", sign_on.LINKED), "u-1") is None


def test_only_whoever_may_change_an_account_links_and_removes(world: World) -> None:
    link_identity(world.admin, company(), "u-1", by=world.admin)
    linked = SocialAccount.objects.get()
    with pytest.raises(Refused):
        unlink_identity(linked, by=world.lin)
    with pytest.raises(Refused):
        link_identity(world.zhou, company(), "u-2", by=world.liu)
    unlink_identity(linked, by=world.admin)
    assert not SocialAccount.objects.exists()


def test_a_person_of_a_contractor_never_signs_in_so(world: World) -> None:
    Account.objects.filter(pk=world.wang.pk).update(by_link=True)
    world.wang.refresh_from_db()
    with pytest.raises(Refused):
        link_identity(world.wang, company(), "u-1", by=world.admin)
    assert account_of_identity(company(sign_on.BY_NAME), "wang") is None


def test_nobody_takes_away_their_only_way_to_sign_in(world: World) -> None:
    world.zhou.set_unusable_password()
    world.zhou.save()
    link_identity(world.zhou, company(), "u-1", by=world.zhou)
    with pytest.raises(Refused):
        unlink_identity(SocialAccount.objects.get(), by=world.zhou)
    assert SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("match", "facts", "found"),
    [
        (sign_on.LINKED, {"email": "zhou@example.com"}, False),
        (sign_on.BY_EMAIL, {"email": "ZHOU@example.com"}, True),
        (sign_on.BY_EMAIL, {}, False),
        (sign_on.BY_NAME, {"identity": "Zhou"}, True),
        (sign_on.BY_NAME, {"email": "zhou@example.com"}, False),
    ],
)
def test_name_and_e_mail_find_an_account_as_the_setting_says(
    world: World, match: str, facts: dict[str, Any], found: bool
) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(email="zhou@example.com")
    identity = facts.pop("identity", "u-1")
    assert (account_of_identity(company(match), identity, **facts) == world.zhou) is found
