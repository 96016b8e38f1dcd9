"""Numbers that people say on the telephone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from heed.actions.complaints.intake import lodge
from heed.records.models import Complaint
from tests.world import MORNING, World


def test_a_number_says_project_day_and_serial_of_the_projects_own_day(world: World) -> None:
    assert world.lodge().number == "CH-20261121-001"
    assert world.lodge().number == "CH-20261121-002"
    assert world.lodge(at=MORNING + timedelta(hours=15)).number == "CH-20261122-001"


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_rolled_back_is_given_out_again(world: World) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        world.lodge()
        raise RuntimeError
    assert world.lodge().number == "CH-20261121-001"


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_at_once_leave_no_gap_and_no_double(world: World) -> None:
    def take_in(turn: int) -> str:
        try:
            return lodge(
                world.project, by=world.zhou, channel="phone", content=f"第{turn}件", anonymous=True, at=MORNING
            ).number
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as writers:
        numbers = list(writers.map(take_in, range(50)))
    assert sorted(numbers) == [f"CH-20261121-{serial:03}" for serial in range(1, 51)]
    assert Complaint.objects.count() == 50


def test_the_same_client_key_takes_a_complaint_in_once(world: World) -> None:
    first = world.lodge(client_key="a-key")
    assert world.lodge(client_key="a-key").pk == first.pk
    assert Complaint.objects.count() == 1
