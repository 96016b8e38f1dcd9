"""The ladder: by minutes or by a share of the time, each step once, until somebody says that they see to it (C7)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.setup import policy
from heed.clockwork.tick import tick
from heed.process.policy import default_policy
from heed.process.words import ClockEventKind, ClockKind, Role
from heed.queries.actor import OWNER
from heed.records.models import Complaint, Notice
from tests.rooms.at_the_page import shown, signed_in
from tests.world import MORNING, World

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def asked(complaint: Complaint) -> list[str]:
    """Who was told that a clock climbed, one name for each step."""
    told = Notice.objects.filter(complaint=complaint, about="escalate").order_by("pk")
    return list(told.values_list("account__username", flat=True))


def with_steps(world: World, *steps: dict[str, Any]) -> None:
    """From now on the steady ladder has these steps."""
    document = default_policy().model_dump(mode="json")
    document["ladders"][0]["steps"] = [{"waking": False, "after": 0, "share": None} | step for step in steps]
    policy.publish(document, by=world.admin, seen=1, at=MORNING - DAY)


@pytest.mark.rule("C7")
def test_whoever_was_asked_sees_to_it_and_nobody_further_up_is_asked(world: World) -> None:
    complaint = world.lodge()
    verify = complaint.clocks.get(kind=ClockKind.VERIFY)
    assert verify.limit_at is not None
    tick(verify.limit_at)
    assert asked(complaint) == ["lin"]
    world.make("acknowledge", complaint, at=verify.limit_at + 5 * MINUTE, words="我马上去")
    tick(verify.limit_at + 12 * 60 * MINUTE)
    verify.refresh_from_db()
    assert not verify.events.filter(kind=ClockEventKind.ESCALATED, rung__gt=1).exists()
    assert verify.stopped_at is None, "to be seen to is not to be done"
    assert verify.breached_at == verify.limit_at


@pytest.mark.rule("C7")
def test_told_is_not_acknowledged(world: World) -> None:
    complaint = world.lodge()
    tick(MORNING + 60 * MINUTE)
    Notice.objects.filter(account=world.lin).update(read_at=timezone.now())
    tick(MORNING + 390 * MINUTE)
    assert asked(complaint) == ["lin", "zhao"]


@pytest.mark.rule("C7")
def test_another_clock_that_climbs_later_asks_again(world: World) -> None:
    complaint = world.lodge()
    tick(MORNING + 60 * MINUTE)
    world.make("acknowledge", complaint, at=MORNING + 61 * MINUTE)
    tick(MORNING + DAY + 60 * MINUTE)
    assert asked(complaint)[:2] == ["lin", "lin"]
    assert complaint.clocks.get(kind=ClockKind.ANSWER).acknowledged_at is None


@pytest.mark.rule("C7")
def test_nothing_is_acknowledged_before_anybody_was_asked_and_only_by_those_on_the_ladder(world: World) -> None:
    complaint = world.lodge()
    with pytest.raises(Refused):
        world.make("acknowledge", complaint)
    tick(MORNING + 60 * MINUTE)
    with pytest.raises(Refused):
        world.make("acknowledge", complaint, by=world.zhou, at=MORNING + 61 * MINUTE)
    world.make("acknowledge", complaint, by=world.zhao, at=MORNING + 61 * MINUTE)
    with pytest.raises(Refused):
        world.make("acknowledge", complaint, at=MORNING + 62 * MINUTE)


@pytest.mark.rule("C7")
def test_a_step_at_a_share_of_the_time_comes_before_the_limit_and_waits_with_the_clock(world: World) -> None:
    with_steps(world, {"to": "director", "share": 50}, {"to": "manager", "share": 100}, {"to": "centre", "share": 200})
    complaint = world.lodge()
    tick(MORNING + 29 * MINUTE)
    assert asked(complaint) == []
    tick(MORNING + 30 * MINUTE)  # half of the sixty minutes to verify
    assert asked(complaint) == ["lin"]
    assert complaint.clocks.get(kind=ClockKind.VERIFY).breached_at is None
    tick(MORNING + 60 * MINUTE)
    assert asked(complaint) == ["lin", "zhao"]
    tick(MORNING + 119 * MINUTE)
    assert asked(complaint) == ["lin", "zhao"]
    tick(MORNING + 120 * MINUTE)
    assert asked(complaint) == ["lin", "zhao", "he"]


@pytest.mark.rule("C7", "R72")
def test_a_share_of_a_promise_is_of_the_time_that_was_promised(world: World) -> None:
    with_steps(world, {"to": "director", "share": 80})
    complaint = world.verify(world.lodge(case_owner=world.zhou))
    due_at = MORNING + 110 * MINUTE
    world.make("promise", complaint, by=world.zhou, words="我会回电", consent=True, due_at=due_at, minutes=10)
    tick(MORNING + 89 * MINUTE)
    assert asked(complaint) == []
    tick(MORNING + 90 * MINUTE)
    assert asked(complaint) == ["lin"]


@pytest.mark.rule("C7", "R68")
def test_the_page_says_who_was_asked_and_who_sees_to_it(world: World, client: Client) -> None:
    with_steps(world, {"to": "director"})
    lin = signed_in(client, world.lin)
    complaint = world.lodge(at=timezone.now() - 61 * MINUTE)
    clock = complaint.clocks.get(kind=ClockKind.VERIFY)
    over_at = timezone.now() - MINUTE
    complaint.clocks.filter(pk=clock.pk).update(limit_at=over_at, next_action_at=over_at)
    tick()
    page = shown(lin, complaint)
    assert re.search(r"escalated to 林秋,\s+today \d", page)
    assert "not acknowledged yet" in page
    answer = lin.post(f"/complaints/{complaint.number}/acknowledge/", {"words": "我去看"})
    assert answer.status_code == 302
    page = shown(lin, complaint)
    assert "acknowledged by 林秋" in page
    why = lin.get(f"/complaints/{complaint.number}/clocks/{clock.pk}/").content.decode()
    assert "no further escalation" in why


@pytest.mark.rule("C7")
def test_a_clock_tells_who_will_be_asked_when(world: World, client: Client) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge(at=timezone.now() - 10 * MINUTE))
    clock = complaint.clocks.get(kind=ClockKind.ANSWER)
    why = lin.get(f"/complaints/{complaint.number}/clocks/{clock.pk}/").content.decode()
    for role in (Role.DIRECTOR, Role.MANAGER, Role.CENTRE):
        assert f"unless it is done or acknowledged: {role.label}" in why


def test_clocks_that_wait_although_the_owner_has_answered_are_shown_told_once_and_go_on_with_one_click(
    world: World, client: Client
) -> None:
    lin = signed_in(client, world.lin)
    complaint = world.verify(world.lodge())
    world.make("pause", complaint, pause="awaiting_owner", reason="等业主时间")
    assert "The clocks wait although" not in shown(lin, complaint)
    world.make("say", complaint, by=OWNER, words="明天上午可以来")
    page = shown(lin, complaint)
    assert "The clocks are still paused although the owner wrote" in page
    assert [notice.account for notice in Notice.objects.filter(facts__waits=True)] == [world.lin]
    answer = lin.post(f"/complaints/{complaint.number}/resume/", {"reason": "The owner has answered"})
    assert answer.status_code == 302
    complaint.refresh_from_db()
    assert complaint.clocks_wait_since is None
    assert "The clocks wait although" not in shown(lin, complaint)
