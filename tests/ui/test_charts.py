"""Charts drawn on the server."""

import re

import pytest

from heed.ui.charts import HEIGHT, Series, stacked, step_of


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (83, 50), (399, 100)]
)
def test_the_grid_has_few_round_lines(highest: int, step: int) -> None:
    assert step_of(highest) == step


def test_bars_stand_on_each_other_in_the_share_of_their_values() -> None:
    svg = stacked(["Oct", "Nov"], [Series("Kept", 1, (3, 0)), Series("Broken", 3, (1, 2))])
    bars = re.findall(r'<rect class="mark--(\d)" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', svg)
    assert [mark for mark, _y, _height in bars] == ["1", "3", "3"]  # no bar for nothing
    kept, broken, alone = [(float(y), float(height)) for _mark, y, height in bars]
    assert kept[1] == pytest.approx(3 * broken[1], abs=0.2)
    assert broken[0] + broken[1] == pytest.approx(kept[0], abs=0.2)  # it stands on the one below
    assert alone[1] == pytest.approx(2 * broken[1], abs=0.2)
    assert "<title>Kept: 3</title>" in svg


def test_a_chart_without_anything_is_an_empty_grid_and_hidden_from_those_who_hear() -> None:
    svg = stacked([], [])
    assert 'aria-hidden="true"' in svg
    assert "<rect" not in svg
    assert str(HEIGHT) in svg


def test_of_many_labels_every_second_gives_way_on_a_telephone_but_never_the_last() -> None:
    svg = stacked([str(month) for month in range(1, 13)], [Series("Kept", 1, (1,) * 12)])
    assert re.findall(r'class="label label--between"[^>]*>(\d+)<', svg) == ["1", "3", "5", "7", "9", "11"]
    assert "label--between" not in stacked(["Oct", "Nov"], [])


def test_names_cannot_break_out_of_the_drawing() -> None:
    assert "<script>" not in stacked(["<script>"], [Series("<b>", 1, (1,))])
