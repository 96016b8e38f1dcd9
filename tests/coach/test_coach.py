"""The coach: what it says from the facts, what it lights, what it advises."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from heed.coach import Coach, KnownFacts, address, advice
from heed.coach.matter import matter_said
from heed.coach.phrases import asking_after, calming, restatement
from heed.process.policy import default_policy
from tests.coach.told import NOW, TOLD


@pytest.mark.parametrize(
    ("language", "name", "honorific", "said"),
    [
        ("zh-hans", "陈美玲", "女士", "陈女士"),
        ("zh-hans", "欧阳静", "女士", "欧阳女士"),
        ("zh-hans", "欧阳", "先生", "欧先生"),
        ("zh-hans", "陈美玲", "", "陈美玲"),
        ("en", "陈美玲", "女士", "Ms 陈"),
        ("en", "Maria Lopez", "Ms", "Ms Lopez"),
        ("en", "Maria Lopez", "", "Maria Lopez"),
        ("zh-hant", "", "女士", ""),
    ],
)
def test_an_owner_is_addressed_by_surname_and_title(language: str, name: str, honorific: str, said: str) -> None:
    with translation.override(language):
        assert address(name, honorific) == said


@pytest.mark.rule("R42", "R38")
def test_the_greeting_goes_by_channel_and_hour() -> None:
    silent = replace(TOLD, content="", channel="phone")
    assert "早上好" in Coach(silent).say[0]
    assert "翠湖天地" in Coach(silent).say[0]
    assert "晚上好" in Coach(replace(silent, now=NOW.replace(hour=21))).say[0]
    assert "热水" in Coach(replace(silent, channel="visit")).say[0]
    assert Coach(replace(silent, channel="letter")).say == []


@pytest.mark.rule("R11", "R31", "R32")
def test_an_agitated_owner_gets_more_room_and_calm_words() -> None:
    calm, agitated = Coach(replace(TOLD, content="")), Coach(replace(TOLD, content="", emotion="agitated"))
    assert any("一米" in cue and "一米五" not in cue for cue in calm.cues)
    assert any("一米五" in cue for cue in agitated.cues)
    assert "理解您的感受" in agitated.say[0]


@pytest.mark.rule("R50", "R129")
def test_the_facts_stand_marked_in_what_is_said_back() -> None:
    said = Coach(replace(TOLD, last_at=NOW - timedelta(days=8), last_what="2号电梯")).say[0]
    assert "<mark>2号电梯</mark>" in said
    assert "陈女士" in said
    assert "到底修没修" not in said, "a reproach is not said back"
    assert "&lt;b&gt;" in Coach(replace(TOLD, about="<b>电梯</b>坏了")).say[0], "what owners write is never markup"


@pytest.mark.rule("R82")
def test_what_is_missing_becomes_the_next_question() -> None:
    assert "什么时候" in Coach(replace(TOLD, happened="")).say[1]
    assert "修好，还是换新" in Coach(replace(TOLD, wants="")).say[1]


@pytest.mark.rule("R34", "R36", "C18")
@pytest.mark.parametrize(
    ("role", "title"), [("director", "director"), ("manager", "manager"), ("centre", "supervisor")]
)
def test_a_superior_goes_by_the_title_of_the_role(role: str, title: str) -> None:
    called = replace(TOLD, superior="林秋", superior_role=role)
    with translation.override("en"):
        assert f"our {title}, <mark>" in Coach(called).say[0]
        assert f"our {title}" in Coach(called).consent[role]
        assert Coach(called).consent[role].endswith("Is that all right?"), "the owner is asked"
        assert Coach(called).summoning[role].startswith(title.capitalize())
        assert f"this is our {title}" in Coach(replace(called, superior_came=True)).say[0]


@pytest.mark.rule("C8")
@pytest.mark.parametrize("came", [False, True])
@pytest.mark.parametrize("number", ["", "CH-1"])
def test_an_owner_who_refused_the_superior_never_hears_that_one_is_coming(number: str, came: bool) -> None:
    refused = replace(TOLD, number=number, superior="林秋", superior_role="director", superior_welcome=False)
    with translation.override("en"):
        said = Coach(replace(refused, superior_came=came)).say[0]
    assert "as you wish" in said
    assert "林秋" not in said
    assert "coming" not in said


@pytest.mark.rule("R34", "R64", "C8")
def test_once_the_matter_is_verified_the_words_go_on_after_a_refusal_or_an_arrival() -> None:
    called = replace(TOLD, number="CH-1", verified=True, superior="林秋", superior_role="director")
    with translation.override("en"):
        for settled in (replace(called, superior_welcome=False), replace(called, superior_came=True)):
            assert "thank you for pointing this out" in Coach(settled).say[0]
            assert "look into it myself" in Coach(settled).say[1]
        assert "coming right away" in Coach(called).say[0], "while the owner waits for the superior"


@pytest.mark.rule("R54")
def test_at_the_step_that_settles_it_no_promise_is_offered() -> None:
    settling = replace(TOLD, number="CH-1", verified=True, settling=True)
    with translation.override("en"):
        assert "sign it" in Coach(settling).say[1]
        assert "sign" not in Coach(replace(settling, channel="phone")).say[1]
        assert "call you" not in " ".join(Coach(settling).say)


@pytest.mark.rule("R46", "C18")
def test_a_superior_who_took_a_call_over_speaks_in_person() -> None:
    taken = replace(TOLD, channel="phone", speaker="林秋", taken_over=True, speaker_role="director")
    with translation.override("en"):
        said = Coach(taken).say[0]
        assert "<mark>林秋</mark>, the director" in said
        assert "2号电梯" in said
        assert "You need not tell it again" in said
        assert "Please go on" in Coach(replace(taken, content="", happened="", where="", about="", wants="")).say[0]


@pytest.mark.rule("R34", "R36", "R46")
def test_on_the_telephone_a_superior_is_on_the_line_and_at_the_counter_on_the_way() -> None:
    called = replace(TOLD, superior="林秋", superior_role="director")
    with translation.override("en"):
        assert "coming right away" in Coach(called).say[0]
        assert "stay on the line" in Coach(replace(called, channel="phone")).say[0]
        assert "is on the line now" in Coach(replace(called, channel="phone", superior_came=True)).say[0]
        consent = Coach(replace(called, channel="phone")).consent["director"]
        assert "put you through" in consent
        assert consent.endswith("Is that all right?")
        assert "calling us" in Coach(replace(TOLD, number="CH-1", closed=True, channel="phone")).say[0]


@pytest.mark.rule("R81", "R82", "R83", "R84", "R85", "R86")
def test_the_six_ticks_light_up_from_what_is_recorded() -> None:
    def lit(**facts: Any) -> str:
        return " ".join(tick.code for tick in Coach(replace(TOLD, **facts)).ticks if tick.done)

    assert lit(content="") == lit() == "", "neither typed words nor a number are a tick"
    assert lit(course="上周修，今天停") == "ask record"
    assert lit(heard_out=True) == "listen"
    assert lit(course="x", number="CH-1") == "ask record"
    said = {"course": "x", "number": "CH-1", "verified": True, "promised_at": NOW}
    assert lit(**said) == "listen ask record relay", "a promise that was given is not carried through yet"
    assert lit(**said, kept=True, reported=True) == "listen ask record relay carry report"
    assert lit(unreachable=True, verified=True) == "relay", "who cannot be reached has confirmed nothing"


@pytest.mark.rule("R63", "R69", "R79", "C14")
@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("我三点前给您回电话", 0),
        ("我们会尽快处理", 2),
        ("是的，但是这不归我们管", 3),
        ("是您自己没关好，我三点前回电", 1),
        ("Yes, but we will call you soon", 3),
        ("I will call you before three", 0),
    ],
)
def test_a_promise_is_looked_at_for_its_manner(words: str, faults: int) -> None:
    assert len(advice(words, promise=True)) == faults


@pytest.mark.rule("R50", "R129")
def test_the_matter_and_the_facts_are_said_back_never_an_insult() -> None:
    insulted = replace(TOLD, content="你们这帮骗子！电梯又停在", matter="电梯")
    said = [*Coach(insulted).say, *(card.say for card in Coach(insulted).cards), restatement(insulted)]
    said += [asking_after(insulted), *Coach(replace(insulted, number="CH-1")).say]
    assert "骗子" not in " ".join(said)
    for fact in ("电梯又停在", "今天 13:40", "3号楼", "2号电梯", "电梯", "彻底修好"):
        assert fact in Coach(insulted).say[0]
        assert fact in restatement(insulted)


@pytest.mark.rule("R50", "R134")
def test_of_words_that_were_marked_as_abusive_only_the_recorded_facts_are_said_back() -> None:
    told = replace(TOLD, content="电梯又停了，你们这帮饭桶，天天收钱不干活！", matter="电梯停运")
    assert "饭桶" in Coach(told).say[0], "no list holds every insult: who heard it marks it"
    for marked in (replace(told, abusive=True), replace(told, abusive=True, number="CH-1", taken_over=True)):
        said = [*Coach(marked).say, *(card.say for card in Coach(marked).cards), restatement(marked)]
        assert "饭桶" not in " ".join(said)
        for fact in ("今天 13:40", "2号电梯", "彻底修好"):
            assert fact in Coach(marked).say[0]
        assert "电梯停运" in restatement(marked)


@pytest.mark.rule("R98", "R129")
def test_what_stands_in_the_place_already_is_not_said_a_second_time() -> None:
    lift = replace(TOLD, where="3号楼2号电梯，7楼和8楼之间", about="3号楼2号电梯", matter="电梯困人", verified=True)
    assert str(asking_after(lift)).count("3号楼2号电梯") == 1


@pytest.mark.rule("R69")
def test_after_danger_an_answer_is_offered_soon_and_not_in_the_evening() -> None:
    told = replace(TOLD, number="CH-1", verified=True, safe=True)
    assert "11:30" in Coach(told).say[1]
    assert "18:00" in Coach(replace(told, safe=False)).say[1]


@pytest.mark.rule("R50", "R129")
def test_a_category_that_is_only_suggested_is_not_said_back() -> None:
    suggested = replace(TOLD, matter="言语粗鲁、与业主争吵")
    said = [*Coach(suggested).say, *(card.say for card in Coach(suggested).cards), restatement(suggested)]
    assert "粗鲁" not in " ".join(said)
    assert "粗鲁" in asking_after(replace(suggested, verified=True)), "once staff have judged it, it is a fact"


@pytest.mark.rule("R50", "R129")
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_what_the_owner_told_is_read_back_with_the_wish_and_without(language: str) -> None:
    told = KnownFacts(now=NOW, channel="phone", content="The gate of garage B is jammed. I cannot get out.")
    with translation.override(language):
        for known in (told, replace(told, wants="Open it")):
            for said in (restatement(known), Coach(known).say[0]):
                assert "The gate of garage B is jammed. I cannot get out" in said
                assert ("Open it" in said) is bool(known.wants)
        placed = restatement(replace(told, where="Garage B", happened="At eight"))
        assert [part for part in ("jammed", "Garage B", "At eight") if part not in placed] == []


@pytest.mark.rule("R50")
@pytest.mark.parametrize(("content", "said"), [
    ("你们这帮骗子！电梯又坏了。", "电梯又坏了"),
    ("什么时候修？", "什么时候修？"),
    ("Room 3.5 is damp. " + "It drips all night. " * 9, "Room 3.5 is damp." + " It drips all night." * 5),
    ("漏水，" * 60, "漏水，" * 39 + "漏水…"),
])  # fmt: skip
def test_the_matter_is_cut_at_the_end_of_a_sentence(content: str, said: str) -> None:
    assert matter_said(content) == said.rstrip(".")


@pytest.mark.rule("R50")
@pytest.mark.parametrize("emotion", ["calm", "agitated"])
def test_before_any_fact_is_known_nothing_is_said_back(emotion: str) -> None:
    heard = KnownFacts(now=NOW, channel="visit", emotion=emotion, content="你们这帮骗子")
    assert "骗子" not in " ".join([*Coach(heard).say, restatement(heard)])
    with translation.override("en"):
        assert "Please go on" in Coach(heard).say[0].replace("please", "Please")


@pytest.mark.rule("C17")
def test_whether_calm_may_be_asked_for_is_one_setting_that_is_off_at_first() -> None:
    assert not default_policy().manners.calm_may_be_asked
    with translation.override("en"):
        for may in (False, True):
            tip = Coach(replace(TOLD, calm_may_be_asked=may)).tips[0][1]
            assert ("ask the owner to be calm" in tip) is may
            assert (advice("Please be calm", calm_may_be_asked=may) == []) is may
        assert "understand how you feel" in Coach(replace(TOLD, content="", emotion="agitated")).say[0]


@pytest.mark.rule("R69", "C14")
def test_the_promise_offered_is_in_the_first_person_and_names_a_time_that_lies_ahead() -> None:
    verified = replace(TOLD, number="CH-1", verified=True)
    assert "18:00" in Coach(verified).say[1]
    late = Coach(replace(verified, now=NOW.replace(hour=20))).say[1]
    assert "10:00" in late
    assert late.startswith("这件事我")


@pytest.mark.parametrize(
    ("channel", "emotion", "cues"),
    [
        pytest.param(
            "visit", "calm", ["一米", "眼睛", "不打断", "如实"], marks=pytest.mark.rule("R27", "R28", "R29", "R30")
        ),
        pytest.param("visit", "agitated", ["一米五", "是的，但是", "不露怒色"], marks=pytest.mark.rule("R31")),
        pytest.param("phone", "calm", ["声音温和", "普通话", "不打断"], marks=pytest.mark.rule("R43", "R44")),
        pytest.param("phone", "agitated", ["不争吵", "转给主任"], marks=pytest.mark.rule("R45", "R46")),
    ],
)
def test_the_manner_goes_by_channel_and_mood(channel: str, emotion: str, cues: list[str]) -> None:
    told = " ".join(Coach(replace(TOLD, content="", channel=channel, emotion=emotion, superior_role="director")).cues)
    assert [cue for cue in cues if cue not in told] == []


@pytest.mark.rule("R6", "R69")
def test_no_call_is_promised_to_an_owner_whom_nobody_can_call() -> None:
    told = replace(TOLD, channel="phone", number="CH-1", verified=True)
    assert any("回电话" in str(words) for words in Coach(told).say)
    for unheard in (replace(told, unreachable=True), replace(told, anonymous=True, name="", contact="")):
        said = " ".join(map(str, Coach(unheard).say))
        assert "回电话" not in said
        assert "CH-1" in said


@pytest.mark.rule("R32")
def test_the_words_for_an_agitated_owner_offer_no_seat_where_nobody_sits() -> None:
    assert "坐" not in str(calming(replace(TOLD, channel="phone", emotion="agitated")))


@pytest.mark.rule("R59", "R98")
def test_who_calls_afterwards_says_only_what_was_done() -> None:
    assert "已经处理好了" in asking_after(TOLD)
    for told in (replace(TOLD, cannot_be_solved=True), replace(TOLD, closed=True)):
        assert "已经处理好了" not in asking_after(told)
