"""The counter and the telephone through their actions."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext

from heed.actions.engine.errors import Refused
from heed.actions.reception.called import mark_arrived, mark_not_taken, mark_seen
from heed.actions.reception.called_notes import DECLINED, link_complaint
from heed.actions.reception.meetings import (
    answer,
    arrive,
    count_rings,
    end,
    receive,
    ring,
    set_checklist,
    set_emotion,
)
from heed.actions.reception.superior import call_superior
from heed.actions.setup import founding
from heed.process.words import ClockKind, ClockOutcome, Role
from heed.queries.policies import current_policy
from heed.queries.reception import RingCount, current_meeting, rings_of, summonses_to, waiting_visits
from heed.queries.rota.on_duty import superiors_to_call
from heed.records.models import Clock, Entry, Notice, Reception, RotaChange, RotaShift
from tests.world import MORNING, World


def after(seconds: float) -> datetime:
    return MORNING + timedelta(seconds=seconds)


@pytest.fixture
def visit(world: World) -> Reception:
    """A visitor who came in the morning and is being received by Zhou half a minute later."""
    return receive(arrive(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(30))


@pytest.mark.rule("R39", "R33")
def test_a_visitor_waits_on_one_clock_and_is_received_on_the_other(world: World) -> None:
    visit = arrive(world.project, by=world.zhou, at=MORNING)
    waiting = visit.clocks.get()
    assert (waiting.kind, waiting.complaint, waiting.limit_at) == (ClockKind.WAITING, None, after(180))
    receive(visit, by=world.zhou, at=after(40))
    waiting.refresh_from_db()
    assert waiting.outcome == ClockOutcome.MET
    counter = visit.clocks.get(kind=ClockKind.COUNTER)
    assert (counter.started_at, counter.target_at, counter.limit_at) == (after(40), after(220), after(340))
    end(visit, by=world.zhou, because="directions", at=after(400))
    counter.refresh_from_db()
    assert (counter.outcome, counter.breached_at) == (ClockOutcome.LATE, after(340))
    assert current_meeting(world.zhou) is None


@pytest.mark.rule("R39")
def test_nobody_receives_two_owners_at_once(world: World, visit: Reception) -> None:
    second = arrive(world.project, by=world.zhou, at=after(60))
    call = ring(world.project, by=world.zhou, at=after(60))
    with pytest.raises(Refused):
        receive(second, by=world.zhou, at=after(61))
    with pytest.raises(Refused):
        answer(call, by=world.zhou, at=after(61))
    assert list(waiting_visits([world.project])) == [second]
    end(visit, by=world.zhou, because="directions", at=after(90))
    assert receive(second, by=world.zhou, at=after(91)).account == world.zhou


def test_a_visitor_is_received_by_one_person_only(world: World, visit: Reception) -> None:
    with pytest.raises(Refused):
        receive(visit, by=world.lin, at=after(60))


def test_a_visitor_who_leaves_before_being_received_was_late_served(world: World) -> None:
    visit = arrive(world.project, by=world.zhou, at=MORNING)
    end(visit, by=world.zhou, at=after(600))
    assert visit.clocks.get().outcome == ClockOutcome.LATE
    assert not waiting_visits([world.project]).exists()


@pytest.mark.rule("R37", "R38")
def test_mood_and_manners_are_kept_with_the_visit(world: World, visit: Reception) -> None:
    set_emotion(visit, "agitated", by=world.zhou)
    set_checklist(visit, ["pen", "seat", "hot_water", "kind_word", "smile", "place", "nonsense"], by=world.zhou)
    visit.refresh_from_db()
    assert visit.emotion == "agitated"
    assert visit.checklist == ["place", "smile", "kind_word", "hot_water", "seat", "pen"]
    set_checklist(visit, ["smile"], by=world.zhou)
    visit.refresh_from_db()
    assert visit.checklist == ["smile"], "what was not done is not ticked"
    with pytest.raises(Refused):
        set_emotion(visit, "furious", by=world.zhou)


@pytest.mark.rule("R40", "C1")
@pytest.mark.parametrize(
    ("seconds", "count", "tone"),
    [(0, 1, "good"), (10, 2, "good"), (11, 3, "warn"), (15, 3, "warn"), (16, 4, "hot"), (60, 12, "hot")],
)
def test_rings_are_counted_at_five_seconds_and_judged_at_two_and_three(
    world: World, seconds: int, count: int, tone: str
) -> None:
    rang = ring(world.project, by=world.zhou, is_first_ring=True, at=MORNING)
    rings = rings_of(answer(rang, by=world.zhou, at=after(seconds)), current_policy(), after(999))
    assert rings == RingCount(count, tone)


@pytest.mark.rule("R40")
def test_rings_that_nobody_counted_are_not_invented(world: World) -> None:
    call = answer(ring(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(60))
    assert rings_of(call, current_policy(), after(999)) is None
    for wrong in (0, 5):
        with pytest.raises(Refused):
            count_rings(call, wrong, by=world.zhou)
    counted = [rings_of(count_rings(call, rings, by=world.zhou), current_policy(), after(999)) for rings in (2, 3, 4)]
    assert counted == [RingCount(2, "good"), RingCount(3, "warn"), RingCount(4, "hot", or_more=True)]


@pytest.mark.rule("R46")
def test_a_call_that_was_taken_over_belongs_to_both_until_its_complaint_is_recorded(world: World) -> None:
    call = answer(ring(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(5))
    mark_arrived(
        call_superior(call, by=world.zhou, consent=True, reason="要求赔偿", at=after(30)), by=world.lin, at=after(50)
    )
    assert current_meeting(world.lin) == call
    assert current_meeting(world.zhou) == call, "until what was said has been added"
    call.refresh_from_db()
    link_complaint(call, world.lodge(at=after(60)), by=world.zhou, at=after(60))
    assert current_meeting(world.zhou) is None


@pytest.mark.rule("R46")
def test_the_timeline_says_to_whom_a_call_was_offered_and_whether_it_was_taken(world: World) -> None:
    call = answer(ring(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(5))
    first = call_superior(call, by=world.zhou, consent=True, reason="要求赔偿", at=after(20))
    mark_not_taken(first, by=world.lin, at=after(30))
    assert not summonses_to(world.lin, after(31))
    complaint = link_complaint(call, world.lodge(at=after(60)), by=world.zhou, at=after(60))
    second = call_superior(call, by=world.zhou, consent=True, reason="还是要求赔偿", to=world.zhao, at=after(70))
    with pytest.raises(Refused):
        mark_not_taken(second, by=world.wu, at=after(75))
    mark_arrived(second, by=world.zhao, at=after(80))
    with pytest.raises(Refused):
        mark_not_taken(second, by=world.zhao, at=after(90))
    entries = [(entry.move, entry.content.facts) for entry in complaint.entries.order_by("seq")]
    assert [move for move, _facts in entries] == ["lodge", "escalate", "note", "escalate", "note"]
    said = [facts["words"] for move, facts in entries if move == "note"]
    assert ("林秋" in said[0], "赵启明" in said[1], said[0] != said[1]) == (True, True, True)
    assert (
        call_superior(call, by=world.zhou, consent=True, reason="再请一次", to=world.lin, at=after(99)).to == world.lin
    )


@pytest.mark.rule("R46", "C8")
def test_a_director_called_to_the_telephone_takes_the_call_over_where_the_owner_agreed(world: World) -> None:
    for consent, taken in ((False, None), (True, world.lin)):
        call = answer(ring(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(5))
        summons = call_superior(call, by=world.zhou, consent=consent, reason="要求赔偿", at=after(60))
        mark_arrived(summons, by=world.lin, at=after(90))
        call.refresh_from_db()
        assert (call.transfer_consent, call.transferred_to) == (consent, taken)
        end(call, by=world.zhou, about="要求赔偿", at=after(120))


def test_a_missed_call_ends_without_an_answer(world: World) -> None:
    call = end(ring(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=after(40))
    assert (call.answered_at, call.ended_at) == (None, after(40))
    with pytest.raises(Refused):
        answer(call, by=world.zhou, at=after(50))


@pytest.mark.rule("R34", "R35", "R36")
def test_a_director_called_to_the_counter_sees_it_comes_and_is_timed(world: World, visit: Reception) -> None:
    summons = call_superior(visit, by=world.zhou, consent=True, reason="五分钟仍未平复", at=after(300))
    assert summons.to == world.lin
    page = summons.clocks.get()
    assert (page.kind, page.limit_at) == (ClockKind.PAGE, after(420))
    assert summonses_to(world.lin, after(310)) == [summons]
    assert Notice.objects.get(about="summons").account == world.lin
    mark_seen(summons, by=world.lin, at=after(320))
    page.refresh_from_db()
    assert page.outcome == ClockOutcome.MET
    mark_arrived(summons, by=world.zhou, at=after(380))
    summons.refresh_from_db()
    assert (summons.seen_at, summons.arrived_at) == (after(320), after(380))
    assert not summonses_to(world.lin, after(381))


def test_who_called_cannot_say_that_it_was_seen(world: World, visit: Reception) -> None:
    summons = call_superior(visit, by=world.zhou, consent=True, reason="说不清", at=after(300))
    with pytest.raises(Refused):
        mark_seen(summons, by=world.zhou)
    with pytest.raises(Refused):
        mark_arrived(summons, by=world.wu)


@pytest.mark.rule("C8", "R33")
def test_a_refused_consent_is_on_record_and_the_superior_is_alerted_all_the_same(
    world: World, visit: Reception
) -> None:
    complaint = link_complaint(visit, world.lodge(at=after(100)), by=world.zhou, at=after(100))
    summons = call_superior(visit, by=world.zhou, consent=False, reason="业主要求赔偿", at=after(200))
    assert Notice.objects.filter(account=world.lin, about="summons").exists()
    entry = Entry.objects.get(complaint=complaint, move="escalate")
    assert entry.content.facts["superior_welcome"] is False
    assert entry.content.facts["reason"].startswith("业主要求赔偿")
    assert len(entry.content.facts["reason"]) > len("业主要求赔偿"), "the refusal stands in the timeline in words"
    assert summons.complaint == complaint


@pytest.mark.rule("R33")
def test_a_call_for_the_director_before_the_complaint_stands_in_its_timeline_afterwards(
    world: World, visit: Reception
) -> None:
    call_superior(visit, by=world.zhou, consent=True, reason="情绪激动", at=after(200))
    complaint = link_complaint(visit, world.lodge(at=after(260)), by=world.zhou, at=after(260))
    assert [entry.move for entry in complaint.entries.order_by("seq")] == ["lodge", "escalate"]
    assert visit.summonses.get().complaint == complaint
    assert Reception.objects.get().person == world.chen


def test_the_same_person_is_not_called_twice(world: World, visit: Reception) -> None:
    call_superior(visit, by=world.zhou, consent=True, reason="一", at=after(200))
    with pytest.raises(Refused):
        call_superior(visit, by=world.zhou, consent=True, reason="二", to=world.lin, at=after(201))
    assert call_superior(visit, by=world.zhou, consent=True, reason="三", to=world.zhao, at=after(202)).to == world.zhao


@pytest.mark.rule("C7", "R35")
def test_the_one_on_the_rota_is_called_before_the_first_director(world: World) -> None:
    second = founding.add_account("tang", "唐宁")
    founding.give_duty(second, Role.DIRECTOR, project=world.project)
    assert superiors_to_call(world.project, world.zhou, MORNING)[:3] == [world.lin, second, world.zhao]
    shift = {"project": world.project, "role": Role.DIRECTOR, "account": second}
    RotaShift.objects.create(**shift, weekday=5, starts=540, ends=720)  # Saturday, nine to noon in Shanghai
    assert superiors_to_call(world.project, world.zhou, MORNING)[0] == second
    assert superiors_to_call(world.project, world.zhou, MORNING + timedelta(hours=3))[0] == world.lin
    RotaChange.objects.create(**shift, on=date(2026, 11, 21), is_on=False)
    assert superiors_to_call(world.project, world.zhou, MORNING)[0] == world.lin


@pytest.mark.rule("C7")
def test_a_director_calls_the_manager_and_the_manager_the_centre(world: World) -> None:
    assert superiors_to_call(world.project, world.lin, MORNING) == [world.zhao, world.he]
    assert superiors_to_call(world.project, world.zhao, MORNING) == [world.he]


def test_another_projects_staff_cannot_touch_the_counter(world: World, visit: Reception) -> None:
    with pytest.raises(Refused):
        arrive(world.project, by=world.wu)
    for attempt in (
        lambda: end(visit, by=world.wu),
        lambda: set_emotion(visit, "calm", by=world.wu),
        lambda: call_superior(visit, by=world.wu, consent=True, reason="x"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert Clock.objects.filter(stopped_at__isnull=True, kind=ClockKind.COUNTER).count() == 1


@pytest.mark.rule("C8", "R33")
def test_the_timeline_gives_why_a_superior_was_called_in_the_language_of_the_project_whoever_calls(
    world: World, visit: Reception
) -> None:
    world.project.language = "zh-hant"
    world.project.save(update_fields=["language"])
    complaint = link_complaint(visit, world.lodge(at=after(100)), by=world.zhou, at=after(100))
    reason = "The demand cannot be met here"
    for language in ("en", "zh-hans"):
        with translation.override(language):
            call_superior(visit, by=world.zhou, consent=language == "zh-hans", reason=reason, at=after(200))
    with translation.override("zh-hant"):
        expected, declined = gettext(reason), gettext(DECLINED)
    assert expected not in (reason, "")
    said = [entry.content.facts["reason"] for entry in Entry.objects.filter(complaint=complaint, move="escalate")]
    assert sorted(said) == sorted([expected, f"{expected}\n{declined}"])
