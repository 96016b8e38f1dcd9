"""Days are written alike in all that a person reads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from heed.i18n.dates import date_of_year, full_date


@pytest.mark.parametrize(("language", "said"), [("en", "18 Nov 2026"), ("zh-hans", "2026年11月18日")])
def test_a_letter_has_the_day_with_its_year_as_the_language_writes_it(language: str, said: str) -> None:
    with translation.override(language):
        assert full_date(date(2026, 11, 18)) == said


def test_an_instant_is_of_the_day_that_it_is_where_the_reader_lives() -> None:
    with timezone.override("Asia/Shanghai"), translation.override("en"):
        assert full_date(datetime(2026, 11, 17, 17, tzinfo=UTC)) == "18 Nov 2026"


def test_the_year_is_left_out_only_within_it() -> None:
    with translation.override("en"):
        assert (date_of_year(date(2026, 11, 18), 2026), date_of_year(date(2025, 11, 18), 2026)) == (
            "18 Nov",
            "18 Nov 2025",
        )
