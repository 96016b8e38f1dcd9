"""What is still to do once a complaint is closed: the friendly call, the director's check, the summary."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.clockwork.tick import tick
from heed.insight.sampling import is_drawn, share_of
from heed.process.words import ClockKind, Stage
from heed.queries.complaints.lists import calls_due
from heed.records.models import Complaint, Notice
from tests.rooms.at_the_page import signed_in
from tests.world import World

SOLVED: dict[str, Any] = {"solution": "当场说明", "responsibility": "none"}


def running(complaint: Complaint) -> set[str]:
    return set(complaint.clocks.filter(stopped_at__isnull=True).values_list("kind", flat=True))


def settled(world: World, **facts: Any) -> Complaint:
    """Settled by Zhou, as communication, so that no summary is due."""
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)), nature="consult")
    return world.make("settle", complaint, by=world.zhou, **(SOLVED | facts))


@pytest.mark.rule("R98")
def test_a_friendly_call_is_promised_only_where_one_is_planned_and_waits_in_a_list(
    world: World, client: Client
) -> None:
    zhou = signed_in(client, world.zhou)
    without = settled(world)
    assert "I will call you by" not in zhou.get(f"/desk/{without.number}/").content.decode()
    planned = settled(world, call_at=timezone.now() + timedelta(days=3))
    assert "I will call you by" in zhou.get(f"/desk/{planned.number}/").content.decode()
    listed = zhou.get("/care/?tab=calls").content.decode()
    assert planned.number in listed
    world.make("friendly_call", planned, by=world.zhou, outcome="satisfied", method="phone", owner_words="都好")
    assert ClockKind.FRIENDLY_CALL not in running(planned)
    assert planned.visits.get().owner_words == "都好"
    assert planned.stage == Stage.CLOSED


@pytest.mark.rule("R66", "R99")
def test_an_owner_for_whom_it_is_not_solved_in_the_friendly_call_begins_a_new_round(world: World) -> None:
    planned = settled(world, call_at=timezone.now() + timedelta(days=3))
    again = world.make(
        "friendly_call", planned, by=world.zhou, outcome="not_solved", method="phone", owner_words="又坏"
    )
    assert (again.stage, again.round, again.closed_at) == (Stage.INVESTIGATING, 2, None)


@pytest.mark.rule("C3")
def test_the_directors_sample_is_drawn_by_the_seal_before_closing_and_can_be_drawn_again(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", is_drawn)
    assert 0 <= share_of("a") < 1
    assert not is_drawn("a", 0)
    assert is_drawn("a", 100)
    drawn = [settled(world) for _ in range(12)]
    for complaint in drawn:
        before = list(complaint.entries.order_by("seq"))[-2].hash
        assert (ClockKind.CHECK in running(complaint)) == is_drawn(before, 10)
    complaint = drawn[0]
    clock = complaint.clocks.filter(kind=ClockKind.CHECK).first() or complaint.clocks.create(
        kind=ClockKind.CHECK, policy_id=complaint.policy_id, started_at=complaint.moved_at, round=1, level="general",
        limit_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    assert complaint.number in signed_in(client, world.lin).get("/care/?tab=calls").content.decode()
    said: dict[str, Any] = {"outcome": "satisfied", "method": "phone", "owner_words": "满意"}
    with pytest.raises(Refused):
        world.make("check", complaint, by=world.zhou, **said)
    world.make("check", complaint, by=world.lin, **said)
    clock.refresh_from_db()
    assert clock.stopped_at is not None


@pytest.mark.rule("R105")
def test_an_effective_complaint_does_not_rest_closed_without_its_summary(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge(), nature="harm")
    world.make("settle", complaint, by=world.zhou, **SOLVED)
    assert ClockKind.SUMMARY in running(complaint)
    lin = signed_in(client, world.lin)
    assert complaint.number in lin.get("/care/?tab=summaries").content.decode()
    clock = complaint.clocks.get(kind=ClockKind.SUMMARY)
    assert clock.limit_at is not None
    tick(clock.limit_at + timedelta(minutes=1))
    assert Notice.objects.filter(complaint=complaint, about="breached").exists()
    world.make("summarise", complaint, root_cause="漏换", lesson="交接", prevention="清单")
    assert ClockKind.SUMMARY not in running(complaint)
    assert complaint.number not in lin.get("/care/?tab=summaries").content.decode()


@pytest.mark.rule("R105")
def test_a_summary_written_before_closing_leaves_nothing_due(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("summarise", complaint, root_cause="漏换", lesson="交接", prevention="清单")
    world.make("visit", complaint, by=world.zhou, outcome="satisfied", method="phone", owner_words="好", completed=True)
    assert ClockKind.SUMMARY not in running(complaint)


@pytest.mark.rule("R68", "R98")
def test_a_friendly_call_that_was_promised_stands_on_the_owners_page_until_it_is_made(
    world: World, client: Client
) -> None:
    assert "给您打电话，问问" not in client.get(f"/f/{settled(world).secret}/").content.decode()
    planned = settled(world, call_at=timezone.now() + timedelta(days=3))
    assert "给您打电话，问问" in client.get(f"/f/{planned.secret}/").content.decode()
    world.make("friendly_call", planned, by=world.zhou, outcome="satisfied", method="phone", owner_words="灯一直亮")
    page = client.get(f"/f/{planned.secret}/").content.decode()
    assert "给您打电话，问问" not in page
    assert "我们回访了您，您说已经解决" in page
    assert "灯一直亮" in page


@pytest.mark.rule("R66", "R68", "C3")
def test_an_owner_whose_matter_is_taken_up_again_by_the_directors_check_reads_why(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda _seal, _percent: True)
    drawn = settled(world)
    again = world.make("check", drawn, by=world.lin, outcome="not_solved", method="phone", owner_words="包裹还没找到")
    assert (again.stage, again.owner_verdict, again.staff_verdict) == ("investigating", "not_solved", "not_completed")
    page = client.get(f"/f/{again.secret}/").content.decode()
    assert "您说还没解决，我们重新处理" in page
    assert "包裹还没找到" in page


@pytest.mark.rule("R98")
def test_an_owner_who_did_not_answer_is_called_again_as_often_as_for_a_visit(world: World) -> None:
    planned = settled(world, call_at=timezone.now() + timedelta(days=3))
    for attempt in (1, 2, 3):
        assert ClockKind.FRIENDLY_CALL in running(planned), f"due before attempt {attempt}"
        world.make("friendly_call", planned, by=world.zhou, outcome="not_reached", method="phone")
    assert ClockKind.FRIENDLY_CALL not in running(planned)
    assert (planned.stage, planned.owner_verdict) == (Stage.CLOSED, "satisfied"), "silence is no verdict"


def test_a_complaint_with_two_calls_to_make_is_listed_once_and_the_pages_follow_each_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda _seal, _percent: True)
    both = [settled(world, call_at=timezone.now() + timedelta(days=days)) for days in (3, 1, 2)]
    first = calls_due(world.lin, size=2)
    second = calls_due(world.lin, after=first.after, size=2)
    assert [row.id for page in (first, second) for row in page] == [both[at].pk for at in (1, 2, 0)]


@pytest.mark.rule("R98", "C3")
def test_who_calls_after_closing_has_the_work_the_number_and_the_words_at_hand(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhou = signed_in(client, world.zhou)
    planned = settled(world, call_at=timezone.now() + timedelta(days=3))
    page = zhou.get(f"/care/{planned.number}/").content.decode()
    for known in ("当场说明", "whether all is still well", f"/complaints/{planned.number}/friendly_call/"):
        assert known in page
    assert "The work is done" not in page
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda _seal, _percent: True)
    drawn = settled(world)
    page = zhou.get(f"/care/{drawn.number}/").content.decode()
    assert f"{drawn.number}/check/" not in page
    assert "Show and call" not in page, "who may not make the check is not invited to call"
    assert (
        f'class="btn btn--s list__over" href="/care/{drawn.number}/"'
        not in zhou.get("/care/?tab=calls").content.decode()
    )
    lin = signed_in(client, world.lin)
    assert f"{drawn.number}/check/" in lin.get(f"/care/{drawn.number}/").content.decode()
    resting = world.make("check", drawn, by=world.lin, outcome="declined", method="phone")
    assert lin.get(f"/care/{resting.number}/").status_code == 302, "nobody calls any more"
