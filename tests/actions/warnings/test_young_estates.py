"""At an estate that began lately nobody knows yet what is usual."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.warned import warn
from heed.process.words import WarningKind
from heed.records.models import EarlyWarning, Tally
from tests.world import MORNING, World

LATER = MORNING + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is marked as of the play's time."""
    monkeypatch.setattr("heed.actions.warnings.watching.timezone.now", lambda: LATER)


def surges_after(world: World, of_lifts: dict[int, int]) -> list[EarlyWarning]:
    """The surges when nine homes complain of the lift, after so many of it in each of these months."""
    for month, many in of_lifts.items():
        row = {"project": world.project, "month_on": date(2026, month, 1)}
        Tally.objects.create(**row, measure="new", count=20)
        Tally.objects.create(**row, measure="by_category", key="lift_stopped", count=many)
    for number in range(11, 20):
        world.verify(world.neighbour(unit=f"3-{number}02", contact=f"139000{number:05}"))
    count()
    warn(Watcher(), now=LATER)
    return list(EarlyWarning.objects.filter(kind=WarningKind.SURGE.value))


@pytest.mark.rule("R148")
def test_the_month_in_which_an_estate_began_is_no_whole_one(world: World) -> None:
    assert surges_after(world, {9: 0, 10: 2}) == [], "October alone tells too little"


@pytest.mark.rule("R148")
def test_what_came_in_the_month_in_which_an_estate_began_is_not_counted_as_usual(world: World) -> None:
    (surge,) = surges_after(world, {8: 9, 9: 2, 10: 2})
    assert surge.facts["usual"] == 0.5, "four in the 61 days of September and October"
