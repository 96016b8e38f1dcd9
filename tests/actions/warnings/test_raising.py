"""All warnings of a look are raised and renewed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.warnings.raising import raise_or_renew
from heed.process.words import WarningKind
from heed.queries.warnings.watched import WarningCandidate
from heed.records.models import Complaint, EarlyWarning, Notice
from tests.world import MORNING, World


def candidates(world: World, complaints: Sequence[Complaint], name: str, number: int) -> list[WarningCandidate]:
    """So many homes that complain again and again, and their complaints."""
    behind = frozenset(one.pk for one in complaints)
    return [
        WarningCandidate(world.project.pk, WarningKind.REPEAT_HOME, f"{name}{at}", {"number": 4, "days": 60}, behind)
        for at in range(number)
    ]


def cost(found: list[WarningCandidate]) -> int:
    with CaptureQueriesContext(connection) as captured:
        raise_or_renew(found, MORNING)
    return len(captured)


def test_raising_and_renewing_take_the_same_queries_for_two_and_for_twenty(world: World) -> None:
    complaints = [world.lodge(), world.neighbour()]
    few, many = candidates(world, complaints, "few", 2), candidates(world, complaints, "many", 20)
    assert cost(few) == cost(many)
    assert EarlyWarning.objects.count() == Notice.objects.filter(about="early_warning").count() == 22
    few, many = ([replace(one, facts={"number": 5, "days": 60}) for one in found] for found in (few, many))
    assert cost(few) == cost(many), "renewed"
    assert EarlyWarning.objects.count() == 22


def test_nobody_is_warned_where_nobody_can_answer(world: World) -> None:
    for account in (world.lin, world.zhao, world.he):
        account.duties.all().delete()
    assert raise_or_renew(candidates(world, [world.lodge(by=world.zhou)], "home", 1), MORNING) == []
    assert not EarlyWarning.objects.exists()
