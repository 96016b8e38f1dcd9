"""One incident of several complaints: made, added to, taken out of, fixed once, and each owner asked once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from heed.actions.complaints.me_too import lodge_with
from heed.actions.engine.errors import Refused
from heed.actions.incidents import asking, making, membership
from heed.actions.record.erase import erase
from heed.process.words import Channel, Method, Stage
from heed.queries.actor import OWNER
from heed.queries.incidents.lists import Progress, incidents_visible_to, progress_of, to_make_of
from heed.queries.incidents.told import told_to_owner
from heed.records.models import Complaint, Incident, IncidentComplaint, IncidentText, Notice, Visit
from heed.records.models.notice import OWNER_CHANNEL
from tests.world import MORNING, World

TEXTS = {"cause": "门刀漏换", "told": "二号电梯门刀更换，今晚六点前恢复", "words": "同一部电梯"}
OWNERS = (
    ("黄志强", "3-1602", "huang@example.com"),
    ("何婷", "3-1702", "heting@example.com"),
    ("方涛", "3-1802", "fang@example.com"),
)
MARKS = {"rating_reception": 5, "rating_measures": 4, "rating_result": 5}


@pytest.fixture(autouse=True)
def _the_same_morning() -> Iterator[None]:
    with time_machine.travel(MORNING + timedelta(minutes=30), tick=False):
        yield


def three(world: World) -> list[Complaint]:
    """Three owners complain of one lift; each can be written to."""
    return [world.verify(world.neighbour(name=name, unit=unit, contact=mail)) for name, unit, mail in OWNERS]


def made(world: World, *others: Complaint, main: Complaint, **more: Any) -> Incident:
    return making.make(main, others, **(TEXTS | {"by": world.lin} | more))


def fixed(world: World, main: Complaint) -> None:
    """The work at the main complaint is done, and its result goes to the others."""
    world.make("investigate", main, account=world.lin)
    world.make("apologise", main, apology="很抱歉", method=Method.PHONE)
    world.make(
        "propose", main, findings="门刀漏换", responsibility="management", solution="更换门刀", method=Method.PHONE,
        for_others="更换门刀",
    )  # fmt: skip
    world.make("agree", main, owner_words="可以")
    world.order_done(main)
    world.make("complete", main, result="门刀已换", method=Method.PHONE, for_others="门刀已换")


def now(complaint: Complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def parts(incident: Incident) -> set[str]:
    """The numbers of its complaints."""
    return set(incident.parts.filter(out_at=None).values_list("complaint__number", flat=True))


def asked_of(complaint: Complaint) -> int:
    """How many messages asked the owner whether it is put right."""
    return Notice.objects.filter(complaint=complaint, channel=OWNER_CHANNEL, about="send_questionnaire").count()


@pytest.mark.rule("R10", "R148")
def test_an_incident_follows_its_complaints_together_and_ends_none(world: World) -> None:
    main, second, third = three(world)
    incident = made(world, second, third, main=main)
    assert parts(incident) == {main.number, second.number, third.number}
    assert {now(one).stage for one in (main, second, third)} == {Stage.VERIFIED}
    assert {now(one).merged_into for one in (second, third)} == {main}
    assert told_to_owner(third) == TEXTS["told"]
    assert second.entries.latest("seq").content.facts["reason"] == TEXTS["words"]


@pytest.mark.rule("R10")
def test_adding_and_taking_out_can_be_undone_and_each_reason_stays_on_record(world: World) -> None:
    main, second, third = three(world)
    incident = made(world, second, main=main)
    membership.add(incident, third, "也是二号电梯", by=world.zhou)
    membership.take_out(incident, now(third), "其实是一号电梯", by=world.lin)
    assert now(third).merged_into is None
    assert told_to_owner(third) == ""
    membership.add(incident, now(third), "看过监控，是二号", by=world.lin)
    assert now(third).merged_into == main
    rows = IncidentComplaint.objects.filter(complaint=third).order_by("pk")
    assert [(one.reason, one.out_reason) for one in rows] == [
        ("也是二号电梯", "其实是一号电梯"),
        ("看过监控，是二号", ""),
    ]
    assert [entry.move for entry in third.entries.order_by("seq")][-3:] == ["merge", "separate", "merge"]


@pytest.mark.rule("R10")
def test_where_one_cannot_be_part_of_it_there_is_no_incident_and_its_number_is_said(world: World) -> None:
    main, second, third = three(world)
    elsewhere = world.verify(world.neighbour(name="罗兰", unit="3-0303", contact="luo@example.com"))
    together = world.make("merge", third, other=elsewhere, reason="另一部电梯")
    with pytest.raises(Refused, match=third.number) as refused:
        made(world, second, together, main=main)
    assert elsewhere.number in str(refused.value.refusals[1].params), "it says which one to add"
    assert not Incident.objects.exists()
    assert now(second).merged_into is None


def test_texts_and_reasons_are_needed_and_a_complaint_is_part_of_one_incident(world: World) -> None:
    main, second, third = three(world)
    for name in TEXTS:
        with pytest.raises(Refused):
            made(world, second, main=main, **{name: " "})
    incident = made(world, second, main=main)
    with pytest.raises(Refused):
        made(world, main=main)
    with pytest.raises(Refused):
        made(world, second, main=third)
    for words, complaint in (("", third), ("同一部", second)):
        with pytest.raises(Refused):
            membership.add(incident, complaint, words, by=world.lin)
    with pytest.raises(Refused):
        membership.take_out(incident, main, "不是", by=world.lin)
    with pytest.raises(Refused):
        membership.take_out(incident, third, "不是", by=world.lin)


def test_only_who_works_at_the_desk_of_the_project_makes_changes_and_asks(world: World) -> None:
    main, second, third = three(world)
    incident = made(world, second, main=main)
    for stranger in (world.wu, world.wang, world.admin):
        for act in (
            lambda by: made(world, third, main=third, by=by),
            lambda by: membership.add(incident, third, "同一部", by=by),
            lambda by: membership.take_out(incident, second, "不是", by=by),
            lambda by: making.write(incident, "别的", "别的", by=by),
            lambda by: making.lead_by(incident, second, "那里", by=by),
            lambda by: asking.ask_owners(incident, by=by),
        ):
            with pytest.raises(Refused, match="Your duties"):
                act(stranger)
        assert incident not in incidents_visible_to(stranger)
    assert incident in incidents_visible_to(world.zhou)


@pytest.mark.rule("C3")
def test_nobody_sees_an_incident_with_a_complaint_about_himself(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    second.accused.add(world.zhou)
    assert incident not in incidents_visible_to(world.zhou)
    assert incident in incidents_visible_to(world.lin)


@pytest.mark.rule("R91", "R92", "R148")
def test_after_the_fix_each_owner_is_asked_once_by_message_and_answers_for_the_own_complaint(world: World) -> None:
    main, second, third = three(world)
    incident = made(world, second, third, main=main)
    with pytest.raises(Refused, match="not done yet"):
        asking.ask_owners(incident, by=world.zhou)
    fixed(world, main)
    everybody = asking.ask_owners(incident, by=world.zhou)
    assert {one.number for one in everybody.asked} == parts(incident)
    assert [asked_of(one) for one in (main, second, third)] == [1, 1, 1]
    again = asking.ask_owners(incident, by=world.zhou)
    assert (again.asked, again.left) == ([], {})
    world.make("answer_questionnaire", now(main), by=OWNER, outcome="satisfied", **MARKS)
    world.make("answer_questionnaire", now(second), by=OWNER, outcome="not_solved", owner_words="又停了", **MARKS)
    assert [(now(one).stage, now(one).owner_verdict) for one in (main, second, third)] == [
        ("closed", "satisfied"), ("investigating", "not_solved"), ("handled", ""),
    ]  # fmt: skip
    assert {visit.account for visit in Visit.objects.all()} == {None}
    assert progress_of([incident]) == {incident.pk: Progress(3, 3, 1, 1)}
    assert third.clocks.filter(kind="visit", stopped_at=None).exists(), "who does not answer is called"


def test_who_cannot_be_asked_by_message_stays_on_the_road_of_the_usual_visit(world: World) -> None:
    main, second, third = three(world)
    deaf = world.verify(world.neighbour(name="孙明", unit="3-0202", contact="13900001234"))
    incident = made(world, second, deaf, main=main)
    fixed(world, main)
    membership.add(incident, third, "同一部电梯", by=world.lin)
    result = asking.ask_owners(incident, by=world.zhou)
    assert {one.number for one in result.asked} == {main.number, second.number}
    why = {tuple(numbers): reason.text for reason, numbers in result.left.values()}
    assert why == {
        (third.number,): "The work there is not complete yet.",
        (deaf.number,): "No message reaches this owner: make the return visit.",
    }
    assert now(third).merged_into is None, "the work there is not done by the main complaint any more"
    assert asked_of(deaf) == 0
    assert deaf.clocks.filter(kind="visit", stopped_at=None).exists()


def test_an_owner_with_two_complaints_of_it_gets_one_message(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    fixed(world, main)
    twice = world.to_handled(world.neighbour(name=OWNERS[1][0], unit=OWNERS[1][1], contact=OWNERS[1][2]))
    membership.add(incident, now(twice), "同一部电梯", by=world.lin)
    result = asking.ask_owners(incident, by=world.zhou)
    assert asked_of(second) == 1
    assert asked_of(twice) == 0
    assert [numbers for _why, numbers in result.left.values()] == [[twice.number]]


@pytest.mark.rule("R10")
def test_what_is_merged_into_one_of_an_incident_joins_it_and_who_is_separated_leaves_it(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    facts: dict[str, Any] = {"channel": Channel.WEB, "name": "罗兰", "contact": "luo@example.com", "unit": "3-0303"}
    joining = lodge_with(now(main), content="电梯又停了", **facts)
    assert joining.number in parts(incident)
    assert incident.parts.get(complaint=joining).added_by is None
    world.make("separate", joining, reason="是一号电梯")
    assert joining.number not in parts(incident)
    assert incident.parts.get(complaint=joining).out_reason == "是一号电梯"


def test_the_owners_who_are_separated_as_the_main_one_withdraws_stay_and_another_one_leads(world: World) -> None:
    main, second, third = three(world)
    incident = made(world, second, third, main=main)
    with pytest.raises(Refused, match=main.number):
        making.lead_by(incident, second, "那里修", by=world.lin)
    world.make("withdraw", main, by=OWNER, owner_words="不用了")
    assert parts(incident) == {main.number, second.number, third.number}
    assert now(third).merged_into is None
    making.lead_by(incident, now(second), "那里修", by=world.lin)
    assert now(third).merged_into == second
    assert Incident.objects.get().main == second


def test_the_owners_read_the_latest_text_and_the_earlier_ones_stay_on_record(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    making.write(incident, "钢丝绳磨损", "今晚十点前恢复", by=world.zhao)
    assert told_to_owner(second) == "今晚十点前恢复"
    assert [one.told for one in incident.texts.order_by("pk")] == [TEXTS["told"], "今晚十点前恢复"]


def test_an_incident_is_made_of_open_complaints_of_one_project_that_the_account_sees(world: World) -> None:
    main, second, third = three(world)
    made(world, main=main)
    numbers = [one.number for one in (main, second, third)]
    assert to_make_of(world.lin, numbers, None) == [second, third]
    assert to_make_of(world.wu, numbers, None) == []
    world.make("withdraw", second, by=OWNER, owner_words="不用了")
    assert to_make_of(world.lin, numbers, None) == [third]


def test_erasing_a_complaint_erases_why_it_belonged_and_the_texts_of_what_it_led(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    erase(second, by=world.lin, reason="本人要求")
    assert incident.parts.get(complaint=second).reason == ""
    assert IncidentText.objects.get().told == TEXTS["told"]
    erase(main, by=world.lin, reason="本人要求")
    assert (IncidentText.objects.get().cause, IncidentText.objects.get().told) == ("", "")
