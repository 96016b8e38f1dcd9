"""The data of most tests: one estate, Cuihu Garden, and its named people. Tests use the fixture `world`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from heed.actions.complaints.intake import lodge
from heed.actions.registry import ACTIONS
from heed.actions.setup import founding
from heed.process.facts import ASKED_RATINGS, REACHED
from heed.process.words import (
    AuditKind,
    Channel,
    ConfirmedBy,
    Emotion,
    Method,
    Nature,
    PlaceKind,
    RaisedBy,
    Responsibility,
    Role,
    Satisfaction,
    Tenure,
    Validity,
)
from heed.records.models import Account, AuditEvent, Complaint, Department, Person, Place, Project
from tests.rebuilding import rebuilt

#: Saturday morning, ten o'clock in Shanghai.
MORNING = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PASSWORD = "a-quiet-lake-2026"
#: What a test of another thing need not say: the complaint proved true; the owner confirmed on the telephone.
USUAL: dict[str, dict[str, Any]] = {
    "propose": {"validity": Validity.VALID},
    "reopen": {"raised_by": RaisedBy.OWNER, "words": "我们马上重新处理，并把结果告诉您"},
    "settle": {
        "validity": Validity.VALID,
        "satisfaction": Satisfaction.SATISFIED,
        "confirmed_by": ConfirmedBy.PHONE,
        "called_number": "13800002207",
        "confirmation": "好的，我明白了",
    },
}


@dataclass
class World:
    """The estate and its people; what they are is in their names."""

    project: Project
    elsewhere: Project
    engineering: Department
    security: Department
    home: Place
    lift: Place
    chen: Person  # owner of 3-1502
    zhou: Account  # receptionist
    lin: Account  # customer-service director
    zhao: Account  # project manager
    wang: Account  # operator, engineering
    liu: Account  # operator, engineering
    qian: Account  # head of engineering
    sun: Account  # guard
    he: Account  # company centre
    admin: Account
    wu: Account  # director of the other project

    def lodge(self, **facts: Any) -> Complaint:
        """Chen's lift has stopped again: recorded by Zhou on the telephone, in the morning."""
        usual: dict[str, Any] = {
            "channel": Channel.PHONE,
            "content": "上周才修好，今天电梯又停在夹层，老人被困二十分钟。",
            "person": self.chen,
            "place": self.home,
            "course": "上周修好，今天又停",
            "about": "二号电梯",
            "wants": "彻底修好，说明原因",
            "at": MORNING,
            "by": self.zhou,
        }
        return lodge(self.project, **(usual | facts))

    def neighbour(self, **facts: Any) -> Complaint:
        """Huang, who lives above Chen, complains of the same lift."""
        own: dict[str, Any] = {
            "person": None, "place": None, "name": "黄志强", "unit": "3-1602", "contact": "13900006611",
            "content": "二号电梯停了，我抱着孩子走楼梯。",
        }  # fmt: skip
        return self.lodge(**(own | facts))

    def verify(self, complaint: Complaint, **facts: Any) -> Complaint:
        """Read back by Zhou five minutes later: a general complaint about a lift, harm, calm."""
        usual: dict[str, Any] = {
            "restated": "二号电梯上周修过，今天又停，老人被困",
            "confirmed": True,
            "category": "lift_stopped",
            "level": "general",
            "nature": Nature.HARM,
            "emotion": Emotion.CALM,
            "wants": "彻底修好",
            "remit": "ours",
        }
        return self.make("verify", complaint, by=self.zhou, minutes=5, **(usual | facts))

    def make(self, move: str, complaint: Complaint, *, minutes: float | None = None, **facts: Any) -> Complaint:
        """Make a move `minutes` after the complaint was received; by default one minute after its last entry."""
        last = complaint.entries.order_by("-seq").values_list("at", flat=True)[0]
        at = complaint.received_at + timedelta(minutes=minutes) if minutes is not None else last + timedelta(minutes=1)
        usual: dict[str, Any] = {"by": self.lin, "at": at}
        if isinstance(facts.get("by", self.lin), Account):
            usual |= USUAL.get(move, {})
        if facts.get("outcome") in REACHED:
            usual |= {mark.name: 5 for mark in ASKED_RATINGS}
        return ACTIONS[move](complaint, **(usual | facts))

    def to_handling(self, complaint: Complaint) -> Complaint:
        """From received to handling: verify, investigate, apologise, propose, agree."""
        self.verify(complaint)
        self.make("investigate", complaint, account=self.lin)
        self.make("apologise", complaint, apology="很抱歉，让您和老人受惊了", method=Method.PHONE)
        self.make(
            "propose", complaint, findings="门刀漏换", responsibility=Responsibility.MANAGEMENT,
            solution="当日更换门刀并留守", method=Method.PHONE,
        )  # fmt: skip
        return self.make("agree", complaint, owner_words="可以，今天一定要修好")

    def to_handled(self, complaint: Complaint) -> Complaint:
        """From received to handled: an order to Wang is done, Lin informs the owner."""
        self.to_handling(complaint)
        self.order_done(complaint)
        return self.make("complete", complaint, result="门刀已换，运行正常", method=Method.PHONE)

    def order_done(self, complaint: Complaint) -> None:
        """Send an order to Wang, who accepts, arrives and finishes."""
        due_at = complaint.received_at + timedelta(hours=8)
        self.make("order", complaint, department=self.engineering, account=self.wang, work="更换门刀", due_at=due_at)
        order = complaint.orders.latest("pk")
        for move in ("accept_order", "arrive"):
            self.make(move, complaint, by=self.wang, order=order)
        self.make("finish_order", complaint, by=self.wang, order=order, result="已更换，试运行正常")


