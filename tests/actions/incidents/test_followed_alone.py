"""What the law does not merge belongs to an incident all the same, and is followed on its own."""

from __future__ import annotations

import pytest

from heed.actions.incidents import asking, membership
from heed.process.words import Stage
from heed.queries.incidents.lists import page_of_parts
from heed.queries.incidents.told import told_to_owner
from heed.records.models import Complaint
from tests.actions.incidents.test_incidents import OWNERS, TEXTS, fixed, made, now, parts, three
from tests.actions.incidents.test_incidents import _the_same_morning as _the_same_morning
from tests.world import World


def unmergeable(world: World, main: Complaint) -> dict[str, Complaint]:
    """What the law does not merge into the main complaint, by why."""
    danger = world.neighbour(name="罗兰", unit="3-0303", contact="luo@example.com", level="emergency")
    same = world.verify(world.neighbour(name=OWNERS[0][0], contact=OWNERS[0][2]))
    leader = world.verify(world.neighbour(name="孙明", unit="3-0202", contact="sun@example.com"))
    follower = world.verify(world.neighbour(name="周敏", unit="3-0404", contact="min@example.com"))
    world.make("merge", follower, other=leader, reason="同一层")
    return {"People may be in danger": danger, "same owner": same, "followed together with this one": leader}


@pytest.mark.rule("R10", "R148")
def test_what_the_law_does_not_merge_belongs_to_the_incident_and_is_followed_on_its_own(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    for text, complaint in unmergeable(world, main).items():
        why = membership.add(incident, now(complaint), "同一部电梯", by=world.lin)
        assert why is not None, text
        assert text in why.text
        assert complaint.number in parts(incident)
        assert now(complaint).merged_into is None
        assert told_to_owner(complaint) == TEXTS["told"], "its owner reads the text all the same"
        assert complaint.entries.filter(move="merge").count() == 0
    page = page_of_parts(world.lin, incident)
    assert sum(one.is_alone for one in page) == 3
    fixed(world, main)
    assert now(second).stage == Stage.HANDLED
    result = asking.ask_owners(incident, by=world.zhou)
    assert result.asked == [now(main), now(second)], "who is followed alone is asked after the own work"


@pytest.mark.rule("R10")
def test_who_is_followed_together_with_one_comes_along_and_leaves_with_it(world: World) -> None:
    main, second, _third = three(world)
    leader = unmergeable(world, main)["followed together with this one"]
    follower = Complaint.objects.get(merged_into=leader)
    incident = made(world, follower, second, leader, main=main)
    assert parts(incident) == {one.number for one in (main, second, leader, follower)}
    assert now(follower).merged_into == leader
    membership.take_out(incident, now(leader), "另一部", by=world.lin)
    assert parts(incident) == {main.number, second.number}
    assert now(follower).merged_into == leader, "the two stay together"


@pytest.mark.rule("R10")
def test_once_it_is_safe_it_is_merged_and_stays_part_of_the_incident(world: World) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    danger = unmergeable(world, main)["People may be in danger"]
    membership.add(incident, now(danger), "同一部电梯", by=world.lin)
    world.make("all_safe", danger)
    world.make("merge", now(danger), other=now(main), reason="人已救出，同一部电梯")
    assert now(danger).merged_into == main
    assert danger.number in parts(incident)
    membership.take_out(incident, now(danger), "另一部", by=world.lin)
    assert (now(danger).merged_into, danger.number in parts(incident)) == (None, False)
