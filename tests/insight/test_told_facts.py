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
        ("三天前就報修了，5棟8樓走廊沒有燈", ToldFacts("三天前", "5棟8樓走廊", "")),
        ("The lift in Tower 3 stopped yesterday at 8 pm", ToldFacts("yesterday at 8 pm", "Tower 3", "")),
        ("物业费太贵了，我有两点意见", ToldFacts()),
        ("我是3-1502的陈女士，5号楼大堂的灯坏了", ToldFacts("", "5号楼大堂", "")),
        ("我住在12-1502，地库车道进水", ToldFacts("", "地库", "")),
        ("本人住5栋801，物业不回电话", ToldFacts()),
        ("3-1502业主反映，2号楼电梯停了", ToldFacts("", "2号楼", "")),
        ("I live in Tower 3, the lift in Block 5 stopped", ToldFacts("", "Block 5", "")),
        ("我家12-1502漏水", ToldFacts("", "12-1502", "")),
    ],
)
def test_the_facts_of_a_text_are_found_in_its_own_words(text: str, told: ToldFacts) -> None:
    assert told_facts(text) == told
