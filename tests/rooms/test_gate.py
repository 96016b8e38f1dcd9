"""The guard's desk: calls by the rota, the six ticks, the resident linked, and the shift log with its handover."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.reception.gate import begin_shift, hand_over, take_over
from heed.actions.reception.meetings import answer, ring
from heed.actions.rota.planning import plan_week
from heed.actions.setup import founding
from heed.process.words import Role
from heed.records.models import Account, Call, Complaint, GateShift, Notice
from tests.world import World


def told(world: World, **facts: Any) -> dict[str, Any]:
    """What the form sends for the noise next door; nothing ticked."""
    return {
        "client_key": "n1", "project": world.project.pk, "person": world.chen.pk, "place": world.home.pk,
        "content": "隔壁1503深夜装修，电钻声很大", "happened": "今晚 01:30 起", "where": "3号楼 1503",
        "course": "一点半开始，停过一次又响", "unit": "3号楼 1502",
    } | facts  # fmt: skip


@pytest.fixture
def sun(world: World, client: Client) -> Client:
    client.force_login(world.sun)
    return client


def in_call(client: Client, **sent: str) -> Call:
    client.post("/gate/ring/", {"answered": "1"} | sent)
    return Call.objects.latest("pk")


def lit(client: Client, complaint: Complaint) -> str:
    """The ticks that are lit on the guard's page of the complaint."""
    page = client.get(f"/gate/taken/{complaint.number}/")
    return " ".join(tick.code for tick in page.context["ticks"] if tick.done)


def record(client: Client, world: World, **facts: Any) -> Complaint:
    answer = client.post("/gate/record/", told(world, **facts))
    assert answer.status_code == 302, answer.context["form"].errors
    return Complaint.objects.latest("pk")


def test_within_a_sentence_a_time_begins_small(world: World, sun: Client) -> None:
    world.sun.language = "en"
    world.sun.save()
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        begin_shift(world.project, by=world.sun)
        page = re.sub(r"<[^>]*>", "", sun.get("/gate/").content.decode())
    assert "since today 10:00" in page


@pytest.mark.rule("R87")
def test_a_guard_takes_in_and_sees_only_what_the_guard_took_in(world: World, sun: Client) -> None:
    others = world.lodge()
    assert sun.get("/desk/").headers["Location"] == "/gate/"
    assert others.title not in sun.get("/gate/").content.decode()
    sent = told(world, person="", place="", contact="13700001111", name="刘先生", unit="5-101")
    assert sun.post("/gate/record/", sent).status_code == 302
    complaint = Complaint.objects.latest("pk")
    assert (complaint.channel, complaint.received_by) == ("patrol", world.sun)
    assert (complaint.happened, complaint.where) == ("今晚 01:30 起", "3号楼 1503")
    assert complaint.title in sun.get("/gate/").content.decode()
    assert sun.get(f"/gate/taken/{others.number}/").status_code == 404
    assert sun.get(f"/desk/{others.number}/").status_code == 404
    assert sun.get("/desk/who/", {"q": "2207"}).status_code == 404


@pytest.mark.rule("R41")
def test_the_rota_says_whose_the_telephone_is(world: World, sun: Client) -> None:
    week = {world.sun: [(day, 0, 1440) for day in range(7)]}
    before = timezone.now() - timedelta(days=2)
    since: Any = {"by": world.lin, "since_on": before.astimezone(ZoneInfo("Asia/Shanghai")).date(), "at": before}
    plan_week(world.project, Role.GUARD, week, **since)
    duty = sun.get("/gate/").context["duty"]
    assert duty.mine_until is not None
    assert [one.account for one in duty.now] == [world.sun]
    plan_week(world.project, Role.GUARD, {}, **since)
    assert sun.get("/gate/").context["duty"].now == ()


