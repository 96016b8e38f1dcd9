"""What people and staff do at another estate, or take back, raises nothing here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.complaints.intake import lodge
from heed.actions.setup import founding
from heed.actions.warnings import answering
from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.warned import warn
from heed.process.words import Channel, PlaceKind, Role, WarningKind, WarningState
from heed.queries.actor import OWNER
from heed.records.models import Complaint, EarlyWarning
from tests.world import MORNING, World

LATER = MORNING + timedelta(hours=2)


def look() -> list[EarlyWarning]:
    """Count what changed, look at it, and return the open warnings."""
    count()
    warn(Watcher(), now=LATER)
    return list(EarlyWarning.objects.filter(state=WarningState.OPEN.value).order_by("pk"))


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is marked as of the play's time."""
    monkeypatch.setattr("heed.actions.warnings.watching.timezone.now", lambda: LATER)


def told_elsewhere(world: World) -> Complaint:
    """Chen, who owns a home at the other estate too, complains there."""
    garage = founding.add_place(world.elsewhere, PlaceKind.SPOT, "车库")
    facts: dict[str, Any] = {"channel": Channel.PHONE, "content": "车库漏水", "course": "今早漏水", "about": "车库"}
    return lodge(world.elsewhere, **facts, person=world.chen, place=garage, wants="修好", at=MORNING, by=world.wu)


@pytest.mark.rule("R148")
def test_what_was_dismissed_at_one_estate_stays_quiet_when_the_owner_complains_at_another(world: World) -> None:
    for _ in range(5):
        world.lodge()
    (warning,) = look()
    answering.dismiss(warning, "都已说明", by=world.lin, at=LATER)
    told_elsewhere(world)
    assert look() == []


@pytest.mark.rule("R148")
def test_what_was_dismissed_of_one_person_stays_quiet_when_another_estate_complains_of_the_same(world: World) -> None:
    founding.give_duty(world.sun, Role.GUARD, project=world.elsewhere)
    for complaint in (world.lodge(), world.neighbour(), world.neighbour(unit="3-1702", contact="13900006622")):
        world.make("name_accused", world.verify(complaint), by=world.lin, account=world.sun)
    (warning,) = (one for one in look() if one.kind == WarningKind.MANNER)
    answering.dismiss(warning, "都已说明", by=world.lin, at=LATER)
    world.make("name_accused", told_elsewhere(world), by=world.wu, account=world.sun)
    assert WarningKind.MANNER not in [one.kind for one in look()]


@pytest.mark.rule("R148")
def test_a_complaint_of_a_person_that_was_withdrawn_is_no_voice(world: World) -> None:
    first, second = world.verify(world.lodge()), world.verify(world.neighbour())
    for complaint in (first, second):
        world.make("name_accused", complaint, by=world.lin, account=world.sun)
    world.make("withdraw", first, by=OWNER, owner_words="看错人了")
    assert WarningKind.MANNER not in [one.kind for one in look()]
