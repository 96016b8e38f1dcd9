"""What the desk's form sends, and a complaint taken in with it."""

from typing import Any

from django.test import Client

from heed.process.robots import RobotKind
from heed.records.models import Complaint, Robot
from tests.world import MORNING, World


def told(world: World, **facts: Any) -> dict[str, Any]:
    """What the form sends for Chen's lift."""
    return {
        "client_key": "k1", "channel": "visit", "project": world.project.pk, "person": world.chen.pk,
        "place": world.home.pk, "name": "陈美玲", "unit": "3号楼 1502", "contact": "13800002207",
        "content": "上周三才修好，今天又停在夹层，我妈困在里面二十分钟。", "happened": "今天 13:40",
        "where": "3号楼 2号电梯",
        "about": "电梯维保", "wants": "彻底修好", "course": "上周三修，今天又停", "emotion": "agitated",
        "category": "lift_stopped",
    } | facts  # fmt: skip


def take(zhou: Client, world: World, **facts: Any) -> Complaint:
    zhou.post("/desk/arrive/")
    answer = zhou.post("/desk/take/", told(world, **facts))
    assert answer.status_code == 302, answer.context["form"].errors
    return Complaint.objects.latest("pk")


def add_gateway() -> None:
    """A gateway that sends text messages to owners."""
    Robot.objects.create(
        kind=RobotKind.SMS, name="SMS", address="http://127.0.0.1:9/", per_minute=20, made_at=MORNING, owners=True
    )
