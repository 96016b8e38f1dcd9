"""The cast of the demo: who works for the company, where, and in which role. All of them are invented.

`staff` creates their accounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from heed.demo.estates import ESTATES
from heed.process.policy import default_policy
from heed.process.words import Role

#: What each role does, in a sentence for the terminal; {place} is an estate.
ROLE_SENTENCES: dict[Role, str] = {
    Role.RECEPTIONIST: "Takes complaints in at the counter and on the telephone of {place}",
    Role.GUARD: "Keeps the gate of {place} and takes complaints in on the spot",
    Role.OPERATOR: "{place}, {department}: accepts orders, goes there, finishes them with a photo",
    Role.DEPARTMENT: "{place}: heads {department} and answers for its orders",
    Role.FOLLOW_UP: "Calls the owners of {place} and makes the return visits",
    Role.IN_CHARGE: "Leads cases at {place} to their end",
    Role.DIRECTOR: "Answers for every open matter of {place}",
    Role.MANAGER: "Manages {place} and approves what needs a superior",
    Role.CENTRE: "Watches all estates, and is the last step of every escalation",
    Role.ADMIN: "Sets Heed up: estates, staff, duties, policy",
    Role.REGIONAL: "Watches the estates of a region",
    Role.AUDITOR: "Reads every complaint and the audit log of all estates, and changes nothing",
}


@dataclass(frozen=True, slots=True)
class Position:
    """A position: a role at estates (by code; none: the whole company), and a department's code where it has one."""

    role: Role
    estates: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True, slots=True)
class CastMember:
    """One person of the cast. `leads`: listed first, as those whom a visitor should meet."""

    username: str
    name: str
    positions: tuple[Position, ...]
    language: str = "zh-hans"
    leads: bool = False

    @property
    def estates(self) -> tuple[str, ...]:
        """The names of the estates where they work; none: the whole company."""
        codes = dict.fromkeys(code for position in self.positions for code in position.estates)
        return tuple(estate.name for estate in ESTATES if estate.code in codes)

    def describe(self) -> str:
        """What they do in their first position, in an English sentence."""
        first = self.positions[0]
        department = default_policy().department(first.department).names.en if first.department else ""
        return ROLE_SENTENCES[first.role].format(place=" / ".join(self.estates), department=department)


def _member(username: str, name: str, *positions: str, leads: bool = False) -> CastMember:
    """A member by short words: "operator CH engineering", "director CH YG"."""
    found = []
    for position in positions:
        role, *words = position.split()
        codes = tuple(word for word in words if word.isupper())
        department = "".join(word for word in words if not word.isupper())
        found.append(Position(Role(role), codes, department))
    return CastMember(username, name, tuple(found), _language(username, found), leads)


def _language(username: str, positions: Sequence[Position]) -> str:
    """The language of a member: that of the estates."""
    if username == "karen":
        return "en"
    at = {code for position in positions for code in position.estates}
    return "zh-hant" if at and at <= {"LJ", "HT", "CP"} else "zh-hans"


def _small_estate(code: str, *people: str) -> tuple[CastMember, ...]:
    """The few who work at one of the smaller estates; the operators work in every department."""
    works = [f"operator {code} {part.code}" for part in default_policy().departments]
    positions = ([f"director {code}"], [f"receptionist {code}"], [f"follow_up {code}"], [f"guard {code}"], works, works)
    named = zip(people, positions, strict=True)
    return tuple(_member(*person.split(maxsplit=1), *held) for person, held in named)


CAST: tuple[CastMember, ...] = (
    _member("zhou", "周晓", "receptionist CH", leads=True),
    _member("lin", "林秋", "director CH YG", leads=True),
    _member("wang", "王建国", "operator CH engineering", leads=True),
    _member("zhao", "赵启明", "manager CH", leads=True),
    _member("su", "苏文", "follow_up CH", leads=True),
    _member("sun", "孙强", "guard CH", leads=True),
    _member("qian", "钱志明", "department CH engineering", leads=True),
    _member("xu", "许婷", "receptionist CH"),
    _member("liang", "梁静", "in_charge CH"),
    _member("ma", "马军", "guard CH"),
    _member("liu", "刘洋", "operator CH engineering"),
    _member("zhang", "张海峰", "operator CH engineering"),
    _member("zheng", "郑保国", "department CH security"),
    _member("gao", "高磊", "operator CH security"),
    _member("feng", "冯桂英", "department CH cleaning"),
    _member("hu", "胡秀兰", "operator CH cleaning"),
    _member("luo", "罗大勇", "operator CH YG greening"),
    _member("fan", "范丽", "department CH YG finance"),
    _member("tang", "唐敏", "department CH customer_service"),
    _member("cao", "曹斌", "department CH YG quality"),
    _member("wu", "吴敏", "director YG"),
    _member("li", "李娜", "receptionist YG"),
    _member("pan", "潘玉", "receptionist YG"),
    _member("shen", "沈国华", "manager YG"),
    _member("song", "宋佳", "follow_up YG"),
    _member("xie", "谢军", "department YG engineering"),
    _member("huang", "黄伟", "operator YG engineering"),
    _member("deng", "邓小军", "operator YG engineering"),
    _member("peng", "彭勇", "department YG security"),
    _member("chen", "陈志强", "guard YG"),
    _member("yuan", "袁丽", "operator YG cleaning"),
    _member("han", "韩雪", "department YG customer_service"),
    _member("cheung", "張嘉敏", "director LJ", leads=True),
    _member("wong", "黃詠詩", "receptionist LJ"),
    _member("karen", "Karen Lau", "receptionist LJ", leads=True),
    _member("leung", "梁文輝", "manager LJ"),
    _member("au", "歐陽慧", "follow_up LJ"),
    _member("ho", "何俊傑", "department LJ engineering"),
    _member("lee", "李志偉", "operator LJ engineering"),
    _member("lam", "林國強", "operator LJ engineering"),
    _member("kwok", "郭永康", "department LJ security"),
    _member("chan", "陳家豪", "guard LJ"),
    _member("yip", "葉美玉", "operator LJ cleaning", "operator LJ greening"),
    _member("tse", "謝穎欣", "department LJ customer_service", "department LJ finance", "department LJ quality"),
    _member("fang", "方远", "manager YX CW DA", leads=True),
    *_small_estate("YX", "yu 余静", "qiu 邱雨", "shi 石慧", "nie 聂勇", "dai 戴军", "lei 雷震"),
    *_small_estate("CW", "kong 孔维", "bai 白露", "qin 秦月", "hou 侯强", "yan 严涛", "fei 费明"),
    *_small_estate("DA", "wei 魏岚", "fu 傅晴", "jin 金晶", "dong 董亮", "xiong 熊刚", "hao 郝伟"),
    _member("poon", "潘穎琪", "manager HT CP"),
    *_small_estate("HT", "fong 方詠雯", "mak 麥嘉琪", "yeung 楊凱晴", "tam 譚志成", "siu 蕭永輝", "ngai 魏家樂"),
    *_small_estate("CP", "lo 盧靜儀", "choi 蔡敏兒", "kwan 關曉彤", "hung 洪國明", "pang 彭偉強", "yau 邱志明"),
    _member("he", "何平", "centre", leads=True),
    _member("jiang", "蒋华", "centre"),
    _member("admin", "江帆", "admin", leads=True),
    _member("meng", "孟岩", "auditor"),
)
