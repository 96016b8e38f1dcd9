"""Seeding for measuring: copies are as sound as the complaints that were played."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import F

from bench.seeding.prototypes import play_prototypes
from bench.seeding.seed import seed
from heed.actions.complaints.intake import lodge
from heed.demo.copying.child_process import in_child_process
from heed.process.words import Channel
from heed.queries.complaints.search import search_complaints
from heed.queries.record.integrity import verify_record
from heed.records.models import Account, Clock, Complaint, Entry

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
Course = tuple[object, ...]


def test_copies_are_numbered_without_a_gap_whole_and_true_to_their_prototypes(db: None) -> None:
    prototypes = play_prototypes("S1", NOW)
    before = Complaint.objects.count()
    courses = {_course(complaint) for complaint in prototypes}
    seed(300, prototypes, "S1", lambda share: None)
    connection.check_constraints()  # foreign keys are not checked while seeding
    copies = list(Complaint.objects.exclude(pk__in=[complaint.pk for complaint in prototypes]))
    assert len(copies) == Complaint.objects.count() - before == 300
    assert [complaint.number for complaint in Complaint.objects.all() if verify_record(complaint)] == []
    assert [complaint.number for complaint in copies if _course(complaint) not in courses] == []
    assert not Clock.objects.filter(order__isnull=False).exclude(order__complaint=F("complaint")).exists()
    assert not Entry.objects.filter(order__isnull=False).exclude(order__complaint=F("complaint")).exists()
    _numbered_without_a_gap()
    desk = Account.objects.get(username="s1-receptionist")
    for complaint in copies[:10]:
        hits = search_complaints(desk, f'"{complaint.content}"', size=300).rows
        assert [hit.number for hit in hits].count(complaint.number) == 1
    after = lodge(copies[0].project, by=desk, at=NOW, channel=Channel.PHONE, content="电梯又停了", anonymous=True)
    assert after.pk > max(complaint.pk for complaint in copies)


def _numbered_without_a_gap() -> None:
    serials: dict[tuple[int, object], list[int]] = defaultdict(list)
    for project, on, serial in Complaint.objects.values_list("project", "received_on", "serial"):
        serials[project, on].append(serial)
    assert all(sorted(given) == list(range(1, len(given) + 1)) for given in serials.values())


def _course(complaint: Complaint) -> Course:
    """What happened to a complaint, with times as seconds after it was received."""

    def after(at: datetime | None) -> float | None:
        return None if at is None else (at - complaint.received_at).total_seconds()

    clocks = complaint.clocks.order_by("pk").prefetch_related("events")
    return (
        complaint.stage, complaint.closing_code, after(complaint.closed_at), after(complaint.next_due_at),
        *((entry.move, entry.stage, after(entry.at)) for entry in complaint.entries.order_by("seq")),
        *((clock.kind, clock.outcome, after(clock.started_at), after(clock.limit_at), after(clock.stopped_at),
           *((event.kind, after(event.at)) for event in clock.events.order_by("pk"))) for clock in clocks),
        *((order.state, after(order.sent_at)) for order in complaint.orders.order_by("pk")),
    )  # fmt: skip


def test_a_child_process_makes_values_for_each_task_and_its_failure_is_raised() -> None:
    def begin() -> Callable[[list[int]], Iterator[int]]:
        return lambda task: (10 // number for number in task)

    with in_child_process(begin) as produce:
        assert list(produce([1, 2, 5])) == [10, 5, 2]
        assert list(produce([])) == []
        with pytest.raises(RuntimeError, match="failed"):
            list(produce([5, 0]))
