"""Owner reception days of the tests: one at Cuihu Garden, next Saturday afternoon."""

from datetime import timedelta
from typing import Any

from heed.actions.reception_days import planning, signing_up
from heed.actions.reception_days.signing_up import Guest
from heed.process.words import Channel
from heed.records.models import ReceptionDay, SignUp
from tests.world import MORNING, World

BEGINS = MORNING + timedelta(days=7, hours=4, minutes=30)  # 14:30 in Shanghai
DEADLINE = MORNING + timedelta(days=6, hours=2)


def planned(world: World, **columns: Any) -> ReceptionDay:
    """A day that is still being prepared, by Lin."""
    usual: dict[str, Any] = {
        "theme": "业主座谈会", "place": "翠湖天地服务处二楼会议室", "begins_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2), "sign_up_until": DEADLINE, "seats": 4,
        "company": "和声物业发展有限公司",
        "office": "翠湖天地服务处", "phone": "400-800-1502",
    }  # fmt: skip
    return planning.plan(world.project, by=world.lin, at=MORNING, **(usual | columns))


def invited(world: World, **columns: Any) -> ReceptionDay:
    """A day to which the owners are invited."""
    return planning.invite(planned(world, **columns), by=world.lin, at=MORNING)


def come(day: ReceptionDay, name: str = "陈美玲", people: int = 1, **given: Any) -> SignUp:
    """An owner signs up online on the same morning."""
    guest = Guest(
        name, given.pop("unit", f"3-{name}"), given.pop("contact", "13800002207"), people, given.pop("about", ""),
        "zh-hans",
    )  # fmt: skip
    usual: dict[str, Any] = {"channel": Channel.WEB, "at": MORNING}
    return signing_up.sign_up(day, guest, **(usual | given))
