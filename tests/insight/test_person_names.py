"""How well a name that was typed fits a person on record (R10)."""

from __future__ import annotations

import pytest

from heed.insight.person_names import NOT, PARTLY, WHOLLY, fit_of


@pytest.mark.parametrize(
    ("typed", "known", "fit"),
    [
        ("陈美玲", "陈美玲", WHOLLY), ("陳美玲", "陈美玲", WHOLLY), ("mary chan", "Mary  Chan", WHOLLY),
        ("阿依古丽买买提", "阿依古丽·买买提", WHOLLY), ("陈\u200b美玲", "陈美玲", WHOLLY),
        ("陈女士", "陈美玲", PARTLY), ("陳小姐", "陈美玲", PARTLY), ("Mr Chan", "David Chan", PARTLY),
        ("Chan Mr.", "David Chan", PARTLY), ("美玲", "陈美玲", PARTLY),
        ("黄先生", "陈美玲", NOT), ("女士", "陈美玲", NOT), ("", "陈美玲", NOT), ("陈美玲", "", NOT),
        ("Mr Chan", "Channing Li", NOT), ("玲", "陈美玲", NOT),
    ],
)  # fmt: skip
def test_a_name_fits_wholly_by_a_part_or_not_at_all(typed: str, known: str, fit: int) -> None:
    assert fit_of(typed, known) == fit
