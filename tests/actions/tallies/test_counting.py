"""The tallies are what the record says, whatever happened to complaints and to the worker."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from heed.actions.record.erase import erase
from heed.actions.setup.projects import change_project
from heed.actions.tallies import counting
from heed.clockwork.rollups import count
from heed.clockwork.tick import tick
from heed.process.words import Method, VisitOutcome
from heed.queries.tallies.soundness import waiting, wrong_sums, wrongly_counted
from heed.records.models import Complaint, ComplaintMonth, ComplaintToTally, Tally
from tests.world import MORNING, World

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def sums(on: date = NOVEMBER) -> dict[str, int]:
    """The tallies of a month without keys, for the whole company."""
    found: dict[str, int] = {}
    for measure, times in Tally.objects.filter(month_on=on, key="").values_list("measure", "count"):
        found[measure] = found.get(measure, 0) + times
    return {measure: times for measure, times in found.items() if times}


def everything() -> set[tuple[int, date, str, str, int]]:
    rows = Tally.objects.exclude(count=0).values_list("project", "month_on", "measure", "key", "count")
    return set(rows)


def judged(**other: str) -> dict[str, Any]:
    """A new assessment."""
    usual = {"category": "lift_stopped", "level": "general", "nature": "harm", "emotion": "calm", "validity": "valid"}
    return {**usual, "reason": "核实后调整", **other}


def is_sound() -> bool:
    return [*wrong_sums(), *wrongly_counted()] == []


@pytest.mark.rule("R103")
def test_a_complaint_is_counted_once_however_often_it_changes(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    assert count().changes > 5
    assert sums()["new"] == sums()["handled"] == sums()["effective"] == 1
    world.make(
        "visit", complaint, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, completed=True, owner_words="好"
    )
    assert count().changes
    assert sums()["closed"] == sums()["satisfied"] == sums()["reached"] == sums()["first_time"] == 1
    assert sums()["new"] == 1
    assert is_sound()


def test_a_refused_change_and_a_rolled_back_one_leave_no_mark(world: World) -> None:
    world.lodge()
    count()
    with transaction.atomic():
        world.lodge()
        transaction.set_rollback(True)
    assert waiting() == 0


def test_clocks_that_act_in_a_batch_mark_their_complaints(world: World) -> None:
    world.lodge()
    count()
    tick(MORNING + timedelta(days=3))
    assert waiting()
    count()
    assert sums()["answer_due"] == 1
    assert "answered" not in sums()
    assert is_sound()


@pytest.mark.rule("R70")
def test_closings_count_by_their_own_target_beside_the_answers(world: World) -> None:
    soon, late, still_open = (world.to_handled(world.lodge()) for _number in range(3))
    said = {"outcome": VisitOutcome.SATISFIED, "method": Method.PHONE, "completed": True, "owner_words": "好"}
    world.make("visit", soon, by=world.zhou, minutes=29, **said)
    world.make("visit", late, by=world.zhou, minutes=31, **said)
    assert still_open.is_open
    count()
    assert (sums()["closing_due"], sums()["closed_in_time"]) == (2, 1)
    assert (sums()["answer_due"], sums()["answered"]) == (3, 3)
    assert is_sound()


def test_an_assessment_moves_the_complaint_from_one_number_to_the_other(world: World) -> None:
    complaint = world.verify(world.lodge(), nature="consult")
    count()
    assert sums()["communication"] == 1
    world.make("reassess", complaint, **judged(nature="harm"))
    count()
    assert "communication" not in sums()
    assert sums()["effective"] == 1
    assert is_sound()


@pytest.mark.parametrize("left", range(4))
def test_a_worker_killed_at_any_batch_leaves_nothing_out_and_nothing_twice(
    world: World, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        world.to_handled(world.neighbour())
    monkeypatch.setattr(counting, "BATCH", 3)
    whole, turns = counting.count, iter(range(left))

    class Killed(BaseException):
        """The end of a worker."""

    def dying(ids: set[int]) -> None:
        whole(ids)
        if next(turns, None) is None:
            raise Killed

    monkeypatch.setattr(counting, "count", dying)
    with pytest.raises(Killed):
        while counting.count_changed(3):
            pass
    monkeypatch.setattr(counting, "count", whole)
    count()
    assert sums()["new"] == sums()["handled"] == 2
    assert is_sound()


@pytest.mark.rule("R103")
def test_erasing_words_changes_no_number(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    count()
    before = everything()
    erase(complaint, by=None, reason="业主要求")
    count()
    assert everything() == before
    assert is_sound()


def test_a_project_that_moves_to_another_time_zone_is_counted_anew(world: World) -> None:
    world.lodge(at=MORNING.replace(month=12, day=1, hour=1) - timedelta(hours=4))  # 5 in the morning of 1 December
    count()
    assert sums(DECEMBER)["new"] == 1
    change_project(world.project, by=world.admin, timezone="Europe/Lisbon")
    count()
    assert sums()["new"] == 1
    assert "new" not in sums(DECEMBER)
    assert is_sound()


def test_a_repeat_is_counted_anew_when_the_earlier_complaint_changes(world: World) -> None:
    first = world.to_handled(world.lodge())
    world.make("visit", first, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, completed=True, owner_words="好")
    world.verify(world.lodge(at=MORNING + timedelta(days=2)))
    count()
    assert sums()["repeated"] == 1
    first.refresh_from_db()
    world.make("reopen", first, reason="业主又来")
    world.make("reassess", first, **judged(category="cleaning"))
    count()
    assert "repeated" not in sums()
    assert is_sound()


def test_several_homes_of_one_cause_are_a_group_until_they_go_their_own_ways(world: World) -> None:
    main = world.verify(world.lodge())
    others = []
    for number in range(4):
        other = world.verify(world.neighbour(name=f"业主{number}", contact=f"1390000662{number}"))
        others.append(world.make("merge", other, other=main, reason="同一部电梯"))
    count()
    assert sums()["group"] == 1
    world.make("separate", others[0], reason="另一台电梯")
    count()
    assert "group" not in sums()
    assert is_sound()


@pytest.mark.rule("R103")
def test_counting_everything_anew_gives_the_same_numbers(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, outcome=VisitOutcome.NOT_SOLVED, method=Method.PHONE, owner_words="又坏了")
    world.neighbour(at=MORNING + timedelta(days=12))
    count()
    before = everything()
    counting.start_anew()
    assert everything() == set()
    count()
    assert everything() == before != set()
    assert ComplaintMonth.objects.filter(complaint=complaint).exists()


def test_a_wrong_number_is_found_and_put_right(world: World) -> None:
    complaint = world.lodge()
    count()
    assert is_sound()
    Tally.objects.filter(measure="new").update(count=2)
    assert list(wrong_sums()) == ["CH 2026-11 new: 2 instead of 1"]
    counting.start_anew()
    count()
    assert is_sound()
    ComplaintMonth.objects.filter(complaint=complaint).update(adds=" new ")
    assert list(wrongly_counted()) == [complaint.number]


def test_a_complaint_that_waits_to_be_counted_is_not_wrong(world: World) -> None:
    world.lodge()
    assert ComplaintToTally.objects.exists()
    assert Complaint.objects.exists()
    assert is_sound()
