"""`heed tallies` counts, and `heed check` names a wrong number."""

from __future__ import annotations

import pytest

from heed.commands import check, tallies
from heed.records.models import Tally
from tests.world import World


def test_the_command_counts_what_changed_and_everything_anew(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.lodge()
    tallies.main([])
    assert "1 changes counted" in capsys.readouterr().out
    Tally.objects.update(count=7)
    tallies.main(["--rebuild"])
    assert set(Tally.objects.values_list("count", flat=True)) == {1}


def test_the_check_names_a_wrong_number(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.lodge()
    tallies.main([])
    check.main([])
    assert "numbers of the reports are those of the record" in capsys.readouterr().out
    Tally.objects.filter(measure="new").update(count=7)
    assert check.main([]) == 1
    assert "CH 2026-11 new: 7 instead of 1. `heed tallies --rebuild`" in capsys.readouterr().out
