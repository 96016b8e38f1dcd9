"""Spans in classes: medians and percentiles to within a tenth, and sums that can be taken back."""

from collections import Counter
from random import Random
from statistics import quantiles

import pytest

from heed.insight.tallies.spans import LONGEST, longest_from, quantile, span_class


@pytest.mark.rule("R147")
@pytest.mark.parametrize("seed", range(5))
def test_median_and_ninetieth_percentile_lie_within_a_tenth(seed: int) -> None:
    chance = Random(seed)
    spans = [chance.lognormvariate(10, 1.5) for _ in range(2_000)]
    classes = Counter(span_class(seconds) for seconds in spans)
    exact = quantiles(spans, n=10)
    for share, true in ((0.5, exact[4]), (0.9, exact[8])):
        found = quantile(classes, share)
        assert found is not None
        assert abs(found - true) / true < 0.1


def test_the_shortest_and_the_longest_have_a_class_and_nothing_has_no_median() -> None:
    assert [span_class(seconds) for seconds in (-5, 0, 59.9, 60, 10**12)] == [0, 0, 0, 1, LONGEST]
    assert quantile({}, 0.5) is None
    assert quantile({0: 4}, 0.5) == 30


def test_the_longest_are_those_above_the_share_also_where_it_ends_with_a_class() -> None:
    assert longest_from({3: 9, 9: 1}, 0.9) == 4
    assert longest_from({3: 8, 9: 2}, 0.9) == 9
    assert longest_from({}, 0.9) == 0
