"""Robots, spoken to over real HTTP: what each is told, how it is signed, and what becomes of every kind of answer."""

import base64
import hashlib
import hmac
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from heed.actions.notices import delivery
from heed.actions.notices.robots import reserve_slot, save_robot
from heed.clockwork.deliver import Delivered, deliver_due
from heed.notices import adapters
from heed.notices.http import Response
from heed.notices.transport import AnswerLost, Message, RateLimited, SendFailed, Undeliverable
from heed.process.robots import RobotKind
from heed.records.models import Notice, Robot
from tests.notices.door import CUT, Door, robot_at
from tests.world import MORNING, World

MINUTE = timedelta(minutes=1)
LETTER = Message("5-1-robot1@heed.example", "13800002207", "zh-hans", "标题", "正文", "短消息\nhttps://heed.example/x/")


def notice_to(robot: Robot) -> Notice:
    """The newest notice that goes to this robot."""
    return Notice.objects.filter(robot=robot).latest("pk")


def lodge(world: World, **facts: Any) -> None:
    """A complaint whose owner cannot be written to, so that only the robot has something to be told."""
    world.lodge(contact="", unreachable=True, **facts)


def test_each_kind_is_spoken_to_in_its_own_shape_with_the_id_of_the_notice(world: World, door: Door) -> None:
    kinds = [kind for kind in RobotKind if kind is not RobotKind.WECHAT]  # see test_messengers
    for kind in kinds:
        adapters.send(robot_at(world, door, kind), LETTER)
    said = dict(zip(kinds, door.posted, strict=True))
    assert said[RobotKind.WECOM].said == {"msgtype": "text", "text": {"content": LETTER.short}}
    assert said[RobotKind.DINGTALK].said == {"msgtype": "text", "text": {"content": LETTER.short}}
    assert said[RobotKind.FEISHU].said["content"] == {"text": LETTER.short}
    assert said[RobotKind.SMS].said == {"id": LETTER.id, "to": LETTER.address, "text": LETTER.short}
    assert said[RobotKind.LINE].said["to"] == LETTER.address
    assert said[RobotKind.APPRISE].said["body"] == LETTER.short
    assert said[RobotKind.APPRISE_PEOPLE].said["tag"] == LETTER.address
    for kind in (RobotKind.SMS, RobotKind.LINE, RobotKind.APPRISE):
        assert said[kind].headers["authorization"] == "Bearer SECkept"
    ids = {posted.headers.get("idempotency-key", posted.headers.get("webhook-id")) for posted in door.posted}
    assert ids == {LETTER.id}
    assert said[RobotKind.LINE].headers["x-line-retry-key"]


def test_dingtalk_feishu_and_webhooks_are_signed_so_that_the_other_side_agrees(world: World, door: Door) -> None:
    for kind in (RobotKind.DINGTALK, RobotKind.FEISHU, RobotKind.WEBHOOK):
        adapters.send(robot_at(world, door, kind), LETTER)
    ding, fei, hook = door.posted
    asked = parse_qs(urlsplit(ding.path).query)
    stamp = asked["timestamp"][0]
    assert asked["sign"][0] == mac(b"SECkept", f"{stamp}\nSECkept".encode())
    assert fei.said["sign"] == mac(f"{fei.said['timestamp']}\nSECkept".encode(), b"")
    signed = f"{hook.headers['webhook-id']}.{hook.headers['webhook-timestamp']}.".encode() + hook.body
    assert hook.headers["webhook-signature"] == "v1," + mac(b"SECkept", signed)


def mac(key: bytes, said: bytes) -> str:
    return base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def test_a_message_is_cut_to_what_the_robot_takes(world: World, door: Door) -> None:
    long = Message("a@b", "", "zh-hans", "", "", "长" * 3000 + "\nhttps://heed.example/x/")
    adapters.send(robot_at(world, door), long)
    content = door.posted[0].said["text"]["content"]
    assert len(content.encode()) <= 2048
    assert content.endswith("…\nhttps://heed.example/x/")


