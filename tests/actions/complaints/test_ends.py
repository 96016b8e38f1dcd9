"""What ends leaves nothing behind: no order to work on, no complaint merged into nothing (R10, R67)."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.process.words import OrderState
from heed.queries.actor import OWNER
from heed.records.models import Complaint, Notice
from tests.world import World


@pytest.mark.rule("R67")
@pytest.mark.parametrize("move", ["withdraw", "merge"])
def test_orders_of_a_complaint_that_ends_or_is_merged_are_cancelled_and_people_told(world: World, move: str) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    work: dict[str, Any] = {"department": world.engineering, "work": "更换", "due_at": due_at}
    world.make("order", complaint, account=world.wang, **work)
    if move == "withdraw":
        world.make("withdraw", complaint, by=OWNER, owner_words="不用修了")
    else:
        world.make("merge", complaint, other=world.neighbour(), reason="同一部电梯")
    order = complaint.orders.get()
    assert (order.state, order.ended_at is not None) == (OrderState.CANCELLED, True)
    assert Notice.objects.filter(about=move, account=world.wang).exists()


@pytest.mark.rule("R10")
def test_a_complaint_seen_open_that_has_ended_is_not_merged_into(world: World) -> None:
    complaint, other = world.lodge(), world.neighbour()
    stale = Complaint.objects.get(pk=other.pk)
    world.make("withdraw", other, by=OWNER, owner_words="好了")
    with pytest.raises(Refused):
        world.make("merge", complaint, other=stale, reason="同一件事")


@pytest.mark.rule("R10")
@pytest.mark.django_db(transaction=True)
def test_of_two_complaints_merged_into_each_other_at_once_one_stays_the_main_one(world: World) -> None:
    one, two = world.lodge(), world.neighbour()
    start = threading.Barrier(2)
    ends: list[str] = []

    def merge(complaint: Complaint, other: Complaint) -> None:
        start.wait()
        try:
            ACTIONS["merge"](complaint, by=world.lin, other=other, reason="同一件事")
            ends.append("merged")
        except Refused:
            ends.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ends) == 2, "whoever loses is refused in words"
    assert Complaint.objects.filter(merged_into__isnull=False).count() == ends.count("merged") <= 1


@pytest.mark.django_db(transaction=True)
def test_one_intake_sent_twice_at_once_is_one_complaint(world: World) -> None:
    start = threading.Barrier(4)
    numbers: list[str] = []
    facts: dict[str, Any] = {"channel": "web", "content": "灯不亮", "name": "陈", "unit": "1502", "contact": "1380"}

    def send() -> None:
        start.wait()
        try:
            numbers.append(lodge(world.project, by=OWNER, client_key="the-same", **facts).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == Complaint.objects.count() == 1
    assert next(iter(numbers)).endswith("-001")