@pytest.mark.rule("R41", "R87")
def test_a_call_at_night_links_the_resident_and_the_complaint(world: World, sun: Client) -> None:
    call = in_call(sun, number="138 0000 2207")
    page = sun.get(f"/gate/call/{call.pk}/")
    assert [hit.person_id for hit in page.context["hits"]] == [world.chen.pk]
    assert "陈美玲" not in page.content.decode(), "a guard asks for the name"
    complaint = record(sun, world, call=call.pk)
    call.refresh_from_db()
    assert (call.complaint, call.person, call.account) == (complaint, world.chen, world.sun)
    assert (complaint.channel, complaint.person) == ("phone", world.chen)


@pytest.mark.rule("R87")
def test_only_a_whole_number_or_home_finds_a_resident(world: World, sun: Client) -> None:
    def found(text: str) -> list[int]:
        return [hit.person_id for hit in sun.get("/gate/who/", {"q": text}).context["hits"]]

    assert found("13800002207") == found("3-1502") == [world.chen.pk]
    assert found("2207") == found("陈美玲") == found("1502") == []


@pytest.mark.rule("R10")
def test_the_same_caller_again_is_a_repeat_of_the_first_call(world: World, sun: Client) -> None:
    first = record(sun, world, call=in_call(sun).pk)
    sun.post(f"/gate/call/{Call.objects.latest('pk').pk}/end/")
    call = in_call(sun)
    shown = sun.get("/gate/who/", {"person": world.chen.pk}).content.decode()
    assert first.number in shown
    again = record(sun, world, call=call.pk, client_key="n2", content="还在响", repeat_of=first.number)
    assert (again.repeat_of, again.pk != first.pk) == (first, True)
    other = world.lodge(by=world.zhou)
    answer = sun.post("/gate/record/", told(world, client_key="n3", repeat_of=other.number))
    assert answer.status_code == 422, "what others took in is not the guard's to link"


@pytest.mark.rule("R81", "R82", "R83", "R84", "R85", "R86", "R87")
def test_a_tick_is_true_only_when_it_happened(world: World, sun: Client) -> None:
    page = sun.get("/gate/record/").content.decode()
    assert "checked" not in page, "nothing is ticked beforehand"
    complaint = record(sun, world)
    assert lit(sun, complaint) == "ask record", "these stand on record; nobody said that the owner was heard out"
    sun.post(f"/gate/taken/{complaint.number}/", {"heard_out": "1"})
    assert lit(sun, complaint) == "listen ask record"
    assert sun.get(f"/gate/taken/{complaint.number}/").context["unsaid"][-1][0] == "explained"
    sun.post(f"/gate/taken/{complaint.number}/", {"explained": "1", "heard_out": "1"})
    marks = [entry.content.facts for entry in complaint.entries.order_by("seq")][1:]
    assert [[*facts] for facts in marks] == [["heard_out"], ["explained"]], "each once, by whom and when"
    Notice.objects.filter(account=world.lin, complaint=complaint).update(read_at=timezone.now())
    assert lit(sun, complaint) == "listen ask record report"


@pytest.mark.rule("R82")
def test_what_was_not_asked_leaves_its_tick_dark(world: World, sun: Client) -> None:
    complaint = record(sun, world, happened="")
    assert lit(sun, complaint) == "record"
    complaint = record(sun, world, client_key="n2", course="")
    assert lit(sun, complaint) == ""


@pytest.mark.rule("R40", "R87")
def test_the_guard_is_asked_how_often_it_rang(world: World, sun: Client) -> None:
    call = in_call(sun)
    address = f"/desk/calls/{call.pk}/rings/"
    assert address in sun.get(f"/gate/call/{call.pk}/").content.decode()
    sun.post(address, {"rings": "3"}, HTTP_HX_REQUEST="1")
    call.refresh_from_db()
    assert call.rings == 3


@pytest.mark.rule("R87")
def test_a_call_without_a_complaint_leaves_a_line_of_what_it_was_about(world: World, sun: Client) -> None:
    call = in_call(sun)
    assert sun.post(f"/gate/call/{call.pk}/end/", {"end-about": " "}).status_code == 409
    call.refresh_from_db()
    assert call.ended_at is None
    sun.post(f"/gate/call/{call.pk}/end/", {"end-about": "问快递柜在哪里", "person": world.chen.pk})
    call.refresh_from_db()
    assert (call.ended_at is not None, call.person) == (True, world.chen)
    assert (call.about, call.ended_by) == ("问快递柜在哪里", world.sun)
    assert "问快递柜在哪里" in sun.get("/gate/").content.decode()


