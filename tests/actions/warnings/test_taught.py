"""A hot spot that was dismissed teaches: it stays quiet, and then asks for more people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from heed.actions.warnings import answering
from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.warned import warn
from heed.process.words import WarningState
from heed.records.models import EarlyWarning
from tests.actions.warnings.test_gathering import LATER, PIANO, hot_spot, look
from tests.actions.warnings.test_gathering import _few_texts as _few_texts
from tests.world import World


def told_after(world: World, days: int, *numbers: int) -> list[EarlyWarning]:
    """The hot spots after an owner of each of these homes told of the piano so many days later."""
    at = LATER + timedelta(days=days)
    for number in numbers:
        owner = {"name": f"业主{number}", "unit": f"3-{number}02", "contact": f"139000{number:05}"}
        world.neighbour(**owner, content=PIANO[number % len(PIANO)], about="", course="", at=at)
    count()
    warn(Watcher(), now=at)
    return list(EarlyWarning.objects.order_by("pk"))


@pytest.mark.rule("R148")
def test_a_hot_spot_that_goes_on_after_its_dismissal_asks_for_one_more_voice(world: World) -> None:
    hot_spot(world)
    (warning,) = look()
    answering.dismiss(warning, "是两户不同的人家", by=world.lin, at=LATER)
    assert told_after(world, 20, 21, 26) == [warning]
    assert warning.complaints.count() == 6, "what is told while it is quiet joins it"
    assert told_after(world, 45, 22, 23) == [warning], "four voices are not enough"
    _dismissed, again = told_after(world, 46, 25)
    assert (again.state, again.facts["voices"]) == (WarningState.OPEN, 5)


@pytest.mark.rule("R148")
def test_a_hot_spot_that_was_acted_on_is_quiet_for_two_weeks_only(world: World) -> None:
    hot_spot(world)
    (warning,) = look()
    answering.act(warning, "已上门劝说", by=world.lin, at=LATER)
    assert told_after(world, 13, 21) == [warning]
    assert warning.complaints.count() == 4
    _acted, again = told_after(world, 15, 22)
    assert again.state == WarningState.OPEN