def reveals() -> QuerySet[AuditEvent]:
    """Every look at a contact in full that is on record."""
    return AuditEvent.objects.filter(kind=AuditKind.REVEAL.value)


def make_world() -> World:
    """The estate: built by the actions once in a process, and written again as it was for each test after."""
    return rebuilt(build_world)


def build_world() -> World:
    """Build the estate by the actions, as an administrator does."""
    founding.ensure_policy(MORNING)
    project = founding.add_project("CH", "翠湖天地", slug="cuihu", hotline="400-800-1502")
    elsewhere = founding.add_project("YG", "阳光花园", slug="yangguang")
    building = founding.add_place(project, PlaceKind.BUILDING, "3号楼")
    home = founding.add_place(project, PlaceKind.UNIT, "1502", building, "3-1502")
    lift = founding.add_place(project, PlaceKind.SPOT, "2号电梯", building)
    chen = founding.add_person("陈美玲", "13800002207", honorific="女士", language="zh-hans")
    founding.add_occupancy(chen, home, Tenure.OWNER, date(2019, 5, 1))
    departments = {department.code: department for department in project.departments.all()}

    def account(username: str, name: str, role: Role, **where: Any) -> Account:
        made = founding.add_account(username, name, PASSWORD, language="zh-hans")
        founding.give_duty(made, role, **where)
        return made

    engineering, security = departments["engineering"], departments["security"]
    return World(
        project=project,
        elsewhere=elsewhere,
        engineering=engineering,
        security=security,
        home=home,
        lift=lift,
        chen=chen,
        zhou=account("zhou", "周晓", Role.RECEPTIONIST, project=project),
        lin=account("lin", "林秋", Role.DIRECTOR, project=project),
        zhao=account("zhao", "赵启明", Role.MANAGER, project=project),
        wang=account("wang", "王建国", Role.OPERATOR, department=engineering),
        liu=account("liu", "刘洋", Role.OPERATOR, department=engineering),
        qian=account("qian", "钱工", Role.DEPARTMENT, department=engineering),
        sun=account("sun", "孙强", Role.GUARD, project=project),
        he=account("he", "何平", Role.CENTRE),
        admin=account("admin", "系统管理员", Role.ADMIN),
        wu=account("wu", "吴敏", Role.DIRECTOR, project=elsewhere),
    )
