"""The same again, and the same elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.setup import founding
from heed.process.words import PlaceKind
from heed.queries.complaints.repeats import repeats_of, similar_now
from tests.world import MORNING, World

LATER = MORNING + timedelta(days=8)


@pytest.mark.rule("R10")
def test_the_desk_is_told_of_the_same_lift_eight_days_ago(world: World) -> None:
    first = world.verify(world.lodge())
    (same,) = repeats_of([world.project.pk], person=world.chen.pk, text="電梯又壞了，我妈困在里面", at=LATER)
    assert (same.id, same.days_ago, same.word, same.of) == (first.pk, 8, "电梯", "person")


def test_days_are_counted_by_midnights_of_the_project(world: World) -> None:
    world.lodge(at=MORNING.replace(hour=15))  # eleven at night in Shanghai
    (same,) = repeats_of([world.project.pk], person=world.chen.pk, text="电梯", at=MORNING.replace(hour=17))
    assert same.days_ago == 1


def test_the_same_home_counts_whoever_complains(world: World) -> None:
    world.lodge(person=None, name="陈先生", contact="13911112222")
    assert [same.of for same in repeats_of([world.project.pk], person=world.chen.pk, text="电梯", at=LATER)] == ["home"]
    assert [same.of for same in repeats_of([world.project.pk], place=world.home.pk, text="电梯", at=LATER)] == ["place"]


def test_the_same_category_is_the_same_without_a_word_in_common(world: World) -> None:
    world.verify(world.lodge())
    found = repeats_of([world.project.pk], person=world.chen.pk, category="lift_stopped", text="又来了", at=LATER)
    assert [same.word for same in found] == [""]


def test_another_matter_an_older_one_and_another_projects_are_no_repeats(world: World) -> None:
    world.verify(world.lodge())
    of_chen: dict[str, Any] = {"person": world.chen.pk, "at": LATER}
    assert repeats_of([world.project.pk], text="楼上漏水", **of_chen) == []
    assert repeats_of([world.project.pk], text="电梯", days=7, **of_chen) == []
    assert repeats_of([world.project.pk], text="电梯", days=9, **of_chen) != []
    assert repeats_of([world.elsewhere.pk], text="电梯", **of_chen) == []
    assert repeats_of([world.project.pk], text="", **of_chen) == []
    assert repeats_of([], text="电梯", **of_chen) == []


def test_the_complaint_itself_is_left_out(world: World) -> None:
    complaint = world.lodge()
    assert repeats_of([world.project.pk], person=world.chen.pk, text="电梯", at=LATER, but=complaint.pk) == []


def test_the_window_is_the_policys(world: World) -> None:
    world.lodge()
    for days, found in ((29, 1), (31, 0)):
        at = MORNING + timedelta(days=days)
        assert len(repeats_of([world.project.pk], person=world.chen.pk, text="电梯", at=at)) == found


def test_what_others_say_of_the_same_now_is_shown_nearest_first(world: World) -> None:
    far = founding.add_place(world.project, PlaceKind.BUILDING, "9号楼")
    elsewhere = world.lodge(person=None, place=far, name="李", contact="13911112222")
    world.lodge(person=None, place=None, name="王", contact="13911113333", unit="8号", content="楼道灯坏了", about="灯")
    near = world.lodge(place=world.home)
    found = similar_now(world.project.pk, "二号电梯不动了", place=world.lift.pk, at=MORNING + timedelta(hours=1))
    assert [(same.id, same.of) for same in found] == [(near.pk, "building"), (elsewhere.pk, "project")]
    assert found[0].word == "电梯"


def test_what_has_ended_or_is_days_old_does_not_go_on_now(world: World) -> None:
    complaint = world.verify(world.lodge())
    soon = MORNING + timedelta(hours=1)
    assert len(similar_now(world.project.pk, "电梯停了", at=soon)) == 1
    assert similar_now(world.project.pk, "电梯停了", at=soon, but=complaint.pk) == []
    assert similar_now(world.project.pk, "电梯停了", at=MORNING + timedelta(days=4)) == []
    assert similar_now(world.elsewhere.pk, "电梯停了", at=soon) == []
    world.make("settle", complaint, by=world.zhou, solution="已说明", responsibility="none", confirmation="好")
    assert similar_now(world.project.pk, "电梯停了", at=soon) == []


def test_both_take_the_same_few_queries(world: World) -> None:
    for _ in range(3):
        world.lodge()
    with CaptureQueriesContext(connection) as queries:
        assert len(repeats_of([world.project.pk], person=world.chen.pk, text="电梯", at=LATER)) == 3
    assert len(queries) == 4, "the policy's version, homes, of the person, of the places"
    with CaptureQueriesContext(connection) as queries:
        assert len(similar_now(world.project.pk, "电梯", place=world.lift.pk, at=MORNING)) == 3
    assert len(queries) == 3, "the policy's version, the building, the complaints"
