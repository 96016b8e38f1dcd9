"""Which rows go out beside the inbox: by what people wish, in their hours, to the robots that listen, at what cost."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.actions.notices.robots import save_robot
from heed.actions.reception.meetings import arrive, receive
from heed.actions.reception.superior import call_superior
from heed.actions.staff.preferences import set_notice_preferences
from heed.clockwork.tick import tick
from heed.process.preferences import NoticeWay, Rhythm, Wishes
from heed.process.robots import RobotKind
from heed.records.models import Account, Notice, Robot
from tests.world import MORNING, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Eleven in the evening in Shanghai.
NIGHT = MORNING + 13 * HOUR
SEVEN = MORNING + 21 * HOUR


def wishes(account: Account, **how: Any) -> None:
    told = {"ways": (NoticeWay.MAIL,), "quiet": (22 * 60, 7 * 60)} | how
    set_notice_preferences(account, Wishes(**told), email=f"{account.username}@heed.example")
    account.refresh_from_db()


def robot(world: World, **facts: Any) -> Robot:
    told: dict[str, Any] = {
        "kind": RobotKind.WECOM.value, "name": "群", "project": world.project, "language": "zh-hans",
        "address": "https://robot.example/", "per_minute": 20, "is_active": True,
    }  # fmt: skip
    made = save_robot(by=world.admin, at=MORNING, **(told | facts))
    world.project.refresh_from_db()
    world.elsewhere.refresh_from_db()
    return made


def mails(account: Account) -> list[Notice]:
    return list(Notice.objects.filter(account=account, channel="mail").order_by("pk"))


def heard(one: Robot) -> list[str]:
    return list(Notice.objects.filter(robot=one).order_by("pk").values_list("about", flat=True))


def cost(world: World) -> int:
    with CaptureQueriesContext(connection) as queries:
        world.lodge()
    return len(queries)


def test_where_nobody_wishes_anything_else_a_move_costs_no_query_more_and_with_robots_one(world: World) -> None:
    world.lodge()  # afterwards the policy is known
    plain = cost(world)
    wishes(world.lin)
    assert cost(world) == plain
    one = robot(world)
    assert cost(world) == plain + 1
    save_robot(one, by=world.admin, is_active=False)
    world.project.refresh_from_db()
    assert cost(world) == plain


def test_only_who_wishes_it_is_written_to_and_everybody_has_the_inbox(world: World) -> None:
    wishes(world.lin)
    world.lodge()
    assert len(mails(world.lin)) == 1
    assert Notice.objects.filter(account=world.lin, channel="inbox").count() == 1
    assert not Notice.objects.filter(channel="mail").exclude(account=world.lin).exists()


def test_in_quiet_hours_a_letter_waits_for_the_morning_unless_the_policy_counts_day_and_night(world: World) -> None:
    wishes(world.lin)
    world.lodge(at=NIGHT)
    world.lodge(at=NIGHT, level="emergency")
    calm, urgent = mails(world.lin)
    assert (calm.due_at, urgent.due_at) == (SEVEN, NIGHT)
    assert Notice.objects.filter(account=world.lin, channel="inbox", sent_at=NIGHT).count() == 2


def test_what_is_urgent_is_not_collected_either(world: World) -> None:
    wishes(world.lin, rhythm=Rhythm.DAILY, daily_at=510)
    world.lodge(level="emergency")
    world.lodge()
    urgent, collected = mails(world.lin)
    assert (urgent.collected, urgent.due_at) == (False, MORNING)
    assert collected.collected
    assert collected.due_at.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%H:%M") == "08:30"


def test_a_call_to_the_counter_wakes_whoever_is_called(world: World) -> None:
    wishes(world.lin)
    visit = receive(arrive(world.project, by=world.zhou, at=NIGHT), by=world.zhou, at=NIGHT)
    call_superior(visit, by=world.zhou, consent=True, reason="五分钟仍未平复", to=world.lin, at=NIGHT)
    (mail,) = mails(world.lin)
    assert (mail.about, mail.due_at) == ("summons", NIGHT)


def test_a_breach_of_something_ordinary_waits_for_the_morning(world: World) -> None:
    wishes(world.lin)
    world.lodge(at=NIGHT - HOUR)
    tick(NIGHT)
    assert {mail.due_at for mail in mails(world.lin) if mail.made_at == NIGHT} == {SEVEN}


def test_a_step_of_the_ladder_that_waits_for_nobody_comes_at_night(world: World) -> None:
    wishes(world.zhao, quiet=(0, 23 * 60 + 59))
    world.lodge(level="emergency")
    tick(MORNING + HOUR)
    assert [mail.due_at for mail in mails(world.zhao) if mail.about == "escalate"]
    assert all(mail.due_at == mail.made_at for mail in mails(world.zhao))


def test_a_group_hears_of_its_project_alone_and_one_of_the_company_of_all(world: World) -> None:
    here, there = robot(world), robot(world, project=world.elsewhere)
    everywhere = robot(world, project=None)
    world.lodge()
    assert (heard(here), heard(there), heard(everywhere)) == (["lodge"], [], ["lodge"])


def test_a_group_of_a_department_hears_of_its_orders_and_one_for_late_things_of_those(world: World) -> None:
    engineers, late = robot(world, department=world.engineering), robot(world, only_late=True)
    others = robot(world, department=world.security)
    complaint = world.lodge()
    world.to_handling(complaint)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀",
               due_at=MORNING + 8 * HOUR)  # fmt: skip
    assert heard(engineers) == ["order"]
    assert heard(late) == heard(others) == []
    tick(MORNING + DAY)
    assert set(heard(late)) <= {"breached", "escalate"}
    assert "breached" in heard(late)
    assert heard(others) == []


@pytest.mark.rule("C3")
def test_of_a_complaint_about_one_of_the_staff_no_group_hears_anything(world: World) -> None:
    everywhere = robot(world, project=None)
    complaint = world.lodge()
    before = len(heard(everywhere))
    world.make("name_accused", complaint, account=world.wang)
    world.verify(complaint)
    tick(MORNING + DAY)
    assert len(heard(everywhere)) == before


def test_a_project_that_is_added_is_heard_by_the_robots_of_the_company(world: World) -> None:
    from heed.actions.setup.projects import open_project

    robot(world, project=None)
    opened = open_project(by=world.admin, code="NEW", name="新苑")
    opened.refresh_from_db()
    assert opened.has_robots
