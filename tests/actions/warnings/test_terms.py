"""The company says in its policy what raises a warning: a changed term changes what is raised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.setup.policy import publish
from heed.actions.warnings import answering
from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.warned import warn
from heed.process.policy import default_policy
from heed.process.words import Method, VisitOutcome, WarningKind, WarningState
from heed.records.models import EarlyWarning
from tests.actions.warnings.test_watching import LATER, look, past, surge
from tests.world import MORNING, World


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is marked as of the play's time."""
    monkeypatch.setattr("heed.actions.warnings.watching.timezone.now", lambda: LATER)


def terms(world: World, kind: str, **changed: int) -> None:
    """Publish the policy with other terms for this kind of warning."""
    document: dict[str, Any] = default_policy().model_dump(mode="json")
    document["warnings"][kind] |= changed
    publish(document, by=world.admin, seen=1, at=MORNING - timedelta(days=1))


def kinds() -> set[str]:
    return {one.kind for one in look()}


@pytest.mark.rule("R148")
@pytest.mark.parametrize(("changed", "warns"), [({}, True), ({"voices": 12}, False), ({"odds": 10_000_000}, False)])
def test_a_surge_asks_for_the_owners_and_the_chance_of_the_policy(
    world: World, changed: dict[str, int], warns: bool
) -> None:
    if changed:
        terms(world, "surge", **changed)
    past(world, of_category=2)
    surge(world, 6)
    assert (WarningKind.SURGE in kinds()) is warns


@pytest.mark.rule("R148")
def test_two_complaints_of_one_owner_are_a_repeat_where_the_policy_says_so(world: World) -> None:
    world.lodge()
    world.lodge(at=MORNING + timedelta(minutes=1))
    assert kinds() == set()
    terms(world, "repeats", number=2, of_category=2)
    world.lodge(at=MORNING + timedelta(minutes=2))
    (warning,) = look()
    assert warning.facts == {"number": 3, "days": 60}


@pytest.mark.rule("R148")
def test_one_person_of_whom_two_complain_is_no_warning_where_the_policy_asks_for_three(world: World) -> None:
    terms(world, "conduct", voices=3)
    for complaint in (world.lodge(), world.neighbour()):
        world.verify(complaint)
        world.make("name_accused", complaint, by=world.zhao, account=world.lin)
    assert WarningKind.MANNER not in kinds()


@pytest.mark.rule("R148")
def test_an_owner_is_missed_after_the_silent_days_of_the_policy(world: World) -> None:
    terms(world, "leaving", quiet_days=5, silent_days=9)
    complaint = world.to_handled(world.lodge())
    failed: dict[str, Any] = {"method": Method.PHONE, "completed": False, "owner_words": "还是没修好"}
    world.make("visit", complaint, outcome=VisitOutcome.NOT_SOLVED, **failed)
    complaint.refresh_from_db()
    count()
    for days, warned in ((3, False), (5, True)):
        warn(Watcher(), now=complaint.spoken_at + timedelta(days=days, minutes=1))
        assert EarlyWarning.objects.filter(kind=WarningKind.LEAVING).exists() is warned, days


@pytest.mark.rule("R148")
def test_what_was_dismissed_stays_quiet_as_long_as_the_policy_says(world: World) -> None:
    terms(world, "afterwards", dismissed_days=90)
    for _ in range(4):
        world.lodge()
    (warning,) = look()
    answering.dismiss(warning, "已说明", by=world.lin, at=LATER)
    for days, many, warned in ((40, 5, False), (95, 5, True)):
        at = LATER + timedelta(days=days)
        for _ in range(many):
            world.lodge(at=at)
        count()
        warn(Watcher(), now=at + timedelta(hours=1))
        assert EarlyWarning.objects.filter(state=WarningState.OPEN).exists() is warned, days
