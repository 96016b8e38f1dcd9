"""Each new complaint is compared with others of its estate once, and not lost where a look fails."""

from __future__ import annotations

from datetime import timedelta

import pytest

from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
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
