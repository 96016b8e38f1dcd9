"""What clocks say to a group at one time comes as one message with the links, as a letter does to a person."""

from datetime import timedelta

from django.db.models import F

from heed.actions.notices import delivery
from heed.clockwork.deliver import deliver_due
from heed.clockwork.tick import tick
from heed.process.robots import RobotKind
from heed.records.models import Notice
from tests.notices.door import Door, robot_at
from tests.world import MORNING, World

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_what_clocks_say_to_one_group_at_one_time_comes_as_one_message_with_the_links(world: World, door: Door) -> None:
    robot_at(world, door)
    numbers = [world.lodge().number for _ in range(4)]
    deliver_due(MORNING + MINUTE)
    before = len(door.posted)
    assert tick(MORNING + DAY).escalated
    waiting = Notice.objects.filter(channel="robot", sent_at__isnull=True).count()
    assert waiting > len(numbers)
    assert deliver_due(MORNING + DAY).sent == 1
    (message,) = [posted.said["text"]["content"] for posted in door.posted[before:]]
    assert str(waiting) in message
    assert f"/complaints/{numbers[0]}/" in message
    assert message.rstrip().endswith("/oversight/")
    assert len(message.encode()) <= RobotKind.WECOM.limits.bytes
    assert not Notice.objects.filter(channel="robot", sent_at__isnull=True).exists()


def test_what_a_message_to_a_group_has_no_room_for_is_counted_in_it(world: World, door: Door) -> None:
    robot_at(world, door)
    made = [world.lodge() for _ in range(18)]
    deliver_due(MORNING + MINUTE)
    before = len(door.posted)
    tick(MORNING + DAY)
    waiting = Notice.objects.filter(channel="robot", sent_at__isnull=True).count()
    deliver_due(MORNING + DAY)
    (message,) = [posted.said["text"]["content"] for posted in door.posted[before:]]
    listed = message.count("/complaints/")
    assert 0 < listed < len(made)
    assert str(waiting - listed) in message
    assert "…" not in message


def test_a_program_gets_each_of_them_by_itself(world: World, door: Door) -> None:
    robot_at(world, door, RobotKind.WEBHOOK)
    for _ in range(2):
        world.lodge()
    deliver_due(MORNING + MINUTE)
    before = len(door.posted)
    tick(MORNING + DAY)
    waiting = Notice.objects.filter(channel="robot", sent_at__isnull=True).count()
    deliver_due(MORNING + DAY)
    assert len(door.posted) - before == waiting


def test_two_groups_get_a_message_each_and_none_carries_what_is_for_the_other(world: World, door: Door) -> None:
    robots = [robot_at(world, door), robot_at(world, door, RobotKind.FEISHU)]
    world.lodge()
    world.lodge()
    deliver_due(MORNING + MINUTE)
    before = len(door.posted)
    tick(MORNING + DAY)
    deliver_due(MORNING + DAY)
    assert len(door.posted) - before == len(robots)
    carried = Notice.objects.filter(carried_by__isnull=False)
    assert carried.exists()
    assert not carried.exclude(robot=F("carried_by__robot")).exists()


def test_what_is_being_sent_to_a_group_is_not_sent_beside_it(world: World, door: Door) -> None:
    robot_at(world, door)
    world.lodge()
    world.lodge()
    deliver_due(MORNING + MINUTE)
    tick(MORNING + DAY)
    assert delivery.claim(MORNING + DAY) is not None
    assert delivery.claim(MORNING + DAY) is None, "the one that goes may carry all others"
