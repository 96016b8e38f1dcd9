"""Words that say from the first day how an owner feels and what the matter is, before anything was learned.

The company's own words for categories are in its policy; these are of the language, in Simplified and in English.
"""

import re

from heed.insight.tokens import folded

#: Class and words, the one that weighs more first: an injury weighs more than a question.
NATURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("harm", (
        "受伤", "摔伤", "砸伤", "烫伤", "骨折", "流血", "损坏", "泡坏", "泡水", "被盗", "被偷", "赔偿", "刮花", "砸坏",
        "injured", "hurt", "damaged", "stolen", "compensation", "ruined",
    )),
    ("vent", (
        "什么态度", "态度太差", "太差劲", "太过分", "忍无可忍", "气死", "太失望", "不负责任", "敷衍", "踢皮球",
        "rude", "unacceptable", "fed up", "ridiculous", "disgrace",
    )),
    ("consult", (
        "请问", "咨询", "想问", "问一下", "能不能", "可不可以", "可以吗", "是否可以", "建议", "希望能", "怎么办理",
        "would like to know", "could you tell", "suggest", "may i", "is it possible",
    )),
    ("help", (
        "坏了", "停了", "漏水", "不亮", "堵了", "没水", "没电", "打不开", "维修", "修一下", "帮忙", "派人", "麻烦",
        "broken", "repair", "fix", "leak", "help", "out of order", "not working",
    )),
)  # fmt: skip
_AGITATED = (
    "气死", "忍无可忍", "太过分", "骗子", "投诉你们", "曝光", "媒体", "律师", "起诉", "报警", "什么态度", "受不了",
    "第三次", "第四次", "没人管", "太离谱", "岂有此理", "说法", "furious", "angry", "lawyer", "unacceptable", "fed up",
    "outrageous", "how many times", "nobody cares", "ridiculous",
)  # fmt: skip
AGITATED = "agitated"


def nature_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The nature that the words speak of, with the words; ("", ()) where none does."""
    plain = folded(text)
    for code, words in NATURES:
        if found := _found(words, plain):
            return code, found
    return "", ()


def agitation_of(text: str) -> tuple[str, ...]:
    """The words that sound agitated."""
    return _found(_AGITATED, folded(text))


def _found(words: tuple[str, ...], plain: str) -> tuple[str, ...]:
    return tuple(word for word in words if (_english(word, plain) if word.isascii() else word in plain))


def _english(word: str, plain: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word)}(?:s|ed|ing)?(?![a-z])", plain) is not None
