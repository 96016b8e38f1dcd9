"""Missed calls are called back: who, when, how often it was tried, and what became of it (R41)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.reception.call_backs import take_call_back
from heed.actions.reception.meetings import answer, end, ring
from heed.process.words import CallBackOutcome
from heed.queries.calls import calls_to_return
from heed.queries.reception import current_meeting
from heed.records.models import Call, GateShift, Project
from tests.rooms.at_the_desk import told
from tests.rooms.test_gate import told as told_at_gate
from tests.world import World

NUMBER = "13800002207"


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


def missed_call(world: World, number: str = NUMBER, minutes: int = 30) -> Call:
    at = timezone.now() - timedelta(minutes=minutes)
    return end(ring(world.project, by=world.zhou, number=number, at=at), by=world.zhou, at=at + timedelta(seconds=40))


def lines_of(call: Call) -> list[str]:
    return list(call.call_backs.order_by("pk").values_list("outcome", flat=True))


@pytest.mark.rule("R41")
def test_reception_sees_whom_to_call_back_and_the_number_only_once_it_is_taken(world: World, zhou: Client) -> None:
    call = missed_call(world)
    page = zhou.get("/desk/calls/").content.decode()
    assert f"/desk/calls/{call.pk}/" in page
    assert NUMBER not in page
    assert "/desk/calls/" in zhou.get("/desk/").content.decode(), "the first page of the desk leads there"
    assert NUMBER not in zhou.get(f"/desk/calls/{call.pk}/").content.decode()
    taken = zhou.post(f"/desk/calls/{call.pk}/take/", follow=True)
    assert NUMBER in taken.content.decode()
    line = call.call_backs.get()
    assert (line.outcome, line.account) == (CallBackOutcome.TAKEN, world.zhou)
    assert "陈美玲" in taken.content.decode(), "who may be calling"


@pytest.mark.rule("R41")
def test_tries_are_counted_and_a_wish_has_its_time(world: World, zhou: Client) -> None:
    call = missed_call(world)
    address = f"/desk/calls/{call.pk}/"
    zhou.post(f"{address}take/")
    zhou.post(address, {"outcome": "not_reached"})
    assert zhou.post(address, {"outcome": "later"}).status_code == 409, "when?"
    wish = timezone.localtime(timezone.now() + timedelta(hours=3))
    zhou.post(address, {"outcome": "later", "next_at": wish.strftime("%Y-%m-%dT%H:%M"), "words": "三小时后"})
    row = next(iter(zhou.get("/desk/calls/").context["page"]))
    assert (row.pk, row.tries, row.last_line.account) == (call.pk, 2, world.zhou)
    assert row.last_line.next_at.replace(second=0) == wish.replace(second=0, microsecond=0)
    assert zhou.post(address, {"outcome": "given_up"}).status_code == 409, "why?"
    zhou.post(address, {"outcome": "given_up", "words": "空号"})
    assert not calls_to_return(world.zhou).exists()
    assert lines_of(call) == ["taken", "not_reached", "later", "given_up"]


@pytest.mark.rule("R41", "R83")
def test_a_call_back_that_leads_to_a_complaint_is_linked_to_it(world: World, zhou: Client) -> None:
    call, earlier = missed_call(world), missed_call(world, "138-0000-2207", minutes=90)
    other = missed_call(world, "13911112222")
    zhou.post(f"/desk/calls/{call.pk}/take/")
    zhou.post(f"/desk/calls/{call.pk}/reached/")
    talk = current_meeting(world.zhou)
    assert isinstance(talk, Call)
    assert (talk.back_of, talk.number) == (call, NUMBER)
    zhou.post("/desk/take/", told(world, channel="phone"))
    for each in (call, talk):
        each.refresh_from_db()
        assert each.complaint is not None
    assert call.complaint == talk.complaint
    assert call.answered_at is None, "it was missed all the same"
    assert lines_of(earlier) == ["reached"], "the same caller had tried before"
    assert list(calls_to_return(world.zhou)) == [other]


@pytest.mark.rule("R41")
def test_a_caller_who_rings_again_and_is_answered_need_not_be_called_back(world: World) -> None:
    call = missed_call(world)
    answer(ring(world.project, by=world.zhou, number="+86 138 0000 2207"), by=world.zhou)
    assert lines_of(call) == ["rang_again"]
    assert not calls_to_return(world.zhou).exists()


@pytest.mark.rule("R41")
def test_a_call_without_a_number_is_taken_with_the_one_on_the_telephone(world: World, zhou: Client) -> None:
    call = missed_call(world, "")
    assert zhou.post(f"/desk/calls/{call.pk}/take/", {"number": "?"}).status_code == 409
    zhou.post(f"/desk/calls/{call.pk}/take/", {"number": NUMBER})
    call.refresh_from_db()
    assert call.number == NUMBER


@pytest.mark.rule("R150")
def test_calls_of_other_projects_and_for_guards_are_not_there(world: World, client: Client) -> None:
    call = missed_call(world)
    for account in (world.wu, world.sun, world.wang):
        client.force_login(account)
        for address in (f"/desk/calls/{call.pk}/", f"/desk/calls/{call.pk}/take/"):
            assert client.post(address, {"outcome": "not_reached"}).status_code == 404
    assert not call.call_backs.exists()


@pytest.fixture
def sun(world: World) -> Client:
    """Sun, guard at the gate, signed in."""
    client = Client()
    client.force_login(world.sun)
    return client


@pytest.mark.rule("R41")
def test_a_guard_calls_back_by_the_same_rules_in_a_shift_and_reception_reads_it(
    world: World, zhou: Client, sun: Client
) -> None:
    call, other = missed_call(world), missed_call(world, "13911112222")
    assert "/gate/calls/" in sun.get("/gate/").content.decode(), "the first page of the gate leads there"
    address = f"/gate/calls/{call.pk}/"
    listed = sun.get("/gate/calls/").content.decode()
    assert address in listed
    assert NUMBER not in listed + sun.get(address).content.decode()
    assert not GateShift.objects.exists()
    taken = sun.post(f"{address}take/", follow=True).content.decode()
    assert NUMBER in taken
    assert "陈美玲" not in taken, "a guard reads no whole name"
    assert GateShift.objects.get(ended_at=None).account == world.sun
    assert sun.post(address, {"outcome": "given_up"}).status_code == 409, "why?"
    sun.post(address, {"outcome": "not_reached"})
    assert lines_of(call) == ["taken", "not_reached"]
    assert world.sun.name in zhou.get("/desk/calls/").content.decode()
    reached = sun.post(f"{address}reached/")
    talk = current_meeting(world.sun)
    assert isinstance(talk, Call)
    assert (talk.back_of, reached.headers["Location"]) == (call, f"/gate/call/{talk.pk}/")
    assert list(calls_to_return(world.zhou)) == [other]
    sun.post("/gate/record/", told_at_gate(world, call=talk.pk))
    call.refresh_from_db()
    assert call.complaint is not None
    assert call.complaint.received_by == world.sun


@pytest.mark.rule("R41")
def test_a_guard_without_a_shift_and_one_of_another_gate_call_nobody_back(world: World, sun: Client) -> None:
    call = missed_call(world)
    with pytest.raises(Refused):
        take_call_back(call, by=world.sun)
    elsewhere = missed_at(world.elsewhere)
    assert sun.get(f"/gate/calls/{elsewhere.pk}/").status_code == 404
    assert f"/gate/calls/{elsewhere.pk}/" not in sun.get("/gate/calls/").content.decode()
    client = Client()
    client.force_login(world.wang)
    assert client.get("/gate/calls/").status_code == 404


def missed_at(project: Project) -> Call:
    at = timezone.now() - timedelta(minutes=30)
    return Call.objects.create(project=project, rang_at=at, ended_at=at + timedelta(seconds=30), number="13922223333")