@pytest.mark.parametrize(
    ("kind", "answer", "means"),
    [
        (RobotKind.WECOM, Response(200, '{"errcode":0,"errmsg":"ok"}'), None),
        (RobotKind.WECOM, Response(200, '{"errcode":45009,"errmsg":"api freq out of limit"}'), RateLimited),
        (RobotKind.WECOM, Response(200, '{"errcode":93000,"errmsg":"invalid webhook url"}'), SendFailed),
        (RobotKind.WECOM, Response(200, '{"errcode":40058,"errmsg":"invalid Request Parameter"}'), Undeliverable),
        (RobotKind.DINGTALK, Response(200, '{"errcode":410100,"errmsg":"send too fast"}'), RateLimited),
        (RobotKind.DINGTALK, Response(200, '{"errcode":310000,"errmsg":"sign not match"}'), SendFailed),
        (RobotKind.FEISHU, Response(200, '{"code":11232,"msg":"frequency limited"}'), RateLimited),
        (RobotKind.FEISHU, Response(200, '{"code":19021,"msg":"sign match fail"}'), SendFailed),
        (RobotKind.FEISHU, Response(200, '{"StatusCode":0,"StatusMessage":"success"}'), None),
        (RobotKind.FEISHU, Response(200, "<html>"), AnswerLost),
        (RobotKind.LINE, Response(409, '{"message":"The retry key is already accepted"}'), None),
        (RobotKind.WEBHOOK, Response(204, ""), None),
        (RobotKind.WEBHOOK, Response(301, ""), SendFailed),
        (RobotKind.WEBHOOK, Response(404, "gone"), SendFailed),
        (RobotKind.WEBHOOK, Response(413, "too large"), Undeliverable),
        (RobotKind.WEBHOOK, Response(503, "later"), SendFailed),
        (RobotKind.WEBHOOK, Response(429, "slow down", 7.0), RateLimited),
    ],
)
def test_what_an_answer_means(kind: RobotKind, answer: Response, means: type[SendFailed] | None) -> None:
    if means is None:
        assert adapters.interpret(kind, answer) == answer.shown
        return
    with pytest.raises(SendFailed) as told:
        adapters.interpret(kind, answer)
    assert type(told.value) is means


