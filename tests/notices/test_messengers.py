"""Template messages of a WeChat service account and pushes of LINE, against stand-ins that speak their protocols."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from heed.actions.notices.robots import save_robot
from heed.actions.staff.preferences import set_notice_preferences
from heed.clockwork.deliver import deliver_due
from heed.notices import adapters
from heed.notices.transport import Message, SendFailed, Undeliverable
from heed.process.preferences import NoticeWay, Wishes
from heed.process.robots import RobotKind
from heed.records.models import Notice, Robot
from tests.notices.messaging import APP_SECRET, LINE_TOKEN, Messaging
from tests.world import MORNING, World

WANG = {"wechat": "oFollower-wang", "line": "U0123456789-wang"}
LETTER = Message("5-wang-wechat@heed.example", WANG["wechat"], "zh-hans", "翠湖天地：新工单", "正文", "短消息")


@pytest.fixture
def makers() -> Iterator[Messaging]:
    with Messaging() as stand_in:
        yield stand_in


def channel(world: World, makers: Messaging, kind: RobotKind, **facts: Any) -> Robot:
    """The company's channel of this kind."""
    wechat = kind is RobotKind.WECHAT
    usual: dict[str, Any] = {
        "kind": kind.value, "name": kind.label, "project": None, "language": "zh-hans", "per_minute": 300,
        "address": makers.wechat_address if wechat else makers.line_address,
        "secret": APP_SECRET if wechat else LINE_TOKEN, "is_active": True,
    }  # fmt: skip
    return save_robot(by=world.admin, at=MORNING, **(usual | facts))


@pytest.mark.parametrize("kind", [RobotKind.WECHAT, RobotKind.LINE])
def test_a_colleague_is_told_of_a_work_order_there_once_with_the_link_and_nothing_personal(
    world: World, makers: Messaging, kind: RobotKind
) -> None:
    channel(world, makers, kind)
    way = kind.way
    assert way is not None
    set_notice_preferences(world.wang, Wishes(ways=(way,), addresses=((way.value, WANG[way.value]),)))
    world.wang.refresh_from_db()
    complaint = world.to_handling(world.lodge())
    due_at = MORNING + timedelta(hours=6)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    deliver_due(MORNING + timedelta(hours=2))
    notice = Notice.objects.get(channel=way.value, about="order")
    assert notice.sent_at is not None
    (told,) = makers.arrived
    assert told[0] == WANG[way.value]
    said = " ".join([*told[1].values(), told[2]] if isinstance(told[1], dict) else [told[1]])
    assert complaint.number in said
    assert f"/complaints/{complaint.number}/" in said or "/field/" in said
    assert not any(personal in said for personal in ("陈", "13800002207", "3-1502", "老人"))


def test_the_same_message_sent_again_reaches_a_person_once(world: World, makers: Messaging) -> None:
    wechat = channel(world, makers, RobotKind.WECHAT)
    for _attempt in range(2):
        adapters.send(wechat, LETTER)
    assert [said["thing1"] for _to, said, _link in makers.arrived] == ["翠湖天地：新工单"]
    assert len(makers.tokens) == 1


def test_a_token_that_ended_is_asked_for_anew_at_the_next_attempt(world: World, makers: Messaging) -> None:
    wechat = channel(world, makers, RobotKind.WECHAT)
    adapters.send(wechat, LETTER)
    makers.tokens.append("token-of-another-secret")
    other = Message("6-wang@heed.example", LETTER.address, "zh-hans", "一" * 40, "", "短")
    with pytest.raises(SendFailed, match="40001"):
        adapters.send(wechat, other)
    adapters.send(wechat, other)
    assert makers.arrived[-1][1]["thing1"] == "一" * 19 + "…"


@pytest.mark.parametrize(
    ("facts", "to", "error", "words"),
    [
        ({"secret": "wrong"}, WANG["wechat"], SendFailed, "40125"),
        ({}, "oStranger", Undeliverable, "43004"),
        ({"address": "http://127.0.0.1:9/?template=x"}, WANG["wechat"], Undeliverable, "appid and template"),
    ],
)
def test_what_wechat_refuses_is_told_apart(
    world: World, makers: Messaging, facts: dict[str, str], to: str, error: type[SendFailed], words: str
) -> None:
    wechat = channel(world, makers, RobotKind.WECHAT, **facts)
    with pytest.raises(error, match=words):
        adapters.send(wechat, Message("7@heed.example", to, "zh-hans", "标题", "", "短"))
    assert makers.arrived == []
    assert NoticeWay.WECHAT is RobotKind.WECHAT.way
