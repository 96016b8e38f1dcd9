"""Each lane has senders of its own: what hangs delays its own notices alone, and the others go out side by side."""

import threading

import pytest
from django.utils import timezone

from heed.actions.notices.robots import save_robot
from heed.clockwork.deliver import Delivered
from heed.clockwork.senders import Senders
from heed.process.robots import RobotKind
from heed.queries.notices.lanes import MAIL, lanes
from heed.records.models import Notice
from heed.records.models.notice import OWNER_CHANNEL, ROBOT_CHANNEL
from tests.clockwork.post_office import PostOffice
from tests.notices.door import Door, robot_at
from tests.world import MORNING, World

pytestmark = pytest.mark.django_db(transaction=True)


def until_sent(senders: Senders, channel: str) -> Delivered:
    """Let the senders work until nothing of this channel is left; what they did."""
    done = Delivered()
    while Notice.objects.filter(channel=channel, sent_at__isnull=True).exists():
        done += senders()
        senders.wait(0.05)
    return done


def test_a_robot_that_hangs_holds_up_no_letter(world: World, door: Door, office: PostOffice) -> None:
    robot_at(world, door)
    door.held = True
    for number in range(6):
        world.lodge(contact=f"chen{number}@example.org")
    Notice.objects.update(due_at=timezone.now())
    senders = Senders(lambda: False)
    until_sent(senders, OWNER_CHANNEL)
    assert sum(office.received.values()) == 6
    assert not Notice.objects.filter(channel=ROBOT_CHANNEL, sent_at__isnull=False).exists(), "the robot was to hang"
    door.closed.set()
    until_sent(senders, ROBOT_CHANNEL)
    senders.wait(60)
    assert len(door.posted) == 6


def test_letters_go_out_side_by_side_and_each_once(world: World, office: PostOffice) -> None:
    together = threading.Barrier(4)
    take = office.take

    def take_together(letter: str) -> None:
        together.wait(60)  # goes on when four letters are being sent at the same time
        take(letter)

    office.take = take_together  # type: ignore[method-assign]
    for number in range(8):
        world.lodge(contact=f"chen{number}@example.org")
    Notice.objects.update(due_at=timezone.now())
    senders = Senders(lambda: False)
    until_sent(senders, OWNER_CHANNEL)
    senders.wait(60)
    assert sorted(office.received.values()) == [1] * 8


def test_senders_that_are_to_stop_begin_nothing_more(world: World, office: PostOffice) -> None:
    world.lodge(contact="chen@example.org")
    Notice.objects.update(due_at=timezone.now())
    assert Senders(lambda: True)() == Delivered()
    assert not office.received


def test_an_owners_letter_and_an_owners_text_message_travel_in_lanes_of_their_own(world: World, door: Door) -> None:
    robot = save_robot(
        by=world.admin, at=MORNING, kind=RobotKind.SMS.value, name="短信", project=None, address=door.address,
        language="zh-hans", per_minute=20, owners=True, is_active=True,
    )  # fmt: skip
    world.lodge(contact="chen@example.org")
    world.lodge(contact="13800002207")
    Notice.objects.update(due_at=timezone.now())
    assert {lane.name: lane.waiting for lane in lanes(timezone.now())} == {MAIL: 1, f"robot {robot.pk}": 1}
