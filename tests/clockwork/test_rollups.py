"""Random lives are counted while they go on; the sums are those of counting the whole record once, at the end."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.actions.tallies import counting
from heed.clockwork.rollups import count
from heed.queries.tallies.soundness import wrong_sums, wrongly_counted
from heed.records.models import Complaint, ComplaintMonth, Project, Tally
from tests.clockwork.test_lives import Killed, Life, play
from tests.world import World

EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "15" if connection.vendor == "sqlite" else "8"))
ZONES = ["Asia/Shanghai", "Pacific/Kiritimati", "America/Anchorage"]
JUDGED: dict[str, Any] = {
    "category": "lift_stopped", "level": "general", "nature": "consult", "emotion": "calm", "validity": "valid",
    "reason": "核实后调整",
}  # fmt: skip
Sums = dict[tuple[int, date, str, str], int]


class CountedLife(Life):
    """A life in which the worker counts now and then, and is killed now and then."""

    def step(self) -> None:
        super().step()
        what = self.choose(["nothing", "count", "one mark", "killed"])
        if what == "count":
            count()
        elif what == "one mark":
            counting.count_changed(1)
        elif what == "killed":
            with suppress(Killed), transaction.atomic():
                counting.count_changed(2)
                raise Killed


def kept() -> Sums:
    rows = Tally.objects.exclude(count=0).values_list("project", "month_on", "measure", "key", "count")
    return {(project, on, measure, key): times for project, on, measure, key, times in rows}


def received_by_month() -> Counter[date]:
    """Counted another way: from the rows of the complaints themselves."""
    found = Complaint.objects.select_related("project")
    return Counter(one.received_on.replace(day=1) for one in found)


def open_by_the_tallies() -> int:
    totals = Counter[str]()
    for (_project, _on, measure, _key), times in kept().items():
        totals[measure] += times
    return totals["new"] + totals["again"] - totals["closed"]


@pytest.mark.rule("R103")
def test_lives_that_are_counted_on_the_way_have_the_sums_of_the_whole_record(world: World) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(st.data(), st.sampled_from(ZONES))
    def live(draw: st.DataObject, zone: str) -> None:
        with transaction.atomic():
            Project.objects.filter(pk=world.project.pk).update(timezone=zone)
            world.project.timezone = zone
            play(CountedLife(world, draw))
            count()
            on_the_way = kept()
            assert [*wrong_sums(), *wrongly_counted()] == []
            new = {on: times for (_project, on, measure, _key), times in on_the_way.items() if measure == "new"}
            assert new == received_by_month()
            still_open = [one for one in Complaint.objects.all() if one.is_open]
            assert open_by_the_tallies() == len(still_open)
            assert ComplaintMonth.objects.filter(stays_open=True, until_on=None).count() == len(still_open)
            counting.start_anew()
            count()
            assert kept() == on_the_way
            transaction.set_rollback(True)

    live()


@pytest.mark.parametrize("fault", ["forgets a mark", "forgets what was added before"])
def test_counting_that_does_not_go_by_the_record_is_found(
    world: World, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = world.verify(world.lodge())
    count()
    if fault == "forgets a mark":
        monkeypatch.setattr("heed.actions.engine.to_tally.mark", lambda ids: None)
        world.make("reassess", complaint, **JUDGED)
    else:
        world.make("reassess", complaint, **JUDGED)
        Tally.objects.filter(measure="effective").update(count=9)
    count()
    assert [*wrong_sums(), *wrongly_counted()]
