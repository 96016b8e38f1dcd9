"""The log counts what repeats itself, instead of filling the disk with it."""

import logging

import pytest

from heed.config.logs import Repetitions

pytestmark = pytest.mark.once


def written(repetitions: Repetitions, level: int, times: int, line: int = 1) -> list[str]:
    """What is written of so many records from the same line of code."""
    records = [logging.LogRecord("heed", level, "here.py", line, "no %s", ("room",), None) for _ in range(times)]
    return [record.getMessage() for record in records if repetitions.filter(record)]


def test_of_many_errors_of_a_kind_the_first_are_written_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    repetitions = Repetitions()
    first = written(repetitions, logging.ERROR, 1000)
    assert len(first) == Repetitions.MOST
    assert first[0] == "no room"
    assert first[-1] == "no room (more like it are only counted for now)"
    now[0] += Repetitions.WINDOW + 1
    again = written(repetitions, logging.ERROR, 2)
    assert again == [f"no room ({1000 - Repetitions.MOST} more like it were left out before this one)", "no room"]


def test_errors_of_another_kind_and_plain_news_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    repetitions = Repetitions()
    written(repetitions, logging.ERROR, 1000)
    assert written(repetitions, logging.ERROR, 1, line=2) == ["no room"]
    assert len(written(repetitions, logging.INFO, 1000)) == 1000
