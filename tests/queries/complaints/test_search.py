"""Searching complaints."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.actions.complaints.intake import lodge
from heed.actions.setup import founding
from heed.process.words import Nature, PlaceKind, Role
from heed.queries.access import complaints_visible_to
from heed.queries.complaints import search
from heed.queries.complaints.search import number_in, search_complaints
from heed.records.models import Account, Complaint
from tests.world import MORNING, World

STORY = (
    "上周三才修好的二號電梯，今天下午又停在夹层，我妈妈七十八岁，被困二十分钟才出来。\n物业说「马上到」，"
    "結果 14:20 才来人。The lift stopped twice; 后来连乾淨的说法都没有！电话 138-0000-2207，住 3号楼 1502。"
)


def numbers(account: Account, text: str, **narrowed: object) -> list[str]:
    return [hit.number for hit in search_complaints(account, text, **narrowed)]  # type: ignore[arg-type]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(where=st.tuples(st.integers(0, 200), st.integers(2, 14)))
def test_any_characters_of_a_stored_text_find_it(world: World, where: tuple[int, int]) -> None:
    complaint = Complaint.objects.first() or world.lodge(content=STORY)
    for run in re.findall(r"[\u4e00-\u9fff]{2,}", STORY[where[0] % len(STORY) :][: where[1]]):
        assert numbers(world.lin, run) == [complaint.number]
        assert numbers(world.wu, run) == []


@pytest.mark.parametrize(
    "words",
    [
        "夹层", "夾層", "电梯 老人", "2号楼 电梯", "“停在夹层”", "lift", "LIF", "修好，今天", "陈美玲", "陳美玲",
        "2207", "8000022", "138-0000-2207", "3-1502", "3栋1502", "3号楼1502", "1502", "彻底修好", "二号电梯", "困",
        "CH-20261121-001", "1121-001", "ch 20261121 001",
    ],
)  # fmt: skip
def test_a_complaint_is_found_by_what_was_said_by_home_telephone_name_or_number(world: World, words: str) -> None:
    complaint = world.lodge(content="上周才修好，今天电梯又停在夹层，2号楼的老人被困二十分钟。 The lift stopped.")
    assert numbers(world.lin, words) == [complaint.number]


@pytest.mark.parametrize(
    "words",
    [
        "电扶梯", "夹层 漏水", "“夹层电梯”", "梯电", "停电梯", "137", "3-1503", "4-1502", "CH-20261121-002", "ifts",
    ],
)  # fmt: skip
def test_what_was_not_said_finds_nothing(world: World, words: str) -> None:
    world.lodge()
    assert numbers(world.lin, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "' OR 1=1 --", '"', "\\", "a:*b", "NEAR(电梯", "(", "%", "_", "电梯%", "\x00电梯", "电梯 AND", "\ud800",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_only_text(world: World, words: str) -> None:
    world.lodge()
    search_complaints(world.lin, words)
    search_complaints(world.he, words)


def test_the_newest_come_first_and_pages_follow_without_gap_or_repeat(world: World) -> None:
    made = [world.lodge(at=MORNING + timedelta(minutes=n)).number for n in range(7)]
    first = search_complaints(world.lin, "电梯", size=3)
    second = search_complaints(world.lin, "电梯", size=3, after=first.after)
    third = search_complaints(world.lin, "电梯", size=3, after=second.after)
    assert [hit.number for page in (first, second, third) for hit in page] == made[::-1]
    assert third.after == ""


def test_what_the_staff_wrote_and_did_is_found_too(world: World) -> None:
    complaint = world.lodge()
    assert numbers(world.lin, "门刀") == []
    world.to_handled(complaint)
    assert numbers(world.lin, "门刀") == [complaint.number]
    assert numbers(world.lin, "门刀 夹层") == [complaint.number], "words of different entries belong together"
    assert numbers(world.lin, "试运行正常") == [complaint.number]


def test_a_new_fact_is_found_at_once(world: World) -> None:
    complaint = world.lodge()
    world.make("amend", complaint, by=world.zhou, cause="变频器老化")
    assert numbers(world.lin, "变频器") == [complaint.number]


def test_a_hit_comes_with_its_clock(world: World) -> None:
    world.lodge()
    (hit,) = search_complaints(world.lin, "夾層")
    assert hit.clock is not None


def test_a_search_may_keep_to_one_project_and_to_what_is_open(world: World) -> None:
    done = world.verify(world.lodge())
    world.make("settle", done, by=world.zhou, solution="已说明", responsibility="none", confirmation="好")
    still = world.lodge(at=MORNING + timedelta(hours=1))
    assert numbers(world.he, "电梯") == [still.number, done.number]
    assert numbers(world.he, "电梯", still_open=True) == [still.number]
    assert numbers(world.he, "电梯", project=world.elsewhere.pk) == []
    assert numbers(world.he, "电梯", project=world.project.pk) == [still.number, done.number]


# ---- nobody sees another project's complaint


@pytest.fixture
def leak(world: World) -> Complaint:
    """A complaint of the other project, in the very words of ours."""
    home = founding.add_place(world.elsewhere, PlaceKind.UNIT, "3号楼 1502", number="3-1502")
    return lodge(
        world.elsewhere, by=world.wu, channel="phone", content="上周才修好，今天电梯又停在夹层。", name="陈美玲",
        contact="13800002207", unit="3号楼 1502", place=home, at=MORNING,
    )  # fmt: skip


@pytest.mark.parametrize("words", ["电梯", "夹层", "陈美玲", "2207", "3-1502", "YG-20261121-001", "20261121-001", "YG"])
def test_a_planted_leak_is_not_found(world: World, leak: Complaint, words: str) -> None:
    ours = world.lodge()
    for account in (world.lin, world.zhou, world.zhao):
        assert set(numbers(account, words)) <= {ours.number}
    assert leak.number in numbers(world.wu, words)
    assert leak.number in numbers(world.he, words), "the company centre sees all"


def test_every_account_finds_exactly_what_it_may_see(world: World, leak: Complaint) -> None:
    """By project, by having taken it in, by answering for it, by an order: what lets an account see lets it find."""
    world.lodge()
    world.lodge(by=world.sun, channel="patrol")
    ordered = world.lodge()
    world.to_handling(ordered)
    for department, account in ((world.engineering, world.wang), (world.security, None)):
        world.make(
            "order", ordered, department=department, account=account, work="更换", due_at=MORNING + timedelta(days=1)
        )
    founding.give_duty(world.wu, Role.GUARD, world.project)
    guarded = world.lodge(case_owner=world.wu)
    assert guarded.case_owner == world.wu
    moved = world.lodge()
    world.make("reassign", moved, account=world.zhao, reason="换人跟进")
    everybody = [value for value in vars(world).values() if isinstance(value, Account)]
    assert len(everybody) == 10
    for account in everybody:
        may = set(complaints_visible_to(account).filter(content__contains="电梯").values_list("number", flat=True))
        assert set(numbers(account, "电梯")) == may, account.username
    assert leak.number not in numbers(world.lin, "电梯")
    assert numbers(world.wang, "电梯") == [ordered.number]
    assert numbers(world.wu, "电梯")[0] == guarded.number


# ---- a fixed number of queries, by the index


def test_a_search_takes_the_same_few_queries_however_much_it_finds(world: World) -> None:
    world.lodge()
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert len(search_complaints(world.lin, "电梯 夹层", size=10)) > 0
        counts.append(len(queries))
        for n in range(5):
            world.lodge(at=MORNING + timedelta(minutes=n + 1))
    expected = 1 if connection.vendor == "postgresql" else 0  # how many answers its planner expects
    assert counts == [4 + expected, 4 + expected], "the duties, the ids, the complaints, their clocks"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's two ways")
@pytest.mark.parametrize("common", [-1, 20_000])
@pytest.mark.parametrize("near", [1, 3, 10_000])
def test_postgresql_finds_the_same_by_walking_and_by_gathering(
    world: World, monkeypatch: pytest.MonkeyPatch, near: int, common: int
) -> None:
    monkeypatch.setattr(search, "NEAR", near)
    monkeypatch.setattr(search, "NEAR_FOR_COMMON", near)
    monkeypatch.setattr(search, "COMMON", common)
    made = [world.lodge(at=MORNING + timedelta(minutes=n)).number for n in range(6)]
    for account in (world.he, world.lin):
        first = search_complaints(account, "电梯", size=2)
        second = search_complaints(account, "电梯", size=2, after=first.after)
        assert [hit.number for page in (first, second) for hit in page] == made[:1:-1]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CH-20261121-014", "CH-20261121-014"),
        ("ch 20261121 014", "CH-20261121-014"),
        ("ＣＨ20261121014", "CH-20261121-014"),
        ("电梯", ""),
        ("13800002207", ""),
        ("CH-20261121", ""),
    ],
)
def test_a_number_is_known_in_any_writing(text: str, number: str) -> None:
    assert number_in(text) == number


def test_verifying_anew_keeps_one_row_in_the_index(world: World) -> None:
    complaint = world.lodge()
    for _ in range(3):
        world.make("note", complaint, by=world.zhou, words="再次致电，业主仍在等")
    world.verify(complaint, nature=Nature.HELP)
    assert numbers(world.lin, "致电") == [complaint.number]