def test_a_move_reaches_the_group_with_number_and_link(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    lodge(world)
    assert deliver_due(MORNING) == Delivered(sent=1)
    content = door.posted[0].said["text"]["content"]
    number = notice_to(robot).complaint.number  # type: ignore[union-attr]
    assert number in content
    assert content.endswith(f"/complaints/{number}/")


def test_an_error_is_tried_again_and_told_by_its_code_alone(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    lodge(world)
    door.answers = [(500, "database is down", {})]
    assert deliver_due(MORNING) == Delivered(delayed=1)
    notice = notice_to(robot)
    assert notice.error == "500"
    assert notice.tries[0][1] == "500"
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)
    assert len({posted.headers["idempotency-key"] for posted in door.posted}) == 1


def test_after_a_lost_answer_it_is_repeated_once_with_the_same_id_and_never_again(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    lodge(world)
    door.answers = [CUT, CUT]
    assert deliver_due(MORNING) == Delivered(delayed=1)
    assert deliver_due(MORNING + MINUTE) == Delivered(set_aside=1)
    for days in range(1, 4):
        assert deliver_due(MORNING + timedelta(days=days)) == Delivered()
    assert [posted.headers["idempotency-key"] for posted in door.posted] == [
        door.posted[0].headers["idempotency-key"]
    ] * 2
    notice = notice_to(robot)
    assert (notice.error, notice.lost, notice.sent_at) == (delivery.LOST_TWICE, 2, None)


def test_one_lost_answer_and_then_a_yes_is_two_messages_and_no_more(world: World, door: Door) -> None:
    robot_at(world, door)
    lodge(world)
    door.answers = [CUT]
    deliver_due(MORNING)
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)
    assert len(door.posted) == 2


def test_a_worker_that_dies_between_sending_and_recording_costs_one_repeat(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    lodge(world)
    now = MORNING
    for _ in range(2):
        claimed = delivery.claim(now)
        assert claimed is not None
        assert delivery.start_sending(claimed, now)  # it goes, and the worker dies
        now += delivery.LEASE
    assert delivery.claim(now) is None
    notice = notice_to(robot)
    assert (notice.failed_at, notice.error) == (now, delivery.LOST_TWICE)


def test_a_message_that_will_never_do_is_set_aside_and_the_next_goes_out(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    lodge(world)
    lodge(world)
    door.answers = [(200, '{"errcode":40058,"errmsg":"invalid Request Parameter"}', {})]
    assert deliver_due(MORNING) == Delivered(sent=1, set_aside=1)
    first, second = Notice.objects.filter(robot=robot).order_by("pk")
    assert "40058" in first.error
    assert second.sent_at is not None


def test_where_nobody_listens_nothing_counts_as_lost(world: World, door: Door) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        robot = robot_at(world, door, address=f"http://127.0.0.1:{taken.getsockname()[1]}/")
        lodge(world)
        assert deliver_due(MORNING) == Delivered(delayed=1)
    notice = notice_to(robot)
    assert (notice.lost, notice.attempts) == (0, 1)
    assert "127.0.0.1" not in notice.error


def test_a_robot_that_says_it_is_too_much_is_left_alone_and_nothing_is_lost(world: World, door: Door) -> None:
    robot = robot_at(world, door, RobotKind.WEBHOOK)
    lodge(world)
    lodge(world)
    door.answers = [(429, "slow down", {"Retry-After": "90"})]
    assert deliver_due(MORNING) == Delivered(delayed=1, postponed=1)
    assert len(door.posted) == 1, "the second was not even tried"
    assert deliver_due(MORNING + timedelta(seconds=89)) == Delivered()
    assert deliver_due(MORNING + timedelta(seconds=91)) == Delivered(sent=2)
    assert {notice.attempts for notice in Notice.objects.filter(robot=robot)} == {1, 2}


def test_more_than_a_robot_takes_in_a_minute_waits_in_order(world: World, door: Door) -> None:
    robot_at(world, door)
    for _ in range(45):
        lodge(world)
    assert deliver_due(MORNING) == Delivered(sent=20, postponed=1)
    assert deliver_due(MORNING + timedelta(seconds=30)) == Delivered()
    assert deliver_due(MORNING + timedelta(seconds=61)) == Delivered(sent=20, postponed=1)
    assert deliver_due(MORNING + timedelta(seconds=122)) == Delivered(sent=5)
    told = [posted.said["text"]["content"].split("：")[0] for posted in door.posted]
    assert told == sorted(told)
    assert Notice.objects.filter(attempts__gt=1).count() == 0, "waiting is no attempt"


@pytest.mark.parametrize("kind", [kind for kind in RobotKind if kind is not RobotKind.WEBHOOK])
def test_in_no_window_more_goes_out_than_the_maker_allows(world: World, door: Door, kind: RobotKind) -> None:
    robot, went, now = robot_at(world, door, kind), [], MORNING
    while now < MORNING + 3 * MINUTE:
        free = reserve_slot(robot, now)
        if free is None:
            went.append(now)
        now = now + timedelta(milliseconds=130) if free is None else max(free, now + timedelta(milliseconds=130))
    limits = kind.limits
    assert most(went, MINUTE) == limits.per_minute
    if limits.per_second:
        assert most(went, timedelta(seconds=1)) == limits.per_second


def most(went: list[datetime], window: timedelta) -> int:
    """The most that went in any window of this length."""
    return max(sum(start <= at < start + window for at in went) for start in went)


def test_a_robot_that_was_switched_off_is_told_nothing_more(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    lodge(world)
    save_robot(robot, by=world.admin, is_active=False)
    assert deliver_due(MORNING) == Delivered(set_aside=1)
    assert door.posted == []
    assert notice_to(robot).error == "This notification channel is switched off."
    world.project.refresh_from_db()
    assert not world.project.has_robots


def test_an_owner_with_a_telephone_only_is_reached_where_text_messages_are_for_owners_too(
    world: World, door: Door
) -> None:
    robot_at(world, door, RobotKind.SMS, project=None, owners=True)
    complaint = world.lodge(contact="138 0000 2207")
    assert deliver_due(MORNING) == Delivered(sent=1)
    said = door.posted[0].said
    assert said["to"] == "138 0000 2207"
    assert complaint.secret in said["text"]
    assert "陈" not in said["text"]


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_keep_to_the_limit_together(world: World, door: Door) -> None:
    robot = robot_at(world, door)
    with ThreadPoolExecutor(8) as threads:

        def work(_: int) -> int:
            try:
                return sum(reserve_slot(robot, MORNING) is None for _ in range(5))
            finally:
                connection.close()

        assert sum(threads.map(work, range(8))) == 20
    robot.refresh_from_db()
    assert robot.turn == 20
    assert reserve_slot(robot, MORNING + MINUTE) == MORNING + timedelta(seconds=61), "and after a restart"


def test_a_survey_takes_half_of_the_rate_and_leaves_the_other_half_to_what_is_urgent(world: World, door: Door) -> None:
    robot = save_robot(robot_at(world, door, RobotKind.SMS), by=world.admin, at=MORNING, per_minute=4)
    later = MORNING + timedelta(seconds=61)
    assert [reserve_slot(robot, MORNING, sparing=True) for _ in range(3)] == [None, None, later]
    assert [reserve_slot(robot, MORNING) for _ in range(3)] == [None, None, later]
    assert reserve_slot(robot, later, sparing=True) is None
