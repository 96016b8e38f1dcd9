"""What a tick costs: it follows what is due, not what is open."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.clockwork.tick import BATCH, Clockwork, Ticked, tick
from heed.process.words import ClockKind
from heed.records.models import Clock, Complaint, Entry, Notice
from heed.records.owner_keys import new_link
from tests.world import MORNING, World

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_a_tick_goes_on_until_nothing_is_due_and_stops_when_asked(world: World) -> None:
    world.lodge()
    grow(world, BATCH + 5, MORNING)
    answers = iter([False, True])
    assert Clockwork().tick(MORNING + MINUTE, stopping=lambda: next(answers)).warned == BATCH
    assert tick(MORNING + MINUTE).warned == 5
    assert tick(MORNING + MINUTE) == Ticked()


def grow(world: World, count: int, next_action_at: datetime) -> None:
    """So many more running clocks, each of a complaint of its own that is only a row."""
    pattern = Complaint.objects.latest("pk")
    clock = pattern.clocks.get(kind=ClockKind.ANSWER)
    serial = Complaint.objects.count()
    more = []
    for n in range(count):
        row = Complaint.objects.get(pk=pattern.pk) if n == 0 else Complaint(**columns(pattern))
        row.pk, row.serial, row.number = None, serial + n + 1, f"N-{serial + n}"
        row.link_nonce, row.link_hash = new_link().values()
        more.append(row)
    Complaint.objects.bulk_create(more)
    Clock.objects.bulk_create(
        Clock(
            kind=ClockKind.ANSWER,
            complaint=row,
            policy_id=clock.policy_id,
            level="general",
            started_at=next_action_at - MINUTE,
            target_at=next_action_at,
            limit_at=next_action_at + DAY,
            next_action_at=next_action_at,
        )
        for row in more
    )


def columns(complaint: Complaint) -> dict[str, Any]:
    return {field.attname: getattr(complaint, field.attname) for field in Complaint._meta.concrete_fields}


def test_a_tick_with_nothing_due_is_one_query_however_many_clocks_run(world: World) -> None:
    world.lodge()
    costs = Counter[int]()
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert tick(MORNING) == Ticked()
        costs[len(queries)] += 1
        grow(world, 700, MORNING + DAY)
    assert costs == {1: 3}


def test_three_hundred_due_clocks_take_hardly_more_statements_than_ten(world: World) -> None:
    world.lodge()
    costs = []
    for many in (10, 300):
        grow(world, many, MORNING)
        with CaptureQueriesContext(connection) as queries:
            assert tick(MORNING + MINUTE).warned == many
        costs.append(len(queries))
    assert costs[0] <= costs[1] <= costs[0] + 10, "an INSERT on SQLite takes 999 values"
    assert Notice.objects.filter(about="warned").count() == 310


def test_the_due_clocks_are_read_from_their_own_index(world: World) -> None:
    world.lodge()
    grow(world, 300, MORNING + DAY)
    with CaptureQueriesContext(connection) as queries:
        tick(MORNING)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {queries[0]['sql']}")
        said = " ".join(str(row) for row in cursor.fetchall())
    assert "clock_due" in said
    assert "TEMP B-TREE" not in said, "SQLite says so when it has to sort"


def test_each_more_step_of_a_ladder_takes_two_statements(world: World) -> None:
    """Whether others are followed together with the complaint is asked, and its row is written."""
    world.lodge()
    costs = []
    for many in (10, 30):
        grow(world, many, MORNING)
        Clock.objects.filter(next_action_at=MORNING).update(target_at=None, limit_at=MORNING - MINUTE)
        with CaptureQueriesContext(connection) as queries:
            assert tick(MORNING).escalated == many
        costs.append(len(queries))
    assert costs[1] - costs[0] <= 2 * 20 + 2, "an INSERT on SQLite takes 999 values"
    assert Entry.objects.filter(move="escalate").count() == Notice.objects.filter(about="escalate").count() == 40
