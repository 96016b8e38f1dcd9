"""What an edit changes, as the preview and the history show it."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.process.policy import Policy, PolicyChange, Text, default_policy, differences
from heed.process.words import Channel, ClockKind, Role

POLICY = default_policy()
GENERAL, MAJOR = POLICY.level("general").names, POLICY.level("major").names


def edited(edit: Callable[[dict[str, Any]], object]) -> Policy:
    document = deepcopy(POLICY.model_dump(mode="json"))
    edit(document)
    return Policy.model_validate(document)


def changes(edit: Callable[[dict[str, Any]], object]) -> tuple[PolicyChange, ...]:
    return differences(POLICY, edited(edit))


def test_a_policy_does_not_differ_from_itself() -> None:
    assert differences(POLICY, edited(lambda document: None)) == ()


def test_a_number_shows_what_it_was_and_what_it_becomes() -> None:
    assert changes(lambda document: document["promise"].update(longest_minutes=720)) == (
        PolicyChange(
            "promise.longest_minutes", "Longest time to a promised reply, in minutes", 1440, 720, ("Promises",)
        ),
    )
    assert changes(lambda document: document.update(money_limit="2000")) == (
        PolicyChange("money_limit", "Compensation above this needs approval", Decimal(1000), Decimal(2000)),
    )


@pytest.mark.rule("R70")
def test_a_time_of_one_level_names_its_clock_and_its_level() -> None:
    assert changes(lambda document: document["clocks"]["answer"]["levels"][0].update(target=180)) == (
        PolicyChange(
            "clocks.answer.levels.major.target",
            "Target, in minutes",
            360,
            180,
            ("Clocks", ClockKind.ANSWER.label, "Different for a level", "major"),
        ),
    )


def test_a_name_changes_language_by_language() -> None:
    assert changes(lambda document: document["levels"][0]["names"].update(en="Ordinary")) == (
        PolicyChange(
            "levels.general.names.en",
            "English",
            "General",
            "Ordinary",
            ("Levels, lowest first", edited_names("Ordinary"), "Name"),
        ),
    )


def edited_names(english: str) -> Text:
    return Text(zh_hans=GENERAL.zh_hans, zh_hant=GENERAL.zh_hant, en=english)


def test_a_category_that_comes_or_goes_is_one_change_with_its_name() -> None:
    lights = POLICY.leaf("lighting").names
    equipment = POLICY.branch_of("lighting").names
    without = edited(lambda document: document["categories"][0]["leaves"].pop(2))
    gone = PolicyChange("categories.equipment.leaves.lighting", "Categories", lights, None, ("Categories", equipment))
    came = PolicyChange("categories.equipment.leaves.lighting", "Categories", None, lights, ("Categories", equipment))
    assert differences(POLICY, without) == (gone,)
    assert differences(without, POLICY) == (came,)


@pytest.mark.rule("C7")
def test_a_step_of_a_ladder_is_named_by_its_number() -> None:
    steady = POLICY.ladders[0].names
    added = {"to": "centre", "after": 2880, "waking": True}
    assert changes(lambda document: document["ladders"][0]["steps"].append(added)) == (
        PolicyChange(
            "ladders.steady.steps.4", "Steps", None, (Role.CENTRE, 2880, True), ("Escalation paths", steady, "4")
        ),
    )
    assert changes(lambda document: document["ladders"][0]["steps"][1].update(to="in_charge")) == (
        PolicyChange(
            "ladders.steady.steps.2.to",
            "Notify",
            Role.MANAGER,
            Role.IN_CHARGE,
            ("Escalation paths", steady, "Steps", "2"),
        ),
    )


def test_another_order_of_the_levels_is_a_change() -> None:
    (change,) = changes(lambda document: document["levels"].reverse())
    assert (change.path, change.before) == ("levels", ("general", "major", "emergency"))
    assert change.after == ("emergency", "major", "general")


def test_a_list_of_words_changes_as_a_whole() -> None:
    (change,) = changes(lambda document: document.update(channels=["phone", "visit"]))
    assert (change.path, change.before, change.after) == ("channels", tuple(Channel), (Channel.PHONE, Channel.VISIT))


def test_hours_change_day_by_day() -> None:
    def edit(document: dict[str, Any]) -> None:
        document["open_hours"]["week"][6] = []
        document["open_hours"]["days"]["2027-02-14"] = ["09:00-12:00"]
        document["open_hours"]["days"]["2027-02-08"] = []

    sunday = ("09:00-12:00", "13:30-17:00")
    place = ("Open hours",)
    assert changes(edit) == (
        PolicyChange("open_hours.week.6", "Sunday", sunday, (), place),
        PolicyChange("open_hours.days.2027-02-08", "Special days", None, (), (*place, "2027-02-08")),
        PolicyChange("open_hours.days.2027-02-14", "Special days", None, ("09:00-12:00",), (*place, "2027-02-14")),
    )


EDITS: list[Callable[[dict[str, Any]], object]] = [
    lambda document: document["windows"].update(repeat_days=14),
    lambda document: document["levels"][1].update(needs_approval=False),
    lambda document: document["clocks"]["verify"]["levels"].pop(),
    lambda document: document["clocks"]["progress"].update(basis="open"),
    lambda document: document["exemptions"].pop(),
    lambda document: document["pauses"].reverse(),
    lambda document: document["categories"].reverse(),
    lambda document: document["categories"][-1]["leaves"][0]["keywords"]["en"].append("plumb line"),
    lambda document: document["open_hours"].update(timezone="Asia/Hong_Kong"),
    lambda document: document["natures"].remove("vent"),
]


@given(st.lists(st.sampled_from(EDITS), unique=True))
def test_only_equal_policies_have_no_differences(edits: list[Callable[[dict[str, Any]], object]]) -> None:
    def edit(document: dict[str, Any]) -> None:
        for one in edits:
            one(document)

    policy = edited(edit)
    assert (differences(POLICY, policy) == ()) is (policy == POLICY) is (not edits)
    paths = [change.path for change in differences(POLICY, policy)]
    assert len(paths) == len(set(paths)) == len(edits)
