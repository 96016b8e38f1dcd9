"""An owner is about to be lost where several signs come together."""

from __future__ import annotations

import pytest

from heed.insight.warning.leaving import Sign, Standing, is_leaving, signs_of
from heed.process.policy.warnings import LeavingTerms

#: The terms that a company begins with.
LEAVING = LeavingTerms()


@pytest.mark.rule("R148")
@pytest.mark.parametrize(
    ("standing", "leaving"),
    [
        (Standing(dissatisfied=True), False),
        (Standing(dissatisfied=True, round=2), False),
        (Standing(dissatisfied=True, round=2, silent_days=4), True),
        (Standing(dissatisfied=True, round=2, silent_days=8), True),
        (Standing(silent_days=30), False),
        (Standing(silent_days=8, broken=True), True),
        (Standing(round=3, upset=True, repeated=True), False),
    ],
)
def test_signs_warn_together(standing: Standing, leaving: bool) -> None:
    assert is_leaving(LEAVING, signs_of(LEAVING, standing)) is leaving


def test_silence_is_one_sign_and_a_dismissal_asks_for_more() -> None:
    standing = Standing(dissatisfied=True, silent_days=8)
    assert signs_of(LEAVING, standing) == (Sign.DISSATISFIED, Sign.SILENT)
    assert is_leaving(LEAVING, signs_of(LEAVING, standing))
    assert not is_leaving(LEAVING, signs_of(LEAVING, standing), dismissed=1)
