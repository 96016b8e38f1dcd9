"""The interval of a share, and ranks."""

import pytest

from heed.insight.wilson import interval, ranks


def test_the_interval_is_that_of_wilson() -> None:
    low, high = interval(81, 263)  # a worked example of the literature: 0.2553 to 0.3662
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize("base", [1, 5, 30, 1000])
def test_it_ends_at_nought_and_at_one_and_holds_the_share(base: int) -> None:
    none, every = interval(0, base), interval(base, base)
    assert none.low == 0
    assert every.high == 1
    assert 0 < none.high < 1
    assert none.high == pytest.approx(1 - every.low)
    for number in range(base + 1):
        low, high = interval(number, base)
        assert low <= number / base <= high


def test_there_is_no_interval_of_nothing() -> None:
    with pytest.raises(ValueError, match="no share"):
        interval(0, 0)


def test_the_best_comes_first_and_equals_share_a_rank() -> None:
    assert ranks({1: 0.9, 2: 0.95, 3: 0.9, 4: 0.5}) == {2: 1, 1: 2, 3: 2, 4: 4}
    assert ranks({1: 0.1, 2: 0.3}, low_is_good=True) == {1: 1, 2: 2}
