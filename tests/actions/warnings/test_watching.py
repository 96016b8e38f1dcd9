"""The worker raises warnings from what changed, with an owner, a reason and the complaints behind them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.setup import founding
from heed.actions.tallies.counting import count_changed
from heed.actions.warnings import answering
from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.tick import tick
from heed.clockwork.warned import warn
from heed.process.words import ClockKind, Method, PlaceKind, VisitOutcome, WarningKind, WarningState
from heed.queries.actor import OWNER
from heed.queries.warnings.watched import WatchedComplaint, watched_of
from heed.records.models import Clock, Complaint, ComplaintToWatch, EarlyWarning, Notice, Tally
from tests.world import MORNING, World

LATER = MORNING + timedelta(hours=2)


def look(at: Any = LATER) -> list[EarlyWarning]:
    """Count what changed, look at all that is due at this time, and return the open warnings."""
    count()
    warn(Watcher(), now=at)
    return list(EarlyWarning.objects.filter(state=WarningState.OPEN.value).order_by("pk"))


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is marked as of the play's time."""
    monkeypatch.setattr("heed.actions.warnings.watching.timezone.now", lambda: LATER)


def past(world: World, category: str = "lift_stopped", of_category: int = 2) -> None:
    """Four months of the estate before: few complaints of the category."""
    for month in (7, 8, 9, 10):
        on = date(2026, month, 1)
        Tally.objects.create(project=world.project, month_on=on, measure="new", count=20)
        Tally.objects.create(project=world.project, month_on=on, measure="by_category", key=category, count=of_category)


def surge(world: World, many: int) -> list[Complaint]:
    """So many homes complain of the lift within the hour."""
    told = [world.neighbour(unit=f"3-{number}02", contact=f"139000{number:05}") for number in range(11, 11 + many)]
    return [world.verify(one) for one in told]


@pytest.mark.rule("R148")
def test_a_surge_is_warned_of_once_with_its_complaints_and_its_owner(world: World) -> None:
    past(world)
    told = surge(world, 9)
    (warning,) = look()
    assert (warning.kind, warning.key, warning.owner) == (WarningKind.SURGE, "lift_stopped", world.lin)
    assert set(warning.complaints.all()) == set(told)
    assert warning.facts["voices"] == 9
    assert Notice.objects.get(about="early_warning").account == world.lin
    world.verify(world.neighbour(unit="3-2502", contact="13900099999"))
    (renewed,) = look()
    assert renewed.pk == warning.pk
    assert renewed.complaints.count() == 10
    assert Notice.objects.filter(about="early_warning").count() == 1, "one notice for one warning"
    world.make("withdraw", told[0], by=OWNER, owner_words="不用了")
    (lessened,) = look()
    assert (lessened.facts["voices"], lessened.complaints.count()) == (9, 9), "one was withdrawn"


@pytest.mark.rule("R148")
def test_one_home_that_complains_often_is_no_surge_but_a_repeat(world: World) -> None:
    past(world)
    for minutes in range(9):
        world.verify(world.lodge(at=MORNING + timedelta(minutes=minutes)))
    (warning,) = look()
    assert (warning.kind, warning.key) == (WarningKind.REPEAT_OWNER, str(world.chen.pk))
    assert warning.complaints.count() == 9


@pytest.mark.rule("R148")
def test_four_people_of_one_home_are_a_repeat_of_the_home(world: World) -> None:
    for number, name in enumerate(("陈一", "陈二", "陈三", "陈四")):
        world.lodge(person=founding.add_person(name, f"1370000000{number}"), name=name)
    (warning,) = look()
    assert (warning.kind, warning.key) == (WarningKind.REPEAT_HOME, str(world.home.pk))
    assert warning.complaints.count() == 4


@pytest.mark.rule("R148")
def test_three_of_the_same_category_are_a_repeat_and_three_of_different_ones_are_not(world: World) -> None:
    for _ in range(3):
        complaint = world.lodge()
    assert look() == []
    for one in Complaint.objects.exclude(pk=complaint.pk):
        world.verify(one)
    assert look() == []
    world.verify(complaint)
    assert [one.kind for one in look()] == [WarningKind.REPEAT_OWNER]


@pytest.mark.rule("R148")
def test_a_spot_that_all_use_is_no_home(world: World) -> None:
    for number in range(3):
        world.neighbour(place=world.lift, contact=f"1390000661{number}", name=f"黄{number}")
    assert look() == []
    assert world.lift.kind == PlaceKind.SPOT


