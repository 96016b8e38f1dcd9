"""The triage: known words, learned models, confidence that is true, and a size that is stored."""

from __future__ import annotations

import pytest

from heed.insight.triage.grams import LONGEST_TEXT, grams, shape
from heed.insight.triage.known_words import agitation_of, nature_of
from heed.insight.triage.measures import best_sharpness, calibration_error, confidences, macro_f1
from heed.insight.triage.model import TextModel
from heed.insight.triage.reasons import reasons
from heed.insight.triage.training import TooFew, train

LIFT = TextModel(
    codes=("lift", "noise"), grams=("电梯", "梯停", "吵", "装修"), rarity=(1.0, 1.0, 1.0, 1.0),
    weights=(2.0, -2.0, 1.0, -1.0, -2.0, 2.0, -1.0, 1.0), bias=(0.0, 0.0), sharpness=1.0,
)  # fmt: skip


def test_a_text_is_judged_by_its_runs_of_characters_and_says_which_words_led_to_it() -> None:
    first, second = LIFT.judge("二号电梯停了，楼上还在装修")
    assert (first.code, second.code) == ("lift", "noise")
    assert first.confidence + second.confidence == pytest.approx(1)
    assert LIFT.why("二号电梯停了，楼上还在装修", "lift") == ("电梯停",)
    assert LIFT.why("二号电梯停了，楼上还在装修", "noise") == ("装修",)
    assert LIFT.why("门口有垃圾", "lift") == ()


@pytest.mark.parametrize(("typed", "runs", "said"), [
    ("Put a lobby mat in my lobby, it is night", ["obb", "bby", "ym", "my", "ight", "ght"], ("lobby", "night")),
    ("Lift out of order", ["ft", "tou", "out", "rd", "ft,"], ("Lift", "out")),
    ("The lightbulb", ["ht"], ()),
    ("1号楼大堂脏", ["0号", "号楼", "楼大", "大堂"], ("1号楼大堂",)),
    ("1502号房 漏水", ["0号", "号房", "房漏", "漏水"], ("1502号房", "漏水")),
    ("電梯停了，B1栋", ["电梯", "梯停", "b0", "0栋"], ("電梯停", "B1栋")),
    ("13800002207", ["000"], ()),
])  # fmt: skip
def test_reasons_are_whole_words_as_they_were_typed(typed: str, runs: list[str], said: tuple[str, ...]) -> None:
    assert reasons(typed, runs) == said


def test_traditional_characters_are_judged_as_simplified_ones() -> None:
    assert LIFT.judge("電梯停了") == LIFT.judge("电梯停了")


def test_a_stored_model_judges_as_before() -> None:
    again = TextModel.from_bytes(LIFT.to_bytes())
    for one, other in zip(again.judge("电梯停了，很吵"), LIFT.judge("电梯停了，很吵"), strict=True):
        assert one.code == other.code
        assert one.confidence == pytest.approx(other.confidence, abs=1e-3)
    assert again.why("电梯停了", "lift") == LIFT.why("电梯停了", "lift")


def test_no_number_is_learned_and_a_long_text_costs_no_more() -> None:
    assert shape("电话 138 0000 2207") == "电话00000000000"
    assert len(grams("电" * 3 * LONGEST_TEXT)) == 3 * LONGEST_TEXT - 3


def test_the_measures_are_what_they_say() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "a", "b"]) == 1
    assert macro_f1(["a", "a", "b"], ["a", "a", "a"]) == pytest.approx(0.4)
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == pytest.approx(0)
    assert calibration_error([(0.95, False)] * 4) == pytest.approx(0.95)
    assert sum(confidences([1.0, 2.0, -1.0], 3.0)) == pytest.approx(1)
    sure = [[1.0, 0.0], [0.0, 1.0]]
    assert best_sharpness(sure, [0, 1]) > best_sharpness(sure, [1, 0])


def test_known_words_speak_of_nature_and_agitation_from_the_first_day() -> None:
    assert nature_of("孩子在楼梯摔伤了，请问谁负责") == ("harm", ("摔伤",))
    assert nature_of("請問停車費怎麼算")[0] == "consult"
    assert nature_of("The lift is broken, please repair it") == ("help", ("broken", "repair"))
    assert nature_of("今天天气很好") == ("", ())
    assert agitation_of("你们什么态度，我要曝光") == ("曝光", "什么态度")
    assert agitation_of("灯不亮了") == ()


def test_what_was_decided_is_learned_and_found_again() -> None:
    pytest.importorskip("sklearn")
    texts = [f"{floor}楼的电梯又停了，老人下不了楼" for floor in range(40)]
    texts += [f"楼上{hour}点还在装修，吵得睡不着" for hour in range(40)]
    trained = train(texts, ["lift"] * 40 + ["noise"] * 40)
    assert trained.model.judge("电梯坏了停在三楼")[0].code == "lift"
    assert trained.examples == 80
    assert trained.macro_f1 == 1


def test_a_few_texts_teach_nothing() -> None:
    with pytest.raises(TooFew):
        train(["电梯停了"] * 9 + ["太吵了"] * 90, ["lift"] * 9 + ["noise"] * 90)
