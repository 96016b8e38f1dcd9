"""Queues: saved filters, shared by estate and role, with kept numbers, in groups and orders; and what is set aside."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.complaints.queues import Readers, keep_numbers, remove_queue, save_queue
from heed.actions.engine.errors import Refused
from heed.process.words import Role
from heed.queries.actor import OWNER
from heed.queries.complaints.counts import counts_for
from heed.queries.complaints.filters import NO_FILTERS, Filters, GroupBy, SortBy
from heed.queries.complaints.groups import grouped
from heed.queries.complaints.lists import open_matters
from heed.queries.complaints.queues import asks_of, filters_of, numbers_of, queues_of
from heed.records.models import Account
from tests.world import MORNING, World

NOON = MORNING + timedelta(hours=2)


def titles(account: Account, **asks: str) -> list[str]:
    """What is in a list of these parameters, at noon."""
    return [row.title for row in open_matters(account, filters_of(asks, account.pk), now=NOON)]


def names(account: Account) -> list[str]:
    return [row.name for row in queues_of(account)]


def test_a_queue_keeps_the_filters_of_the_list_and_neither_its_words_nor_nonsense() -> None:
    asks = asks_of("mine", {"level": "major", "q": "漏水", "after": "7", "stage": ""})
    assert asks == {"level": "major", "person": "me"}


@pytest.mark.rule("R89")
def test_the_list_is_filtered_by_feeling_promise_silence_and_due_time(world: World) -> None:
    angry = world.verify(world.lodge(content="电梯困人"), emotion="agitated")
    quiet = world.lodge(content="楼道灯不亮", at=MORNING - timedelta(days=2))
    promised = world.verify(world.lodge(content="地下室漏水"))
    world.make(
        "promise", promised, by=world.zhou, words="下午四点前回复您", due_at=NOON + timedelta(hours=4), consent=True
    )
    assert titles(world.lin, emotion="agitated") == [angry.title]
    assert titles(world.lin, promise="open") == [promised.title]
    assert titles(world.lin, silent="1") == [quiet.title]
    assert titles(world.lin, due="late", silent="3") == []
    assert len(titles(world.lin, due="nonsense", emotion="nonsense", level="nonsense", person="x")) == 3
    assert titles(world.lin, category="-") == [quiet.title]


def test_a_word_with_the_owner_ends_the_silence_and_a_try_that_reached_nobody_does_not(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    spoken_at = complaint.spoken_at
    world.make("visit", complaint, by=world.zhou, outcome="not_reached", method="phone")
    world.make("note", complaint, words="明早再打")
    complaint.refresh_from_db()
    assert complaint.spoken_at == spoken_at
    world.make("visit", complaint, by=world.zhou, outcome="not_solved", method="phone", owner_words="还是会停")
    complaint.refresh_from_db()
    assert complaint.spoken_at > spoken_at


def test_the_oldest_and_what_was_silent_longest_come_first_page_by_page(world: World) -> None:
    made = [world.lodge(content=f"第{day}件", at=MORNING - timedelta(days=day)) for day in (1, 3, 2)]
    world.verify(made[1])
    for sort, order in ((SortBy.AGE, [1, 2, 0]), (SortBy.SILENCE, [1, 2, 0])):
        seen: list[str] = []
        filters, after = Filters(sort=sort), ""
        while len(seen) < 3:
            page = open_matters(world.lin, filters, after, size=2)
            seen += [row.title for row in page]
            after = page.after
        assert seen == [made[place].title for place in order], sort


@pytest.mark.parametrize("by", list(GroupBy))
def test_the_list_in_groups_has_every_row_once_over_all_its_pages(world: World, by: GroupBy) -> None:
    for day in range(4):
        world.lodge(content=f"没分类{day}", at=MORNING - timedelta(days=day))
    for day in range(3):
        world.verify(world.lodge(content=f"分类{day}", at=MORNING - timedelta(days=day)), level="major")
    seen: list[str] = []
    at = after = ""
    while True:
        page = grouped(world.he, NO_FILTERS, by, at, after, size=2, now=NOON)
        seen += [row.title for group in page.groups for row in group.rows]
        at, after = page.at, page.after
        if not at:
            break
    assert sorted(seen) == sorted(row.title for row in open_matters(world.he))


def test_the_gravest_level_is_the_first_group_and_a_group_says_how_many_it_has(world: World) -> None:
    world.lodge(content="一般的")
    grave = world.verify(world.lodge(content="严重的"), level="major")
    page = grouped(world.lin, NO_FILTERS, GroupBy.LEVEL, now=NOON)
    assert [(group.value, group.count) for group in page.groups] == [("major", 1), ("general", 1)]
    assert page.groups[0].rows[0].number == grave.number


def test_a_shared_queue_is_seen_by_those_who_work_there_in_that_role_and_shows_each_reader_own_rows(
    world: World,
) -> None:
    save_queue("我的件", {"person": "me"}, by=world.lin)
    save_queue("全体", {"due": "late"}, by=world.lin, readers=Readers(world.project))
    save_queue("前台看", {"stage": "received"}, by=world.lin, readers=Readers(world.project, Role.RECEPTIONIST))
    assert names(world.lin) == sorted(["全体", "前台看", "我的件"])
    assert names(world.zhou) == sorted(["全体", "前台看"])
    assert names(world.zhao) == ["全体"]
    assert names(world.wu) == []


def test_a_queue_is_refused_without_a_name_or_filter_twice_and_for_an_estate_of_others(world: World) -> None:
    save_queue("急件", {"level": "major"}, by=world.lin)
    for name, asks, readers in (
        ("急件", {"level": "major"}, None),
        (" ", {"level": "major"}, None),
        ("空的", {}, None),
        ("别处", {"level": "major"}, Readers(world.elsewhere)),
        ("公司", {"level": "major"}, Readers(None)),
    ):
        with pytest.raises(Refused):
            save_queue(name, asks, by=world.lin, readers=readers)
    save_queue("公司", {"level": "major"}, by=world.he, readers=Readers(None))
    assert names(world.wu) == ["公司"]


def test_only_who_saved_a_queue_changes_or_removes_it(world: World) -> None:
    queue = save_queue("全体", {"due": "late"}, by=world.lin, readers=Readers(world.project))
    with pytest.raises(Refused):
        save_queue("我的", {"due": "late"}, by=world.zhou, queue=queue)
    with pytest.raises(Refused):
        remove_queue(queue, by=world.zhou)
    remove_queue(queue, by=world.lin)
    assert names(world.zhou) == []


def test_the_numbers_of_all_queues_are_those_of_their_lists_and_are_counted_in_one_walk(world: World) -> None:
    world.verify(world.lodge(content="电梯困人"), emotion="agitated")
    world.lodge(content="楼道灯不亮", at=MORNING - timedelta(days=2))
    for name, asks in {"怒": {"emotion": "agitated"}, "迟": {"due": "late"}, "我": {"person": "me"}}.items():
        save_queue(name, asks, by=world.lin)
    with CaptureQueriesContext(connection) as queries:
        numbers = numbers_of(world.lin, NOON)
    assert len(queries) <= 5
    found = {row.name: numbers[str(row.id)] for row in queues_of(world.lin)}
    for row in queues_of(world.lin):
        listed = open_matters(world.lin, filters_of(row.asks, world.lin.pk), now=NOON)
        late = [one for one in listed if one.next_due_at and one.next_due_at < NOON]
        assert found[row.name] == (len(listed), len(late)), row.name


def test_numbers_are_kept_and_not_counted_again_at_once(world: World) -> None:
    save_queue("未核实", {"stage": "received"}, by=world.lin)
    assert [row.count for row in queues_of(world.lin)] == [None]
    assert keep_numbers(world.lin, NOON)
    world.lodge()
    assert not keep_numbers(world.lin, NOON + timedelta(seconds=20))
    assert [row.count for row in queues_of(world.lin)] == [0]
    assert keep_numbers(world.lin, NOON + timedelta(minutes=1))
    assert [row.count for row in queues_of(world.lin)] == [1]


@pytest.mark.rule("R89")
def test_what_is_set_aside_leaves_the_own_list_alone_until_its_time_or_until_something_happens(world: World) -> None:
    complaint = world.lodge()
    until = MORNING + timedelta(hours=1)
    clocks = list(complaint.clocks.order_by("pk").values("kind", "limit_at", "stopped_at", "paused_at"))
    world.make("snooze", complaint, minutes=1, due_at=until, reason="等电梯公司回电")
    soon, mine = MORNING + timedelta(minutes=5), Filters(mine=True)
    assert not open_matters(world.lin, mine, now=soon).rows
    assert counts_for(world.lin, soon).mine == 0
    assert len(open_matters(world.lin, Filters(snoozed=True), now=soon)) == 1
    assert len(open_matters(world.lin, now=soon)) == 1, "the list of the estate keeps it"
    assert len(open_matters(world.zhao, now=soon)) == 1
    assert list(complaint.clocks.order_by("pk").values("kind", "limit_at", "stopped_at", "paused_at")) == clocks
    assert len(open_matters(world.lin, mine, now=until)) == 1
    world.make("say", complaint, by=OWNER, minutes=3, words="怎么还没人来？")
    assert len(open_matters(world.lin, mine, now=soon)) == 1, "the owner wrote"


def test_what_is_set_aside_comes_back_when_it_is_overdue(world: World) -> None:
    complaint = world.lodge()
    world.make("snooze", complaint, minutes=1, due_at=MORNING + timedelta(days=3), reason="等配件")
    complaint.refresh_from_db()
    assert complaint.next_due_at is not None
    late = complaint.next_due_at + timedelta(minutes=1)
    assert len(open_matters(world.lin, Filters(mine=True), now=late)) == 1


def test_setting_aside_needs_a_reason_and_a_time_ahead(world: World) -> None:
    complaint = world.lodge()
    for facts in ({"reason": "等配件"}, {"due_at": MORNING, "reason": "等配件"}, {"due_at": NOON}):
        with pytest.raises(Refused):
            world.make("snooze", complaint, minutes=1, **facts)
