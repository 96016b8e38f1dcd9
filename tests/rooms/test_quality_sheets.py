"""The sheet of a talk's quality: who fills it in, for which talk, what it must say, and where its numbers are found."""

from typing import Any

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import mark_arrived
from heed.actions.reception.meetings import answer, arrive, end, receive, ring
from heed.actions.reception.quality import fill_sheet
from heed.actions.reception.superior import call_superior
from heed.process.words.quality import TalkMark, TalkPoint
from heed.records.models import Account, Call, QualitySheet
from tests.world import World

pytestmark = pytest.mark.rule("R43")
GOOD = {point.value: TalkMark.GOOD.value for point in TalkPoint}


@pytest.fixture
def lin(world: World, client: Client) -> Client:
    client.force_login(world.lin)
    return client


def call_of(account: Account, world: World) -> Call:
    """A call that the account answered, and that has ended."""
    call = answer(ring(world.project, by=account, number="13800002207"), by=account)
    return end(call, by=account, because="directions")


def as_(account: Account) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    return client


@pytest.mark.rule("R42", "R44", "R45")
def test_a_director_fills_in_the_sheet_of_a_call_on_the_page_and_its_numbers_are_found(
    world: World, lin: Client
) -> None:
    call = call_of(world.zhou, world)
    assert call in lin.get("/oversight/quality/call/").context["page"].rows
    address = f"/oversight/quality/call/{call.pk}/"
    typed = GOOD | {"heard": "recording", "listened": "poor", "speech": "unheard"}
    assert lin.post(address, {"heard": "recording", "words": "先听完"}).status_code == 422
    silent = lin.post(address, typed)
    assert silent.status_code == 409, "what was poor comes with a word of advice"
    assert lin.post(address, typed | {"words": "先听业主说完，再解释"}).status_code == 302
    assert "先听业主说完" in lin.get(address).content.decode()
    assert call not in lin.get("/oversight/quality/call/").context["page"].rows
    page = lin.get("/oversight/quality/")
    by_point = {tally.key: tally for tally, _name, _address in page.context["by_point"]}
    assert (by_point["listened"].poor, by_point["greeting"].share, by_point["speech"].share) == (1, 100, None)
    (person,) = [tally for tally, _address in page.context["by_person"]]
    assert (person.name, person.good, person.judged, person.share) == (world.zhou.name, 5, 6, 83)
    assert len(lin.get("/oversight/quality/?point=listened&mark=poor").context["rows"]) == 1
    assert len(lin.get("/oversight/quality/?point=greeting&mark=poor").context["rows"]) == 0
    assert len(lin.get("/oversight/quality/?month=2020-01-01").context["rows"]) == 0


def test_a_visit_at_the_counter_has_a_sheet_too(world: World, lin: Client) -> None:
    visit = end(receive(arrive(world.project, by=world.zhou), by=world.zhou), by=world.zhou, because="directions")
    assert visit in lin.get("/oversight/quality/visit/").context["page"].rows
    assert lin.post(f"/oversight/quality/visit/{visit.pk}/", GOOD | {"heard": "present"}).status_code == 302
    assert QualitySheet.objects.get().reception == visit


def test_one_talk_has_one_sheet_which_stays_as_it_was_written(world: World) -> None:
    call = call_of(world.zhou, world)
    fill_sheet(call, by=world.lin, heard="present", marks=GOOD)
    with pytest.raises(Refused, match="already"):
        fill_sheet(call, by=world.zhao, heard="present", marks=GOOD)


@pytest.mark.parametrize("who", ["zhou", "sun", "wang", "wu"])
def test_only_a_superior_of_the_project_fills_it_in(world: World, who: str) -> None:
    call, account = call_of(world.zhou, world), getattr(world, who)
    with pytest.raises(Refused):
        fill_sheet(call, by=account, heard="present", marks=GOOD)
    assert as_(account).post(f"/oversight/quality/call/{call.pk}/", GOOD | {"heard": "present"}).status_code == 404


def test_nobody_judges_the_own_talk_nor_one_that_goes_on_nor_what_nobody_heard(world: World) -> None:
    with pytest.raises(Refused, match="of their own"):
        fill_sheet(call_of(world.lin, world), by=world.lin, heard="present", marks=GOOD)
    running = answer(ring(world.project, by=world.zhou), by=world.zhou)
    with pytest.raises(Refused, match="ended"):
        fill_sheet(running, by=world.lin, heard="present", marks=GOOD)
    end(running, by=world.zhou, because="directions")
    nothing = dict.fromkeys(GOOD, TalkMark.UNHEARD.value)
    with pytest.raises(Refused, match="nothing to judge"):
        fill_sheet(running, by=world.lin, heard="present", marks=nothing)


def test_a_superior_who_came_to_the_talk_is_not_offered_it_and_does_not_judge_it(world: World, lin: Client) -> None:
    visit = receive(arrive(world.project, by=world.zhou), by=world.zhou)
    summons = call_superior(visit, by=world.zhou, consent=True, reason="五分钟仍未平复")
    mark_arrived(summons, by=world.lin)
    end(visit, by=world.zhou, because="directions")
    assert visit not in lin.get("/oversight/quality/visit/").context["page"].rows
    with pytest.raises(Refused, match="of their own"):
        fill_sheet(visit, by=world.lin, heard="present", marks=GOOD)
    assert fill_sheet(visit, by=world.zhao, heard="owner", marks=GOOD)


@pytest.mark.rule("C3")
def test_a_talk_about_the_reader_is_neither_listed_nor_judged_by_the_reader(world: World, lin: Client) -> None:
    call = answer(ring(world.project, by=world.zhou), by=world.zhou)
    complaint = world.lodge()
    world.make("name_accused", complaint, by=world.zhou, account=world.lin)
    end(call, by=world.zhou, complaint=complaint)
    assert call not in lin.get("/oversight/quality/call/").context["page"].rows
    assert lin.get(f"/oversight/quality/call/{call.pk}/").status_code == 404
    assert as_(world.zhao).get(f"/oversight/quality/call/{call.pk}/").status_code == 200


def test_who_spoke_reads_the_own_sheet_and_no_others(world: World) -> None:
    own, others = call_of(world.sun, world), call_of(world.zhou, world)
    for call in (own, others):
        fill_sheet(call, by=world.lin, heard="owner", marks=GOOD, words="很有耐心")
    guard = as_(world.sun)
    rows: list[Any] = guard.get("/oversight/quality/").context["rows"]
    assert [sheet.call for sheet, _tally in rows] == [own]
    assert "很有耐心" in guard.get(f"/oversight/quality/call/{own.pk}/").content.decode()
    assert guard.get(f"/oversight/quality/call/{others.pk}/").status_code == 404
    assert as_(world.wu).get(f"/oversight/quality/call/{own.pk}/").status_code == 404