@pytest.fixture
def ma(world: World) -> Account:
    account = founding.add_account("ma", "马军", language="zh-hans")
    founding.give_duty(account, Role.GUARD, world.project)
    return account


@pytest.mark.rule("R41", "R87")
def test_a_shift_is_handed_over_with_what_is_open_and_acknowledged(world: World, sun: Client, ma: Account) -> None:
    complaint = record(sun, world, call=in_call(sun).pk)
    sun.post("/gate/note/", {"text": "西门道闸失灵"})
    refused = sun.post("/gate/handover/", {"to": ma.pk, "words": "道闸已报修"})
    assert refused.status_code == 409, "first the call ends"
    sun.post(f"/gate/call/{Call.objects.latest('pk').pk}/end/")
    assert sun.post("/gate/handover/", {"to": ma.pk, "end-about": " "}).status_code == 409
    assert sun.post("/gate/handover/", {"to": world.wang.pk, "words": "x"}).status_code == 422
    sun.post("/gate/handover/", {"to": ma.pk, "words": "道闸已报修"})
    shift = GateShift.objects.get()
    assert (shift.handed_to, shift.numbers, shift.taken_over_at) == (ma, [complaint.number], None)
    next_one = Client()
    next_one.force_login(ma)
    page = next_one.get("/gate/").content.decode()
    assert "道闸已报修" in page
    assert complaint.number in next_one.get(f"/gate/shifts/{shift.pk}/").content.decode()
    assert sun.post(f"/gate/shifts/{shift.pk}/take-over/").status_code == 409, "not by the one who hands over"
    next_one.post(f"/gate/shifts/{shift.pk}/take-over/")
    shift.refresh_from_db()
    assert shift.taken_over_at is not None
    assert GateShift.objects.get(account=ma).ended_at is None, "the next shift begins with it"
    told_of = Notice.objects.filter(about__startswith="shift_").values_list("about", "account__username")
    assert sorted(told_of) == [("shift_handed", "ma"), ("shift_taken", "sun")]


@pytest.mark.rule("R41")
def test_what_was_taken_over_is_handed_on_while_it_is_open(world: World, sun: Client, ma: Account) -> None:
    complaint = record(sun, world)
    shift = begin_shift(world.project, by=world.sun, at=complaint.received_at)
    take_over(hand_over(shift, to=ma, words="无", by=world.sun), by=ma)
    second = hand_over(GateShift.objects.get(account=ma), to=world.zhou, words="无", by=ma)
    assert second.numbers == [complaint.number]


def test_the_log_is_read_by_those_of_the_project_only(world: World, client: Client) -> None:
    shift = begin_shift(world.project, by=world.sun)
    answer(ring(world.project, by=world.sun), by=world.sun)
    for account, status in ((world.lin, 200), (world.he, 200), (world.wu, 404), (world.wang, 404)):
        client.force_login(account)
        assert client.get(f"/gate/shifts/{shift.pk}/").status_code == status
        listed = client.get("/gate/shifts/").content.decode()
        assert (f"/gate/shifts/{shift.pk}/" in listed) is (status == 200)


def test_the_first_page_costs_the_same_with_more_on_it(world: World, sun: Client) -> None:
    record(sun, world, call=in_call(sun).pk)
    sun.post(f"/gate/call/{Call.objects.latest('pk').pk}/end/")
    with CaptureQueriesContext(connection) as few:
        sun.get("/gate/")
    for number in range(3):
        record(sun, world, client_key=f"k{number}", call=in_call(sun).pk)
        sun.post(f"/gate/call/{Call.objects.latest('pk').pk}/end/")
    with CaptureQueriesContext(connection) as many:
        sun.get("/gate/")
    assert len(many) == len(few)
