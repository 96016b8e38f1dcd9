"""What is wrong with a document that wants to be a policy is said in words, all of it, and without ever raising."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heed.process.policy import default_policy, place_of, problems
from heed.process.words import ClockKind

DEFAULT: dict[str, Any] = default_policy().model_dump(mode="json")
Change = Callable[[dict[str, Any]], object]


def found(change: Change) -> dict[str, str]:
    """The sentences about the default policy after `change`, by path."""
    document = deepcopy(DEFAULT)
    change(document)
    return {problem.path: problem.msgid % problem.params for problem in problems(document)}


def put(path: str, value: object) -> Change:
    """Write `value` at `path` of a document."""

    def change(document: Any) -> None:
        *way, last = [int(piece) if piece.isdecimal() else piece for piece in path.split(".")]
        for piece in way:
            document = document[piece]
        document[last] = value

    return change


def test_the_default_has_no_problem() -> None:
    assert problems(DEFAULT) == ()


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("clocks.answer.limit", 20, "The limit (20 min) is shorter than the target (30 min)."),
        ("clocks.answer.levels.0.limit", 60.5, "The limit (60.5 min) is shorter than the target (360 min)."),
        ("clocks.answer.limit", -5, "This must be more than 0."),
        ("clocks.answer.limit", 1e300, "This must be at most 527040."),
        ("clocks.answer.limit", "soon", "“soon” is not a number."),
        ("clocks.answer.limit", float("nan"), "“nan” is not a number."),
        ("clocks.arrival.basis", "weekly", "“weekly” is not one of these: always, open."),
        ("clocks.arrival.ladder", "rope", "There is no “rope” in this policy."),
        ("clocks.arrival.levels.0.level", "huge", "There is no “huge” in this policy."),
        ("clocks.arrival.levels.1.level", "major", "“major” appears here twice."),
        ("clocks.silence.limit", None, "The observation period needs an end."),
        ("clocks.silence.levels", [{"level": "major"}], ""),
        ("clocks.finish.limit", 60, "This clock takes its time from the complaint itself. Leave it empty."),
        ("telephone.limit_rings", 1, "The limit (rings: 1) is below the target (rings: 2)."),
        ("telephone.target_rings", 2.5, "“2.5” is not a whole number."),
        (
            "promise.longest_minutes",
            1441,
            "A reply may not be promised later than the limit of the answer clock (1440 min).",
        ),
        ("levels.1.names.zh_hant", "  ", "Please fill this in."),
        ("levels.1.names.en", "x" * 201, "At most 200 characters."),
        ("levels.1.names.en", 7, "“7” is not text."),
        (
            "levels.1.code",
            "Major!",
            "“Major!” is not a valid code: a lower-case letter, then lower-case letters, digits or _.",
        ),
        ("levels.2.round_the_clock", "perhaps", "“perhaps” is not yes or no."),
        ("levels.1.apology_forms.0", "questionnaire", "A questionnaire cannot be an apology."),
        ("ladders.0.steps", [], "Choose at least 1 of these."),
        ("ladders.1.steps.2.after", 10, "Step 3 comes before step 2: put them in order."),
        ("channels", [], "Choose at least 1 of these."),
        ("channels.1", "phone", "“phone” appears here twice."),
        ("money_limit", -1, "This must be at least 0."),
        ("money_limit", "a lot", "“a lot” is not a number."),
        ("exemptions.1.code", "anonymous", "“anonymous” appears here twice."),
        ("exemptions.2.approver", False, "A sensitive case can be closed without a visit only with approval."),
        ("pauses.0.clocks.0", "progress", "Progress must still be reported: this clock cannot be paused."),
        ("pauses.0.clocks.0", "promise", "A promise cannot be paused: a new date is a new promise."),
        ("categories.0.leaves.2.department", "magic", "There is no “magic” in this policy."),
        ("categories.0.leaves.2.level", "huge", "There is no “huge” in this policy."),
        ("categories.3.leaves.0.code", "lighting", "“lighting” appears here twice."),
        ("categories.0.leaves.2.keywords.en", ["lamp", "Lamp"], ""),
        ("open_hours.timezone", "Mars/Olympus", ""),
        ("open_hours.week.3", ["18:00-09:00"], ""),
        ("open_hours.days", {"2027-02-30": []}, ""),
        ("waking_hours.week", [[]] * 7, "At least one day of the week needs opening hours."),
        ("visits", "often", "This part of the document does not have the right structure."),
        ("windows.surprise", 1, "There is no such setting."),
    ],
)
def test_a_mistake_is_told_where_it_is(path: str, value: object, sentence: str) -> None:
    told = found(put(path, value))
    if sentence:
        assert told == {path: sentence}
    else:
        assert [where for where in told if where.startswith(path)], told


@pytest.mark.rule("R55", "C2")
def test_a_longer_promise_is_allowed_where_the_answer_itself_may_take_longer() -> None:
    def change(document: dict[str, Any]) -> None:
        document["promise"]["longest_minutes"] = 2880
        for times in (document["clocks"]["answer"], *document["clocks"]["answer"]["levels"]):
            times["limit"] = 2880

    assert found(change) == {}


@pytest.mark.parametrize("path", ["clocks.answer", "levels.0.names.zh_hant", "open_hours.timezone", "money_limit"])
def test_a_setting_left_out_is_told(path: str) -> None:
    way, last = path.rpartition(".")[::2]

    def change(document: Any) -> None:
        for piece in filter(None, way.split(".")):
            document = document[int(piece) if piece.isdecimal() else piece]
        del document[last]

    told = found(change)
    assert told == {path: "This setting is missing."} or list(told) == [way]


def test_a_clock_needs_a_time_and_a_ladder_needs_a_limit() -> None:
    aimless = {"target": None, "limit": None, "basis": "always", "ladder": None}
    assert found(lambda document: document["clocks"]["visit"].update(aimless)) == {
        "clocks.visit.limit": "This clock needs a target or a limit."
    }
    assert found(put("clocks.visit.limit", None)) == {
        "clocks.visit.ladder": "Without a limit this escalation path is never used."
    }


def test_every_mistake_is_told_at_once() -> None:
    def change(document: dict[str, Any]) -> None:
        document["levels"][0]["names"]["en"] = ""
        document["clocks"]["answer"]["limit"] = 1
        document["telephone"]["limit_rings"] = 1
        document["waking_hours"]["timezone"] = "nowhere"
        document["colour"] = "red"

    assert set(found(change)) == {
        "levels.0.names.en",
        "clocks.answer.limit",
        "telephone.limit_rings",
        "waking_hours.timezone",
        "colour",
    }


def test_a_department_that_goes_leaves_its_categories_behind_and_each_is_told() -> None:
    told = found(lambda document: document["departments"].pop(4))
    orphans = [
        leaf for branch in DEFAULT["categories"] for leaf in branch["leaves"] if leaf["department"] == "greening"
    ]
    assert orphans
    assert list(told.values()) == ["There is no “greening” in this policy."] * len(orphans)


def test_the_place_of_a_problem_can_be_said_in_words() -> None:
    assert place_of("clocks.answer.levels.0.limit") == (
        "Clocks",
        ClockKind.ANSWER.label,
        "Different for a level",
        "1",
        "Limit, in minutes",
    )
    assert place_of("open_hours.week.0") == ("Open hours", "Monday")
    assert place_of("open_hours.days.2027-02-08") == ("Open hours", "Special days", "2027-02-08")
    assert place_of("nonsense.7") == ("nonsense", "8")
    assert place_of("") == ()


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def paths_in(value: Any, path: str = "") -> list[str]:
    """The path of everything inside a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [(f"{path}.{key}" if path else str(key), item) for key, item in items]
    return [name for name, item in inner for name in (name, *paths_in(item, name))]


@given(JUNK)
def test_no_document_whatever_makes_it_raise(document: object) -> None:
    assert problems(document)
    assert all(problem.msgid % problem.params for problem in problems(document))


@example("clocks.promise.levels", None)
@example("clocks.promise.levels", [None])
@given(st.sampled_from(paths_in({**DEFAULT, "categories": DEFAULT["categories"][:1]})), JUNK)
def test_junk_anywhere_in_a_document_is_told_in_whole_sentences(path: str, junk: object) -> None:
    document = deepcopy(DEFAULT)
    put(path, junk)(document)
    for problem in problems(document):
        assert problem.msgid % problem.params
        assert all(place_of(problem.path)) or not problem.path
