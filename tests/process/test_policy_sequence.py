"""Clocks of one policy never contradict each other, nights and levels included."""

from typing import Any

import pytest

from heed.process.policy import Policy, default_policy, problems
from heed.process.policy.sequence import contradictions
from heed.process.words import ClockKind


def document() -> dict[str, Any]:
    return default_policy().model_dump(mode="json")


def paths(policy: dict[str, Any]) -> list[str]:
    return [problem.path for problem in problems(policy)]


@pytest.mark.rule("R50", "R67", "R71")
def test_the_default_policy_has_no_contradiction_at_any_hour_or_level() -> None:
    assert list(contradictions(default_policy())) == []


@pytest.mark.rule("R50")
def test_reading_back_due_after_the_answer_is_refused() -> None:
    wrong = document()
    wrong["clocks"]["verify"]["limit"] = 2000
    assert "clocks.verify.limit" in paths(wrong)


@pytest.mark.rule("R67")
def test_accepting_due_after_arriving_is_refused_at_the_level_where_it_is() -> None:
    wrong = document()
    (level,) = (one for one in wrong["clocks"]["accept"]["levels"] if one["level"] == "emergency")
    level["limit"] = 45
    place = wrong["clocks"]["accept"]["levels"].index(level)
    assert f"clocks.accept.levels.{place}.limit" in paths(wrong)


@pytest.mark.rule("R70")
@pytest.mark.parametrize(
    ("kind", "name", "minutes"), [("answer", "target", 31), ("visit", "limit", 3000), ("report_back", "limit", 3000)]
)
def test_a_closing_due_before_what_must_come_first_is_refused(kind: str, name: str, minutes: int) -> None:
    fine = document()
    fine["clocks"]["closing"] |= {"limit": 2880, "basis": "always"}
    fine["clocks"]["visit"]["limit"] = 2000
    assert paths(fine) == []
    fine["clocks"][kind][name] = minutes
    assert f"clocks.{kind}.{name}" in paths(fine)


@pytest.mark.rule("R70")
def test_a_level_whose_work_takes_days_has_a_closing_of_days() -> None:
    planned = document()
    words = {"zh_hans": "计划", "zh_hant": "計劃", "en": "Planned"}
    planned["levels"].insert(0, planned["levels"][0] | {"code": "planned", "names": words})
    planned["clocks"]["closing"]["levels"] += [
        {"level": "planned", "target": 14400, "limit": None, "basis": "open", "ladder": None}
    ]
    assert paths(planned) == []
    assert Policy.model_validate(planned).rule(ClockKind.CLOSING, "planned").target == 14400


def test_minutes_of_open_hours_are_followed_through_the_night_and_closed_days() -> None:
    wrong = document()
    wrong["open_hours"]["week"] = [["09:00-17:00"]] * 5 + [[], []]
    found = {problem.params["first"] for problem in problems(wrong)}
    assert ClockKind.VERIFY in found, "Friday at five: read back by Monday, answered by Saturday"


def test_help_that_may_arrive_after_all_should_be_safe_is_refused() -> None:
    wrong = document()
    wrong["clocks"]["safety"] |= {"target": 5, "limit": 10}
    assert any(path.startswith("clocks.arrival") for path in paths(wrong))


def test_a_level_that_counts_every_minute_is_judged_by_that() -> None:
    fine = document()
    (major,) = (level for level in fine["levels"] if level["code"] == "major")
    major["round_the_clock"] = True
    assert paths(fine) == []


def test_a_policy_stored_before_still_loads() -> None:
    wrong = document()
    wrong["clocks"]["verify"]["limit"] = 2000
    assert Policy.model_validate(wrong).clocks.verify.limit == 2000
