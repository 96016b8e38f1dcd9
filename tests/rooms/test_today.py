"""The first page of those who lead: what they have to do now, at all their projects, and nothing of others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.actions.reception.meetings import end, ring
from heed.actions.setup import founding
from heed.process.words import Channel, Method, Role
from heed.records.models import Clock
from tests.world import World


def numbers(client: Client) -> dict[str, int]:
    """The number of each list by the address that it opens."""
    return {one.url: one.count for one in client.get("/today/").context["lists"]}


LATE, APPROVALS, ESCALATED = (f"/oversight/?view={name}" for name in ("late", "approvals", "escalated"))


@pytest.mark.rule("R148", "R150")
@pytest.mark.parametrize(("who", "comes_to"), [("lin", "/today/"), ("zhao", "/today/"), ("he", "/centre/")])
def test_who_leads_comes_to_what_has_to_be_done_not_to_the_desk(
    world: World, client: Client, who: str, comes_to: str
) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/home/").headers["Location"] == comes_to
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize("who", ["zhou", "sun", "wang", "admin"])
def test_others_keep_their_own_first_page(world: World, client: Client, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/today/").status_code == 404


@pytest.mark.rule("R65", "R89")
def test_approvals_and_what_is_overdue_wait_there_with_their_links(world: World, client: Client) -> None:
    complaint = world.lodge(at=timezone.now() - timedelta(hours=30))
    world.verify(complaint)
    world.make("investigate", complaint, account=world.lin)
    world.make("apologise", complaint, apology="很抱歉", method=Method.PHONE)
    world.make("ask_approval", complaint, subject="explain", reason="超出合同范围")
    client.force_login(world.zhao)
    found = numbers(client)
    assert (found[APPROVALS], found[LATE]) == (1, 1)
    text = client.get("/today/").content.decode()
    assert f"/complaints/{complaint.number}/approve/" in text
    assert f"/complaints/{complaint.number}/" in text
    for address, count in found.items():
        assert client.get(address).status_code == 200, (address, count)


@pytest.mark.rule("R89")
def test_an_escalation_waits_until_it_is_acknowledged(world: World, client: Client) -> None:
    complaint = world.lodge(at=timezone.now() - timedelta(hours=30))
    client.force_login(world.lin)
    assert numbers(client)[ESCALATED] == 0
    clock = Clock.objects.filter(complaint=complaint, stopped_at__isnull=True).first()
    assert clock is not None
    Clock.objects.filter(pk=clock.pk).update(climbed_at=timezone.now())
    assert numbers(client)[ESCALATED] == 1
    assert complaint.title in client.get(ESCALATED).content.decode()
    Clock.objects.filter(pk=clock.pk).update(acknowledged_at=timezone.now())
    assert numbers(client)[ESCALATED] == 0


@pytest.mark.rule("R41")
def test_missed_calls_wait_there_until_they_are_returned(world: World, client: Client) -> None:
    missed = end(ring(world.project, by=world.zhou, number="13800002207"), by=world.zhou)
    client.force_login(world.zhao)
    assert numbers(client)["/desk/calls/"] == 1
    assert f"/desk/calls/{missed.pk}/" in client.get("/today/").content.decode()
    client.post(f"/desk/calls/{missed.pk}/", {"outcome": "given_up", "words": "空号"})
    assert numbers(client)["/desk/calls/"] == 0


@pytest.mark.rule("R149")
def test_the_centre_sees_all_estates_and_a_director_only_their_own(world: World, client: Client) -> None:
    here = world.lodge(at=timezone.now() - timedelta(hours=30))
    there = lodge(
        world.elsewhere, by=world.wu, at=timezone.now() - timedelta(hours=30), channel=Channel.PHONE,
        content="别处的事", name="李四", unit="1-101", contact="13900001111",
    )  # fmt: skip
    both = {world.he: (True, True), world.lin: (True, False), world.wu: (False, True)}
    for account, sees in both.items():
        client.force_login(account)
        text = client.get("/today/").content.decode()
        assert (here.number in text, there.number in text) == sees


def test_the_page_costs_the_same_with_more_on_it(world: World, client: Client) -> None:
    founding.give_duty(world.lin, Role.MANAGER, world.project)
    client.force_login(world.lin)
    costs = []
    for size in (1, 4):
        for _ in range(size):
            world.lodge(at=timezone.now() - timedelta(hours=30))
            end(ring(world.project, by=world.zhou), by=world.zhou)
        with CaptureQueriesContext(connection) as queries:
            client.get("/today/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
