"""Every list, count and search goes along an index and stops, at a made-up million complaints, on both databases."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet

from heed.actions.complaints.intake import lodge
from heed.actions.complaints.queues import save_queue
from heed.actions.setup import founding
from heed.process.words import Role
from heed.queries.access import access_of
from heed.queries.calls import calls_to_return, page_to_return
from heed.queries.complaints import search
from heed.queries.complaints.counts import counted, counts_for
from heed.queries.complaints.filters import NO_FILTERS, Filters, GroupBy, SortBy
from heed.queries.complaints.groups import grouped
from heed.queries.complaints.lists import (
    calls_due,
    closed_lately,
    escalated,
    open_matters,
    silent_week,
    summaries_due,
    unverified,
    visits_due,
)
from heed.queries.complaints.queues import numbers_of, queues_of
from heed.queries.complaints.repeats import repeats_of, similar_now
from heed.queries.complaints.rows import only_open
from heed.queries.complaints.search import search_complaints
from heed.queries.finding import homes_found
from heed.queries.gate import open_of_caller
from heed.queries.notices.inbox import inbox
from heed.queries.orders.fieldwork import ended_orders_of
from heed.queries.promises.ledger import OWED, LedgerFilter, ledger
from heed.queries.promises.track_record import promisers
from heed.queries.reception import (
    calls_in_line,
    current_meeting,
    intake_shown,
    ringing_calls,
    summonses_to,
    visits_in_line,
    waiting_visits,
)
from heed.queries.residents.lookup import find_people
from heed.queries.staff.tasks import approvals_waiting, orders_of, orders_out, waiting_at_counter
from heed.records.models import Account, Complaint, Order, Project
from heed.records.prepared import prepared
from tests.plans import far_reads, statements
from tests.world import MORNING, World

NOW = MORNING + timedelta(days=1)


@pytest.fixture
def lived_in(world: World) -> World:
    """An estate where each table has a row: PostgreSQL plans nothing well for an empty one."""
    for _ in range(3):
        world.order_done(world.to_handling(world.lodge()))
    world.lodge()
    world.make("snooze", world.lodge(), due_at=NOW, reason="等配件")
    for account in (world.he, world.lin):
        for asks in ({"emotion": "agitated"}, {"person": "me"}, {"promise": "open", "due": "late"}):
            save_queue(str(asks), asks, by=account)
    return world


@prepared
def _complaints_titled(title: str) -> "QuerySet[Complaint]":
    return Complaint.objects.filter(title=title)


PLANTED: dict[str, Callable[[World], Iterable[Any]]] = {
    "a column without an index": lambda world: Complaint.objects.filter(contact="13800002207"),
    "a whole table sorted": lambda world: Complaint.objects.order_by("title")[:20],
    "an estate sorted": lambda world: Complaint.objects.filter(project=world.project).order_by("-staged_at")[:20],
    "one condition over two indexes, sorted": lambda world: Complaint.objects.filter(
        Q(project=world.project) | Q(received_by=world.lin)
    ).order_by("received_at")[:5],
    "text among all": lambda world: Order.objects.filter(result__contains="阀")[:20],
    "a column without an index, whatever the value": lambda world: _complaints_titled("电梯停了"),
    "ended ones passed by": lambda world: only_open(Complaint.objects.order_by("-number"))[:20],
}


def test_planted_a_call_that_scans_a_table_or_sorts_everything_is_found(lived_in: World) -> None:
    found = {name: far_reads(lambda: list(planted(lived_in))) for name, planted in PLANTED.items()}  # noqa: B023
    if connection.vendor == "postgresql":  # it walks an index for these two, and expects to stop
        del found["one condition over two indexes, sorted"], found["ended ones passed by"]
    assert all(found.values()), found


#: Who reads, and what a statement may cost on PostgreSQL: at an estate to read what is open there with all that a row
#: of a list names, in the whole company to read what is open.
PEOPLE = {"zhou": 2_000, "lin": 2_000, "zhao": 2_000, "wang": 2_000, "he": 20_000}
#: What may cost more: one walk counts for all queues of a reader, and stops after `LOOKED_AT` open matters.
MAY_COST = {"the numbers of the queues": 4_000}
#: Only who sees whole estates uses it.
OF_WHOLE_ESTATES = (
    "open matters", "the next page of them", "late ones", "escalated ones", "how many are escalated",
    "the ledger of promises", "kept promises", "owed apologies", "a common word among them",
    "the oldest", "those silent longest", "agitated ones of a region", "ones with an open promise", "groups",
    "words that stand together", "calls due", "summaries due", "unverified", "visits due", "silent weeks", "closed",
)  # fmt: skip
CALLS: dict[str, Callable[[World, Account], object]] = {
    "the counts of the sidebar": lambda world, account: counts_for(account),
    "open matters": lambda world, account: open_matters(account),
    "the next page of them": lambda world, account: open_matters(account, after=f"{MORNING.isoformat()}~7"),
    "late ones": lambda world, account: open_matters(account, Filters(due="late")),
    "own ones": lambda world, account: open_matters(account, Filters(mine=True)),
    "escalated ones": lambda world, account: open_matters(account, Filters(escalated=True)),
    "how many are escalated": lambda world, account: counted({"escalated": escalated(account)}),
    "the oldest": lambda world, account: open_matters(account, Filters(sort=SortBy.AGE)),
    "those silent longest": lambda world, account: open_matters(account, Filters(sort=SortBy.SILENCE, silent=3)),
    "agitated ones of a region": lambda world, account: open_matters(
        account, Filters(emotion="agitated", projects=(world.project.pk, world.elsewhere.pk))
    ),
    "ones with an open promise": lambda world, account: open_matters(account, Filters(promise="open")),
    "those set aside": lambda world, account: open_matters(account, Filters(snoozed=True)),
    "groups": lambda world, account: [grouped(account, NO_FILTERS, by) for by in GroupBy],
    "the queues": lambda world, account: queues_of(account),
    "the numbers of the queues": lambda world, account: numbers_of(account),
    "a common word among them": lambda world, account: open_matters(account, Filters(text="电梯")),
    "words that stand together": lambda world, account: open_matters(account, Filters(text="电梯又停在夹层")),
    "a search for a word": lambda world, account: search_complaints(account, "电梯"),
    "for two": lambda world, account: search_complaints(account, "电梯 夹层"),
    "for three characters": lambda world, account: search_complaints(account, "电梯停"),
    "for what stands together": lambda world, account: search_complaints(account, "电梯又停在夹层"),
    "for a home": lambda world, account: search_complaints(account, "3-1502"),
    "for a beginning": lambda world, account: search_complaints(account, "elev"),
    "unverified": lambda world, account: unverified(account),
    "visits due": lambda world, account: visits_due(account),
    "silent weeks": lambda world, account: silent_week(account),
    "closed": lambda world, account: closed_lately(account),
    "calls due": lambda world, account: calls_due(account),
    "summaries due": lambda world, account: summaries_due(account),
    "what was taken in lately": lambda world, account: intake_shown(account.pk, MORNING),
    "open ones of a caller": lambda world, account: open_of_caller(account, world.chen.pk),
    "orders": lambda world, account: orders_of(account),
    "orders of the estate": lambda world, account: orders_out(account),
    "ended orders": lambda world, account: ended_orders_of(account, NOW),
    "approvals": lambda world, account: approvals_waiting(account),
    "the ledger of promises": lambda world, account: ledger(account, LedgerFilter(), now=NOW),
    "kept promises": lambda world, account: ledger(account, LedgerFilter("kept"), now=NOW),
    "owed apologies": lambda world, account: ledger(account, LedgerFilter(OWED), now=NOW),
    "who promised": lambda world, account: list(promisers(account)),
    "the visit or call in hand": lambda world, account: current_meeting(account),
    "who waits": lambda world, account: (visits_in_line((world.project.pk,)), calls_in_line((world.project.pk,))),
    "calls of a superior": lambda world, account: summonses_to(account, NOW),
    "calls to return": lambda world, account: page_to_return(calls_to_return(account)),
    "the inbox": lambda world, account: inbox(account),
    "duties": lambda world, account: access_of(account),
}


def _may_cost(called: str, name: str) -> int:
    return max(MAY_COST.get(called, 0), PEOPLE[name])


def test_a_page_reads_an_index_and_stops_at_a_million_complaints(lived_in: World) -> None:
    far = {
        (called, name): found
        for called, call in CALLS.items()
        for name in PEOPLE
        if called not in OF_WHOLE_ESTATES or name != "wang"
        if connection.vendor == "sqlite" or not called.startswith(("a search", "for "))  # how common words are is unset
        if (found := far_reads(partial(call, lived_in, getattr(lived_in, name)), cost=_may_cost(called, name)))
    }
    assert not far, "\n".join(f"{key}: {found}" for key, found in far.items())


def test_a_list_goes_along_its_own_index_where_many_have_the_words(
    lived_in: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW_ANSWERS", -1)
    for account in (lived_in.lin, lived_in.he):
        cost = PEOPLE[account.username]
        assert not far_reads(lambda: open_matters(account, Filters(text="电梯")), cost=cost)  # noqa: B023


def test_cases_elsewhere_are_read_apart_and_go_along_their_own_index(lived_in: World) -> None:
    founding.give_duty(lived_in.lin, Role.GUARD, lived_in.elsewhere)
    there = lodge(
        lived_in.elsewhere, channel="phone", content="电梯停了", name="李", contact="139", unit="1-1",
        case_owner=lived_in.lin, by=lived_in.wu, at=MORNING,
    )  # fmt: skip
    assert there.number in {row.number for row in open_matters(lived_in.lin)}
    assert not far_reads(lambda: open_matters(lived_in.lin))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks into the table where it was changed lately")
def test_an_index_alone_tells_whether_an_owner_has_cases_elsewhere(lived_in: World) -> None:
    (asked,) = [sql for sql in statements(lambda: open_matters(lived_in.lin)) if sql.endswith("LIMIT 1")]
    with connection.cursor() as cursor:
        steps = cursor.execute(f"EXPLAIN QUERY PLAN {asked}").fetchall()
    assert "COVERING INDEX complaint_case_owner_open" in steps[0][-1]


def test_the_desk_reads_its_queue_and_finds_people_and_repeats_along_an_index(lived_in: World) -> None:
    projects = list(Project.objects.filter(pk=lived_in.project.pk))
    keys = [lived_in.project.pk]
    assert not far_reads(lambda: [list(ringing_calls(projects)), list(waiting_visits(projects))])
    assert not far_reads(lambda: waiting_at_counter(keys))
    for text in ("2207", "3-1502", "陈", "陈 1502"):
        assert not far_reads(lambda: find_people(keys, text))  # noqa: B023
    for account in (lived_in.he, lived_in.zhou):
        assert not far_reads(lambda: homes_found(account, "3-1502"))  # noqa: B023
    assert not far_reads(lambda: repeats_of(keys, person=lived_in.chen.pk, text="电梯", at=NOW))
    assert not far_reads(lambda: similar_now(lived_in.project.pk, "电梯", place=lived_in.lift.pk, at=MORNING))
