"""Each new complaint is compared with others of its estate once, and not lost where a look fails."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest

from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.insight.hotspots import Rarity, ToldMatter, is_hot
from heed.queries.warnings import gathering
from heed.queries.warnings.gathering import Gathering
from heed.queries.warnings.watched import watched_of
from heed.records.models import Complaint
from tests.actions.warnings.test_gathering import LATER, hot_spot, look, told
from tests.actions.warnings.test_gathering import _few_texts as _few_texts
from tests.world import World


def test_a_look_that_fails_leaves_its_complaints_to_be_compared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hot_spot(world)
    watcher = Watcher()
    count()
    with monkeypatch.context() as broken:
        broken.setattr("heed.actions.warnings.watching.surges", lambda *_: (1 / 0 for _once in (1,)))
        with pytest.raises(ZeroDivisionError):
            watcher.look(LATER)
    assert len(look(watcher)) == 1


def test_what_was_compared_is_not_compared_again(world: World) -> None:
    complaint = told(world, 11, "楼道堆放杂物")
    watcher = Watcher(gathering=Gathering())
    look(watcher)
    assert watcher.gathering.not_compared(watched_of([complaint.pk]), LATER) == {}


def test_a_busy_estate_leaves_room_to_compare_those_of_another(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "COMPARED", 4)
    here = hot_spot(world)
    Complaint.objects.exclude(pk__in=[one.pk for one in here]).update(
        project=world.elsewhere, received_at=LATER - timedelta(minutes=1)
    )
    (warning,) = look()
    assert warning.project == world.project


@pytest.mark.rule("R148")
def test_two_views_of_one_thing_in_one_look_are_one_warning_with_the_most_voices(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first and the last are not alike, but each is alike to all others."""
    complaints = [one.pk for one in hot_spot(world, people=5)]
    first, *_middle, last = complaints

    def alike(_terms: object, matter: ToldMatter, others: Collection[ToldMatter], _rarity: Rarity) -> list[ToldMatter]:
        apart = {first: {last}, last: {first}}.get(matter.id, set())
        own = {matter.id} if matter.id in complaints else set(complaints)
        return [one for one in others if one.id in complaints and one.id not in own | apart]

    monkeypatch.setattr(gathering, "alike_to", alike)
    (warning,) = look()
    assert {one.pk for one in warning.complaints.all()} == set(complaints)
    assert warning.facts["voices"] == 5


@pytest.mark.rule("R148")
def test_a_later_view_with_fewer_voices_does_not_lessen_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hot_spot(world, people=5)
    watcher = Watcher()
    (warning,) = look(watcher)
    assert warning.facts["voices"] == 5
    monkeypatch.setattr(gathering, "is_hot", lambda terms, matter, alike: is_hot(terms, matter, list(alike)[-3:]))
    told(world, 17, "请管一管半夜弹钢琴的住户")
    (warning,) = look(watcher)
    assert (warning.facts["voices"], warning.complaints.count()) == (5, 6)
