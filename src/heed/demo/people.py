"""Names for the residents of the demo. All are invented."""

from collections.abc import Iterator
from random import Random

from heed.demo.estates import Estate

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡余于叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
)
_MEN = "建华 志明 伟 国强 文博 俊杰 海涛 子轩 德海 立新 家辉 振宇 永福 晓东 鹏飞 大伟".split()
_WOMEN = "丽华 秀英 敏 雪梅 晓燕 佳怡 婷婷 桂兰 文静 淑珍 梦琪 雅琴 玉芬 思雨 红梅 静".split()
_HK_SURNAMES = "陳李黃張林王吳劉何鄭梁蔡楊許謝郭羅葉馮曾鄧朱蘇盧"
_HK_MEN = "志強 家豪 偉明 國雄 俊傑 文輝 永康 浩然 啟文 德榮".split()
_HK_WOMEN = "美玲 慧敏 嘉欣 淑儀 詠琳 麗珍 婉婷 秀蘭 佩珊 曉彤".split()
_LADIES = (
    "Emily Carter", "Priya Nair", "Sarah Whitfield", "Grace Lam", "Anna Kowalska", "Jessica Yuen", "Claire Dubois",
    "Hannah Schmidt", "Olivia Chan", "Yuki Tanaka", "Laura Pinto", "Fiona Clarke",
)  # fmt: skip
_GENTLEMEN = (
    "David Hughes", "Tom Bennett", "Raj Malhotra", "Kevin Tang", "Marco Rossi", "Peter Osei", "Daniel Fok",
    "Michael Reyes", "James Sinclair", "Arjun Mehta", "Simon Yip", "Edward Mok",
)  # fmt: skip


def names(estate: Estate, chance: Random) -> Iterator[tuple[str, str, str]]:
    """Yield name, form of address and language; a name comes again only when all were used."""
    in_hong_kong = estate.language == "zh-hant"
    surnames, men, women = (_HK_SURNAMES, _HK_MEN, _HK_WOMEN) if in_hong_kong else (_SURNAMES, _MEN, _WOMEN)
    found = [(surname + given, "先生", estate.language) for surname in surnames for given in men]
    found += [(surname + given, "女士", estate.language) for surname in surnames for given in women]
    chance.shuffle(found)
    if in_hong_kong:
        english = [(name, "Ms", "en") for name in _LADIES] + [(name, "Mr", "en") for name in _GENTLEMEN]
        for place, entry in enumerate(english):
            found.insert(place * 4 + 1, entry)
    while True:
        yield from found
