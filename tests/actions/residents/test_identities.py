"""Accounts at WeChat or LINE that open the own page of a resident: whose they are, and when they end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from heed.actions.privacy.erasing import erase_record
from heed.actions.residents.identities import ProvenIdentity, bind_identity, remove_identity
from heed.actions.residents.own_home import open_home, open_home_by_identity, send_home_code
from heed.actions.residents.residents import add_resident, change_person
from heed.process.words import HomeProvider, Tenure
from heed.queries.residents.own_home import identities_of, visit_of
from heed.records.models import AuditEvent, HomeIdentity, Person
from heed.records.owner_keys import code_of, identity_hash_of
from tests.world import MORNING, World

PHONE = "13800002207"


def account(name: str, provider: HomeProvider = HomeProvider.LINE) -> ProvenIdentity:
    """What LINE or WeChat proved."""
    return ProvenIdentity(provider, identity_hash_of(provider.value, "channel", name))


def opens(world: World, proven: ProvenIdentity) -> Person | None:
    """Whose page an account opens at the estate."""
    secret = open_home_by_identity(world.project, proven, MORNING)
    visit = visit_of(secret, MORNING) if secret else None
    return visit.person if visit else None


def tenant_of(world: World) -> Person:
    """Luo rents a room of Chen's."""
    return add_resident(by=world.lin, place=world.home, tenure=Tenure.TENANT, name="罗小雨", phone="13700001111")


def test_an_account_is_bound_by_the_code_alone_and_opens_the_page_at_this_estate_only(world: World) -> None:
    code = send_home_code(world.project, PHONE, MORNING)
    assert code is not None
    assert open_home(world.project, PHONE, "00000000", MORNING, bind=account("chen")) is None
    assert opens(world, account("chen")) is None
    assert open_home(world.project, PHONE, code_of(code.nonce), MORNING, bind=account("chen"))
    assert opens(world, account("chen")) == world.chen
    assert open_home_by_identity(world.elsewhere, account("chen"), MORNING) is None
    assert opens(world, account("chen", HomeProvider.WECHAT)) is None, "the same name at another provider"


def test_a_new_account_takes_the_place_of_the_old_one_of_its_provider_alone(world: World) -> None:
    for proven in (account("first"), account("first", HomeProvider.WECHAT), account("second")):
        bind_identity(world.chen, world.project, proven, MORNING)
    assert opens(world, account("first")) is None
    assert [one.provider for one in identities_of(world.chen.pk)] == ["wechat", "line"]
    tenant = tenant_of(world)
    bind_identity(tenant, world.project, account("second"), MORNING)
    assert opens(world, account("second")) == tenant


def test_what_an_account_opened_ends_with_it_but_for_the_visit_that_takes_it_away(world: World) -> None:
    bind_identity(world.chen, world.project, account("chen"), MORNING)
    secrets = [open_home_by_identity(world.project, account("chen"), MORNING) for _ in range(2)]
    here, there = (visit_of(secret or "", MORNING) for secret in secrets)
    assert here is not None
    assert there is not None
    remove_identity(here, HomeProvider.WECHAT)
    assert visit_of(secrets[1] or "", MORNING) == there, "nothing was bound at WeChat"
    remove_identity(here, HomeProvider.LINE)
    assert visit_of(secrets[0] or "", MORNING) == here
    assert visit_of(secrets[1] or "", MORNING) is None
    assert opens(world, account("chen")) is None


def test_another_telephone_and_an_erasure_end_it(world: World) -> None:
    bind_identity(world.chen, world.project, account("chen"), MORNING)
    change_person(world.chen, by=world.lin, phone=PHONE, name="陈美玲")
    assert opens(world, account("chen")) == world.chen
    change_person(world.chen, by=world.lin, phone="13611112222")
    assert opens(world, account("chen")) is None
    assert AuditEvent.objects.latest("pk").by == world.lin
    bind_identity(world.chen, world.project, account("chen"), MORNING)
    erase_record(world.chen, whole=False, at=MORNING)
    assert opens(world, account("chen")) is None


@pytest.mark.django_db(transaction=True)
def test_an_account_that_two_residents_bind_at_once_opens_one_page(world: World) -> None:
    people = [world.chen, tenant_of(world)] * 6

    def bind(person: Person) -> None:
        try:
            bind_identity(person, world.project, account("shared"))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as writers:
        list(writers.map(bind, people))
    assert HomeIdentity.objects.count() == 1
