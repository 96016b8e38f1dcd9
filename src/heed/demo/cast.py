"""The cast of the demo: who works for the company, where, as what. All of them invented.

`PEOPLE` is what the demo's sign-in page offers. Their accounts are made by `staff`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.demo.estates import ESTATES
from heed.process.policy import default_policy
from heed.process.words import N_, Role

#: What each role does, in a sentence: {place} is an estate, {department} a department.
DOES: dict[Role, str] = {
    Role.RECEPTIONIST: N_("Takes complaints in at the counter and on the telephone of %(place)s"),
    Role.GUARD: N_("Keeps the gate of %(place)s and takes complaints in on the spot"),
    Role.OPERATOR: N_("%(place)s, %(department)s: accepts orders, goes there, finishes them with a photo"),
    Role.DEPARTMENT: N_("%(place)s: heads %(department)s and answers for its orders"),
    Role.FOLLOW_UP: N_("Calls the owners of %(place)s and makes the return visits"),
    Role.IN_CHARGE: N_("Leads cases at %(place)s to their end"),
    Role.DIRECTOR: N_("Answers for every open matter of %(place)s"),
    Role.MANAGER: N_("Manages %(place)s and approves what needs a superior"),
    Role.CENTRE: N_("Watches all estates, and is the last step of every escalation"),
    Role.ADMIN: N_("Sets Heed up: estates, staff, duties, policy"),
}


@dataclass(frozen=True, slots=True)
class Post:
    """One duty: a role at estates (by code; none: the whole company), and a department's code where it has one."""

    role: Role
    estates: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the cast. `leads`: among those whom a visitor should meet first."""

    username: str
    name: str
    posts: tuple[Post, ...]
    language: str = "zh-hans"
    leads: bool = False

    @property
    def role(self) -> Role:
        """What they are first of all."""
        return self.posts[0].role

    @property
    def estates(self) -> tuple[str, ...]:
        """The names of the estates where they work; none: the whole company."""
        codes = dict.fromkeys(code for post in self.posts for code in post.estates)
        return tuple(estate.name for estate in ESTATES if estate.code in codes)

    @property
    def sentence(self) -> str:
        """Who does what, in the language of the reader."""
        return self.told(_, get_language() or "en")

    def told(self, translate: Callable[[str], str], language: str) -> str:
        """The sentence, translated by this."""
        first = self.posts[0]
        department = default_policy().department(first.department).names if first.department else None
        return translate(DOES[first.role]) % {
            "place": " / ".join(self.estates),
            "department": department.in_language(language) if department else "",
        }


def _member(username: str, name: str, *posts: str, leads: bool = False) -> Member:
    """A member by short words: "operator CH engineering", "director CH YG"."""
    found = []
    for post in posts:
        role, *words = post.split()
        codes = tuple(word for word in words if word.isupper())
        department = "".join(word for word in words if not word.isupper())
        found.append(Post(Role(role), codes, department))
    language = "zh-hant" if {code for post in found for code in post.estates} == {"LJ"} else "zh-hans"
    return Member(username, name, tuple(found), "en" if username == "karen" else language, leads)


PEOPLE: tuple[Member, ...] = (
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
    _member("he", "何平", "centre", leads=True),
    _member("jiang", "蒋华", "centre"),
    _member("admin", "江帆", "admin", leads=True),
)
