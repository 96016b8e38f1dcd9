"""The ten principles and the ten tips: what each of them says, and what none of them says."""

from dataclasses import replace

import pytest
from django.utils import translation

from heed.coach import Coach, KnownFacts
from tests.coach.told import TOLD


def test_ten_cards_and_ten_tips_in_each_language() -> None:
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            coach = Coach(TOLD)
            assert [card.rule for card in coach.cards] == [f"R{number}" for number in range(127, 137)]
            assert "彻底修好" in coach.cards[4].say
            assert len(coach.tips) == 10


@pytest.mark.parametrize(
    ("at", "why", "said"),
    [
        pytest.param(0, "不要否认", "明白您的感受", marks=pytest.mark.rule("R127")),
        pytest.param(1, "不说“是的，但是”", "我在听", marks=pytest.mark.rule("R128")),
        pytest.param(2, "照着记录复述", "<mark>今天 13:40，3号楼", marks=pytest.mark.rule("R129")),
        pytest.param(3, "只是误会", "我能解释一下吗", marks=pytest.mark.rule("R130")),
        pytest.param(4, "修好还是换新", "您希望的是：<mark>彻底修好", marks=pytest.mark.rule("R131")),
        pytest.param(5, "愉快地接受", "<mark>彻底修好</mark>，我这就去办", marks=pytest.mark.rule("R132")),
        pytest.param(6, "请业主提意见", "您看怎样办比较好", marks=pytest.mark.rule("R133")),
        pytest.param(7, "数到十", "我很想帮您", marks=pytest.mark.rule("R134")),
        pytest.param(8, "不要让业主干等", "只处理您的事", marks=pytest.mark.rule("R135")),
        pytest.param(9, "兑现", "一直跟到您说解决了为止", marks=pytest.mark.rule("R136")),
    ],
)
def test_each_principle_says_why_and_what_may_be_said_now(at: int, why: str, said: str) -> None:
    card = Coach(TOLD).cards[at]
    assert why in card.why
    assert said in card.say


@pytest.mark.parametrize(
    ("at", "title", "words"),
    [
        pytest.param(0, "热情接待", "一杯热水", marks=pytest.mark.rule("R137")),
        pytest.param(1, "不推诿", "代表的是整个公司", marks=pytest.mark.rule("R138")),
        pytest.param(2, "全神贯注", "真正的症结", marks=pytest.mark.rule("R139")),
        pytest.param(3, "换位思考", "业主的角度", marks=pytest.mark.rule("R140")),
        pytest.param(4, "敢于承认", "我代表公司认真处理", marks=pytest.mark.rule("R141")),
        pytest.param(5, "反应要快", "抱怨会更深", marks=pytest.mark.rule("R142")),
        pytest.param(6, "轻松的话题", "化解紧张", marks=pytest.mark.rule("R143")),
        pytest.param(7, "事后问候", "打个电话", marks=pytest.mark.rule("R144")),
        pytest.param(8, "事后反思", "做得更好", marks=pytest.mark.rule("R145")),
        pytest.param(9, "懂法懂规", "以理服人，依法办事", marks=pytest.mark.rule("R146")),
    ],
)
def test_each_tip_says_what_the_founding_documents_say(at: int, title: str, words: str) -> None:
    tip = Coach(TOLD).tips[at]
    assert title in tip[0]
    assert words in tip[1]


@pytest.mark.rule("R128", "C13")
@pytest.mark.parametrize("known", [TOLD, replace(TOLD, happened="", where="", about="", wants="")])
def test_feelings_are_acknowledged_and_liability_is_not_admitted_before_it_is_judged(known: KnownFacts) -> None:
    for emotion in ("calm", "agitated"):
        coach = Coach(replace(known, emotion=emotion))
        said = " ".join([*coach.say, *(str(card.say) for card in coach.cards)])
        assert "明白您的感受" in said
        assert not [word for word in ("但是", "责任", "我们的错", "我们不对", "我们错了", "赔") if word in said]
