"""When, where and which telephone a text tells: in its words, and nothing that is not there."""

from __future__ import annotations

import pytest

from heed.insight.told_facts import ToldFacts, told_facts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今天13:40，3号楼2号电梯停了，我电话13900006611", ToldFacts("今天13:40", "3号楼2号电梯", "13900006611")),
        ("3号楼的灯坏了", ToldFacts("", "3号楼", "")),
        ("从上周三开始，12-1502漏水", ToldFacts("从上周三", "12-1502", "")),
        ("昨晚十一点半楼上还在装修", ToldFacts("昨晚十一点半", "", "")),
        ("11月3日下午三点在地下车库被刮了", ToldFacts("11月3日下午三点", "地下车库", "")),
        ("三天前就報修了，5棟8樓走廊沒有燈", ToldFacts("三天前", "5棟8樓", "")),
        ("The lift in Tower 3 stopped yesterday at 8 pm", ToldFacts("yesterday at 8 pm", "Tower 3", "")),
        ("物业费太贵了，我有两点意见", ToldFacts()),
    ],
)
def test_the_facts_of_a_text_are_found_in_its_own_words(text: str, told: ToldFacts) -> None:
    assert told_facts(text) == told
