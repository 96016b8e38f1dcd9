"""What the tests of the rota room share: a telephone that is answered, and a look at a page."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from heed.actions.rota.planning import plan_week
from heed.process.words import Role
from heed.records.models import Account
from tests.world import World

DESK, GUARD = Role.RECEPTIONIST, Role.GUARD
NIGHT, DAY = (20 * 60, 32 * 60), (8 * 60, 20 * 60)
ZONE = ZoneInfo("Asia/Shanghai")
TWO_DAYS = timedelta(days=2)


def today() -> date:
    return timezone.now().astimezone(ZONE).date()


def plan(
    world: World, account: Account, role: Role = DESK, minutes: tuple[int, int] = DAY, weekdays: str = "0123456"
) -> None:
    week = {account: [(int(weekday), *minutes) for weekday in weekdays]}
    plan_week(world.project, role, week, by=world.lin, since_on=today() - TWO_DAYS, at=timezone.now() - TWO_DAYS)


def whole(world: World) -> None:
    """The telephone is answered day and night."""
    plan(world, world.zhou)
    plan(world, world.sun, GUARD, NIGHT)


def seen(client: Client, account: Account, path: str = "/rota/", **asked: Any) -> str:
    client.force_login(account)
    answer = client.get(path, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()
