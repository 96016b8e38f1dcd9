"""Each lane has senders of its own: what hangs delays its own notices alone, and the others go out side by side."""

import threading
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from heed.actions.notices.robots import save_robot
from heed.actions.surveys.opening import open_survey
from heed.actions.surveys.planning import plan_survey
from heed.clockwork.deliver import Delivered
from heed.clockwork.senders import Senders
from heed.process.robots import RobotKind
from heed.queries.notices.lanes import MAIL, SURVEYS, lanes
from heed.records.models import Notice, Person
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


def invited(world: World, letters: int) -> None:
    """So many homes are asked by e-mail to answer a survey, and are due before anything else."""
    texts = {"zh_hans": {"title": "满意度调查", "intro": ""}}
    days: dict[str, Any] = {"starts_on": date(2026, 11, 1), "ends_on": date(2027, 11, 1), "remind_on": None}
    Person.objects.filter(pk=world.chen.pk).update(phone="", email="chen@example.org")
    open_survey(plan_survey(world.project, by=world.lin, year=2026, texts=texts, **days), by=world.lin)
    first = Notice.objects.get(invitation__isnull=False)
    for number in range(1, letters):
        Notice.objects.create(
            key=f"home-{number}", invitation=first.invitation, about=first.about, channel=first.channel,
            facts=first.facts, made_at=first.made_at, due_at=first.made_at,
        )  # fmt: skip
    Notice.objects.update(due_at=timezone.now())


def test_letters_of_a_survey_hold_up_no_other_letter(world: World, office: PostOffice) -> None:
    take, answered = office.take, threading.Event()

    def take_slowly(letter: str) -> None:
        if "chen@example.org" in letter:
            answered.wait(60)  # the server dawdles over each of them
        take(letter)

    office.take = take_slowly  # type: ignore[method-assign]
    invited(world, 30)
    world.lodge(contact="huang@example.org")
    Notice.objects.filter(complaint__isnull=False).update(due_at=timezone.now())
    assert {lane.name: lane.waiting for lane in lanes(timezone.now())} == {SURVEYS: 30, MAIL: 1}
    senders, done = Senders(lambda: False), Delivered()
    while Notice.objects.filter(complaint__isnull=False, channel=OWNER_CHANNEL, sent_at__isnull=True).exists():
        done += senders()
        senders.wait(0.05)
    assert Notice.objects.filter(invitation__isnull=False, sent_at__isnull=True).count() == 30
    answered.set()
    until_sent(senders, OWNER_CHANNEL)
    senders.wait(60)
    assert sum(office.received.values()) == 31


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
