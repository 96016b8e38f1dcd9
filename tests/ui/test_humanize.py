"""Times as a person says them, and what a clock's pill shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.translation import override

from heed.ui import humanize

NOW = datetime(2026, 11, 21, 6, 2, tzinfo=UTC)  # 14:02 in Shanghai


@pytest.mark.parametrize(
    ("length", "english", "chinese"),
    [
        (timedelta(seconds=59), "under a minute", "不到 1 分钟"),
        (timedelta(minutes=38, seconds=59), "38 min", "38 分钟"),
        (timedelta(minutes=60), "1 h", "1 小时"),
        (timedelta(hours=2, minutes=59), "2 h 59 min", "2 小时 59 分钟"),
        (timedelta(hours=5, minutes=59), "5 h", "5 小时"),
        (timedelta(hours=24), "1 d", "1 天"),
        (timedelta(hours=27), "1 d 3 h", "1 天 3 小时"),
        (timedelta(days=12, hours=5), "12 d", "12 天"),
        (-timedelta(minutes=5), "5 min", "5 分钟"),
        (300, "5 min", "5 分钟"),
    ],
)
def test_a_length_is_said_in_its_largest_unit(length: timedelta | float, english: str, chinese: str) -> None:
    with override("en"):
        assert humanize.duration(length) == english
    with override("zh-hans"):
        assert humanize.duration(length) == chinese


@pytest.mark.parametrize(
    ("at", "english", "simplified", "traditional"),
    [
        (NOW, "today 14:02", "今天 14:02", "今天 14:02"),
        (NOW - timedelta(hours=15), "yesterday 23:02", "昨天 23:02", "昨天 23:02"),
        (NOW + timedelta(hours=10), "tomorrow 00:02", "明天 00:02", "明天 00:02"),
        (NOW - timedelta(days=8), "13 Nov 14:02", "11月13日 14:02", "11月13日 14:02"),
        (NOW - timedelta(days=365), "21 Nov 2025 14:02", "2025年11月21日 14:02", "2025年11月21日 14:02"),
    ],
)
def test_an_instant_is_said_by_the_day_of_the_persons_own_time_zone(
    at: datetime, english: str, simplified: str, traditional: str
) -> None:
    for language, said in (("en", english), ("zh-hans", simplified), ("zh-hant", traditional)):
        with override(language):
            assert humanize.instant(at, NOW) == said


@time_machine.travel(NOW, tick=False)
def test_a_heading_names_the_near_day_and_its_date() -> None:
    with override("zh-hans"):
        assert humanize.dated(NOW) == "今天 · 11月21日"
        assert humanize.dated(date(2026, 11, 19)) == "11月19日"


@pytest.mark.parametrize(
    ("count", "said"), [(820, "820 B"), (14_300, "14 KB"), (1_258_291, "1.2 MB"), (26_000_000, "25 MB")]
)
def test_a_size_is_said_in_the_unit_one_would_use(count: int, said: str) -> None:
    assert humanize.file_size(count) == said


def minutes(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


@pytest.mark.parametrize(
    ("facts", "said", "tone"),
    [
        ({"due_at": minutes(240), "started_at": minutes(-5)}, "4 h left", "good"),
        ({"due_at": minutes(20), "started_at": minutes(-100)}, "20 min left", "warn"),
        ({"due_at": minutes(1440), "target_at": minutes(30), "started_at": NOW}, "30 min to target", "good"),
        ({"due_at": minutes(1300), "target_at": minutes(-1), "started_at": minutes(-31)}, "21 h left", "warn"),
        ({"due_at": minutes(0), "started_at": minutes(-60)}, "under a minute overdue", "hot"),
        ({"due_at": minutes(-120), "started_at": minutes(-180)}, "2 h overdue", "hot"),
        ({"due_at": None, "target_at": minutes(10)}, "10 min to target", "good"),
        ({"due_at": None, "target_at": minutes(-10)}, "10 min past the target", "warn"),
        ({"due_at": minutes(-5), "paused": True}, "Paused", "plain"),
        ({"due_at": None}, "No time limit", "plain"),
        (
            {"due_at": minutes(9), "started_at": minutes(-56), "stopped_at": NOW, "outcome": "met"},
            "Done in 56 min",
            "good",
        ),
        ({"due_at": minutes(-40), "stopped_at": NOW, "outcome": "late"}, "Done 40 min late", "hot"),
        (
            {"due_at": None, "target_at": minutes(-40), "stopped_at": NOW, "outcome": "late"},
            "Done 40 min after the target",
            "warn",
        ),
        ({"due_at": minutes(9), "outcome": "dropped"}, "No longer needed", "plain"),
    ],
)
def test_a_clock_says_how_it_stands(facts: dict[str, Any], said: str, tone: str) -> None:
    with override("en"):
        shown = humanize.countdown(**facts, now=NOW)
    assert (shown.text, shown.tone) == (said, tone)


def test_only_a_clock_that_runs_is_kept_fresh_by_the_browser() -> None:
    assert humanize.countdown(minutes(5), now=NOW).running
    assert not humanize.countdown(minutes(5), paused=True, now=NOW).running
    assert not humanize.countdown(minutes(5), outcome="met", now=NOW).running


def test_the_bar_fills_from_the_start_to_the_limit_and_no_further() -> None:
    shares = [humanize.countdown(minutes(60), started_at=NOW, now=minutes(at)).share for at in (-5, 0, 15, 59, 90)]
    assert shares == [0, 0, 25, 98, 100]
