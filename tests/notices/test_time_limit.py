"""A server that answers byte by byte, for minutes, is not waited for."""

from datetime import timedelta

import pytest

from heed.clockwork.deliver import Delivered, deliver_due
from tests.clockwork.post_office import PostOffice
from tests.notices.door import DRIPPING, Door, robot_at
from tests.world import MORNING, World

MINUTE = timedelta(minutes=1)


def test_a_robot_that_answers_byte_by_byte_is_hung_up_on(
    world: World, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.notices.http.TIMEOUT", 0.5)
    robot_at(world, door)
    world.lodge(contact="", unreachable=True)
    door.answers = [DRIPPING]
    assert deliver_due(MORNING) == Delivered(delayed=1)
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)


def test_a_mail_server_that_answers_byte_by_byte_is_hung_up_on(
    world: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heed.notices.smtp.WHOLE_LETTER", 0.5)
    world.lodge(contact="chen@example.org")
    office.drips = True
    assert deliver_due(MORNING) == Delivered(delayed=1)
    office.drips = False
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)
