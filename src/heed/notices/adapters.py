"""The request for each kind of robot, and the meaning of its responses.

A new kind is a function and a row in `BUILDERS`.
"""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from heed.notices import http, signing, wechat
from heed.notices.http import Request, Response
from heed.notices.transport import AnswerLost, Message, RateLimited, SendFailed, Undeliverable
from heed.notices.truncate import truncate
from heed.process.robots import RobotKind
from heed.process.words import N_
from heed.records.models import Robot

_JSON = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Heed"}
#: Codes in responses that mean that the rate limit is exceeded.
_TOO_FAST = {
    RobotKind.WECOM: (45009, 45033), RobotKind.DINGTALK: (410100, 130101), RobotKind.FEISHU: (11232, 9499),
    RobotKind.WECHAT: (45009, 45011),
}  # fmt: skip
#: Codes in responses that mean that this message can never be accepted.
_NEVER = {
    RobotKind.WECOM: (40008, 40058, 44004), RobotKind.DINGTALK: (400105, 430102), RobotKind.FEISHU: (11246,),
    RobotKind.WECHAT: (40003, 40037, 43004, 43101, 47003),  # no such person or template, does not follow, refused
}  # fmt: skip


def send(robot: Robot, message: Message) -> str:
    """Send the message to the robot and return the response. Raises SendFailed or one of its subclasses."""
    kind = RobotKind(robot.kind)
    short = truncate(message.short or message.text, kind.limits.bytes)
    response = http.post(BUILDERS[kind](robot, message, short))
    if kind is RobotKind.WECHAT:
        wechat.forget_ended_token(robot, response)
    return interpret(kind, response)


def interpret(kind: RobotKind, response: Response) -> str:
    """Return the response where the message was accepted, else raise SendFailed or one of its subclasses."""
    if kind is RobotKind.LINE and response.status == 409:  # accepted before, with the same key
        return response.shown
    if response.status == 429:
        raise RateLimited(response.shown, response.wait or kind.limits.penalty)
    if response.status in (400, 413, 422):
        raise Undeliverable(response.shown)
    if not 200 <= response.status < 300:
        raise SendFailed(response.shown)
    code = _code_of(kind, response)
    if code in _TOO_FAST.get(kind, ()):
        raise RateLimited(response.shown, response.wait or kind.limits.penalty)
    if code in _NEVER.get(kind, ()):
        raise Undeliverable(response.shown)
    if code != 0:
        raise SendFailed(response.shown)
    return response.shown


def _code_of(kind: RobotKind, response: Response) -> int | None:
    """Return the code in the response; 0 is success, and so is any response of other kinds with status 200."""
    if kind not in _TOO_FAST:
        return 0
    try:
        return response.code
    except ValueError:
        raise AnswerLost(N_("The answer of the notification channel cannot be read.")) from None


def _request(address: str, payload: dict[str, Any], message: Message, **headers: str) -> Request:
    body = json.dumps(payload, ensure_ascii=False).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(address, body, _JSON | {"Idempotency-Key": message.id} | named)


def _wecom(robot: Robot, message: Message, short: str) -> Request:
    return _request(robot.address, {"msgtype": "text", "text": {"content": short}}, message)


def _dingtalk(robot: Robot, message: Message, short: str) -> Request:
    now = int(time.time() * 1000)
    between = "&" if "?" in robot.address else "?"
    address = f"{robot.address}{between}timestamp={now}&sign={signing.dingtalk(robot.secret, now)}"
    return _request(address, {"msgtype": "text", "text": {"content": short}}, message)


def _feishu(robot: Robot, message: Message, short: str) -> Request:
    payload: dict[str, Any] = {"msg_type": "text", "content": {"text": short}}
    if robot.secret:
        now = int(time.time())
        payload = {"timestamp": str(now), "sign": signing.feishu(robot.secret, now)} | payload
    return _request(robot.address, payload, message)


def _apprise(robot: Robot, message: Message, short: str) -> Request:
    """A server of Apprise, which forwards to the services configured there."""
    payload = {"title": message.subject, "body": short, "type": "info", "format": "text"}
    if message.address:
        payload["tag"] = message.address
    return _request(robot.address, payload, message, **_bearer(robot))


def _sms(robot: Robot, message: Message, short: str) -> Request:
    return _request(robot.address, {"id": message.id, "to": message.address, "text": short}, message, **_bearer(robot))


def _line(robot: Robot, message: Message, short: str) -> Request:
    payload = {"to": message.address, "messages": [{"type": "text", "text": short}]}
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, message.id))  # the same in each attempt: LINE accepts it once
    return _request(robot.address, payload, message, X_Line_Retry_Key=key, **_bearer(robot))


def _wechat(robot: Robot, message: Message, _short: str) -> Request:
    return wechat.request(robot, message, _JSON)


def _webhook(robot: Robot, message: Message, short: str) -> Request:
    """By Standard Webhooks: id, timestamp and signature in the headers."""
    now = int(time.time())
    body = json.dumps({"text": short, **message.facts}, ensure_ascii=False).encode()
    signed = signing.webhook(robot.secret, message.id, now, body)
    named = {"webhook-id": message.id, "webhook-timestamp": str(now), "webhook-signature": signed}
    return Request(robot.address, body, _JSON | named)


def _bearer(robot: Robot) -> dict[str, str]:
    return {"Authorization": f"Bearer {robot.secret}"} if robot.secret else {}


BUILDERS: dict[RobotKind, Callable[[Robot, Message, str], Request]] = {
    RobotKind.WECOM: _wecom,
    RobotKind.DINGTALK: _dingtalk,
    RobotKind.FEISHU: _feishu,
    RobotKind.APPRISE: _apprise,
    RobotKind.APPRISE_PEOPLE: _apprise,
    RobotKind.SMS: _sms,
    RobotKind.LINE: _line,
    RobotKind.WECHAT: _wechat,
    RobotKind.WEBHOOK: _webhook,
}