@pytest.mark.rule("R148")
def test_two_owners_who_complain_of_one_person_are_a_warning_that_the_person_never_answers_for(world: World) -> None:
    for complaint in (world.lodge(), world.neighbour()):
        world.verify(complaint)
        world.make("name_accused", complaint, by=world.zhao, account=world.lin)
    warning = next(one for one in look() if one.kind == WarningKind.MANNER)
    assert (warning.about, warning.owner) == (world.lin, world.zhao)


@pytest.mark.rule("R148")
def test_an_owner_who_turns_away_is_a_warning_to_the_case_owner_and_over_when_the_case_is_closed(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    failed: dict[str, Any] = {"method": Method.PHONE, "completed": False, "owner_words": "还是没修好"}
    world.make("visit", complaint, outcome=VisitOutcome.NOT_SOLVED, **failed)
    assert look(LATER) == []
    complaint.refresh_from_db()
    again = ComplaintToWatch.objects.filter(complaint=complaint).order_by("due_at")
    assert [(one.due_at - complaint.spoken_at).days for one in again] == [3, 7], "it is looked at again by itself"
    warn(Watcher(), now=complaint.spoken_at + timedelta(days=3, minutes=1))
    warning = EarlyWarning.objects.get()
    assert (warning.kind, warning.complaint, warning.owner) == (WarningKind.LEAVING, complaint, complaint.case_owner)
    assert warning.facts["signs"] == ["dissatisfied", "rounds", "quiet"]
    world.make("withdraw", complaint, by=OWNER, owner_words="不用了", minutes=60 * 24 * 3 + 60)
    look(complaint.spoken_at + timedelta(days=4))
    warning.refresh_from_db()
    assert warning.state == WarningState.OVER


def turned_away(world: World) -> tuple[Complaint, EarlyWarning]:
    """A complaint whose owner was not satisfied and heard nothing for three days, and the warning of it."""
    complaint = world.to_handled(world.lodge())
    failed: dict[str, Any] = {"method": Method.PHONE, "completed": False, "owner_words": "还是没修好"}
    world.make("visit", complaint, outcome=VisitOutcome.NOT_SOLVED, **failed)
    complaint.refresh_from_db()
    look(complaint.spoken_at + timedelta(days=3, minutes=1))
    return complaint, EarlyWarning.objects.get(kind=WarningKind.LEAVING)


@pytest.mark.rule("R148")
def test_a_warning_of_an_owner_who_turns_away_is_over_when_the_owner_was_called(world: World) -> None:
    complaint, warning = turned_away(world)
    world.make("apologise", complaint, apology="很抱歉，让您久等了", method=Method.PHONE, minutes=60 * 24 * 3 + 60)
    look(complaint.received_at + timedelta(days=3, hours=2))
    warning.refresh_from_db()
    assert warning.state == WarningState.OVER


@pytest.mark.rule("R148")
def test_the_next_case_owner_answers_for_the_warning_and_is_told_once(world: World) -> None:
    complaint, warning = turned_away(world)
    at = complaint.received_at + timedelta(days=4)
    for account in (world.zhou, world.lin, world.zhou):
        at += timedelta(minutes=2)
        world.make("reassign", complaint, account=account, reason="请假", at=at)
        look(at + timedelta(minutes=1))
        warning.refresh_from_db()
        assert (warning.state, warning.owner) == (WarningState.OPEN, account)
    told = Notice.objects.filter(about="early_warning").order_by("pk")
    assert [one.account for one in told] == [world.lin, world.zhou]


@pytest.mark.rule("R73")
@pytest.mark.rule("R148")
def test_promises_that_slip_beyond_the_estates_past_are_a_warning_to_the_centre(world: World) -> None:
    for month in (7, 8, 9, 10):
        row = {"project": world.project, "month_on": date(2026, month, 1)}
        Tally.objects.create(**row, measure="promise_due", count=30)
        Tally.objects.create(**row, measure="promise_kept", count=29)
        Tally.objects.create(**row, measure="new", count=30)
    for number in range(4):
        complaint = world.neighbour(unit=f"3-{number}02", contact=f"139000{number:05}", name=f"黄{number}")
        due_at = MORNING + timedelta(hours=1)
        world.make("promise", world.verify(complaint), words="我一小时内回电", due_at=due_at, consent=True)
    tick(LATER)
    warning = next(one for one in look(LATER) if one.kind == WarningKind.PROMISES)
    assert warning.owner == world.he
    assert warning.facts | {"usual": 0} == {"missed": 4, "ended": 4, "usual": 0, "days": 14, "odds": 1000}
    assert warning.complaints.count() == 4


@pytest.mark.rule("R148")
def test_what_was_dismissed_stays_quiet_and_then_asks_for_more(world: World) -> None:
    for _ in range(4):
        world.lodge()
    (warning,) = look()
    answering.dismiss(warning, "业主搬家，都已说明", by=world.lin, at=LATER)
    world.lodge()
    assert look() == [], "the same stays quiet"
    much_later = LATER + timedelta(days=31)
    for _ in range(3):
        world.lodge(at=much_later)
    assert look(much_later + timedelta(hours=1)) != [], "eight within sixty days are more than the five it now asks for"


@pytest.mark.rule("R148")
def test_after_a_dismissal_as_many_are_not_enough(world: World) -> None:
    for _ in range(4):
        world.lodge()
    (warning,) = look()
    answering.dismiss(warning, "已说明", by=world.lin, at=LATER)
    much_later = MORNING + timedelta(days=90)
    for _ in range(4):
        world.lodge(at=much_later)
    assert look(much_later + timedelta(hours=1)) == []


def test_a_look_takes_a_fixed_number_of_queries_however_many_complaints_there_are(world: World) -> None:
    def cost(many: int, hours: int) -> int:
        for number in range(many):
            at = MORNING + timedelta(hours=hours)
            world.verify(world.neighbour(unit=f"{hours}-{number}", contact=f"137{hours:04}{number:04}", at=at))
        count()
        with CaptureQueriesContext(connection) as captured:
            Watcher().look(LATER + timedelta(hours=hours + 2))
        return len(captured)

    first = cost(2, 0)
    assert cost(20, 1) == first


def test_a_worker_that_is_killed_leaves_the_mark(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.lodge()
    assert count_changed()
    marks = ComplaintToWatch.objects.count()
    monkeypatch.setattr("heed.actions.warnings.watching.surges", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Watcher().look(LATER)
    assert ComplaintToWatch.objects.count() == marks


def test_a_change_that_is_counted_during_a_look_keeps_its_mark(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = world.lodge()
    count()
    due_at = LATER + timedelta(seconds=1)

    def read(ids: Collection[int]) -> list[WatchedComplaint]:
        found = watched_of(ids)
        ComplaintToWatch.objects.create(complaint=complaint, due_at=due_at)  # by another worker
        return found

    monkeypatch.setattr("heed.actions.warnings.watching.watched_of", read)
    assert Watcher().look(LATER)
    assert ComplaintToWatch.objects.filter(complaint=complaint, due_at=due_at).exists()


def test_counting_all_anew_warns_of_nothing_old(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        world.lodge()
    monkeypatch.setattr("heed.actions.warnings.watching.timezone.now", lambda: LATER + timedelta(days=60))
    count()
    assert not ComplaintToWatch.objects.exists()


@pytest.mark.rule("R148")
def test_an_answer_that_will_be_late_is_warned_of_when_others_had_long_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.insight.warning.lateness.LEAST_PAST", 4)
    for number, minutes in enumerate((240, 240, 240, 240, 240, 2000)):
        past_one = world.verify(world.lodge(at=MORNING - timedelta(days=9, hours=number)))
        world.make("settle", past_one, minutes=minutes, solution="已说明", responsibility="none", confirmation="可以")
    complaint = world.verify(world.lodge())
    answer = complaint.clocks.get(kind=ClockKind.ANSWER)
    assert WarningKind.LATE not in [one.kind for one in look()]
    at = ComplaintToWatch.objects.filter(complaint=complaint).order_by("due_at")[0].due_at
    assert answer.limit_at is not None
    assert answer.started_at < at < answer.limit_at, "it is known beforehand when it will be at risk"
    warn(Watcher(), now=at)
    warning = EarlyWarning.objects.get(kind=WarningKind.LATE)
    assert (warning.key, warning.owner, warning.complaint) == (str(answer.pk), complaint.case_owner, complaint)
    Clock.objects.filter(pk=answer.pk).update(paused_at=at)
    ComplaintToWatch.objects.create(complaint=complaint, due_at=at)
    warn(Watcher(), now=at)
    warning.refresh_from_db()
    assert warning.state == WarningState.OVER, "a clock that rests is not missed"
    Clock.objects.filter(pk=answer.pk).update(paused_at=None)
    ComplaintToWatch.objects.create(complaint=complaint, due_at=at)
    warn(Watcher(), now=at)
    warning = EarlyWarning.objects.get(kind=WarningKind.LATE, state=WarningState.OPEN)
    world.make("settle", complaint, minutes=400, solution="已说明", responsibility="none", confirmation="可以")
    look(MORNING + timedelta(hours=7))
    warning.refresh_from_db()
    assert warning.state == WarningState.OVER
