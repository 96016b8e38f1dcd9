"""How each kind of robot is spoken to, and what its answers mean. A new kind is a function and a line in `BUILDERS`."""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from heed.notices import http, signing
from heed.notices.http import Request, Response
from heed.notices.transport import AnswerLost, Message, RateLimited, SendFailed, Undeliverable
from heed.notices.truncate import truncate
from heed.process.robots import RobotKind
from heed.process.words import N_
from heed.records.models import Robot

_JSON = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Heed"}
#: Codes of the makers' answers that mean "too much at once".
_TOO_FAST = {RobotKind.WECOM: (45009, 45033), RobotKind.DINGTALK: (410100, 130101), RobotKind.FEISHU: (11232, 9499)}
#: Codes that mean "this message will never do", whatever is mended on the robot.
_NEVER = {RobotKind.WECOM: (40008, 40058, 44004), RobotKind.DINGTALK: (400105, 430102), RobotKind.FEISHU: (11246,)}


def send(robot: Robot, letter: Message) -> str:
    """Say it to the robot, and give its answer in its own words. Raises NotSent, TooFast, Lost or NeverSent."""
    kind = RobotKind(robot.kind)
    short = truncate(letter.short or letter.text, kind.limits.bytes)
    answer = http.post(BUILDERS[kind](robot, letter, short))
    return interpret(kind, answer)


def interpret(kind: RobotKind, answer: Response) -> str:
    """What an answer means: its words where the message was taken, else a NotSent."""
    if kind is RobotKind.LINE and answer.status == 409:  # it was taken before, under the same key
        return answer.shown
    if answer.status == 429:
        raise RateLimited(answer.shown, answer.wait or kind.limits.penalty)
    if answer.status in (400, 413, 422):
        raise Undeliverable(answer.shown)
    if not 200 <= answer.status < 300:
        raise SendFailed(answer.shown)
    code = _code_of(kind, answer)
    if code in _TOO_FAST.get(kind, ()):
        raise RateLimited(answer.shown, answer.wait or kind.limits.penalty)
    if code in _NEVER.get(kind, ()):
        raise Undeliverable(answer.shown)
    if code:
        raise SendFailed(answer.shown)
    return answer.shown


def _code_of(kind: RobotKind, answer: Response) -> Any:
    """The maker's own code in the answer; 0 is yes, and so is whatever the others say beside a 200."""
    if kind not in _TOO_FAST:
        return 0
    try:
        said = json.loads(answer.text)
        found = [said[name] for name in ("errcode", "code", "StatusCode") if name in said]
    except (ValueError, TypeError):
        raise AnswerLost(N_("The robot's answer cannot be read.")) from None
    return found[0] if found else answer.shown


def _request(address: str, said: dict[str, Any], letter: Message, **headers: str) -> Request:
    body = json.dumps(said, ensure_ascii=False).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(address, body, _JSON | {"Idempotency-Key": letter.id} | named)


def _wecom(robot: Robot, letter: Message, short: str) -> Request:
    return _request(robot.address, {"msgtype": "text", "text": {"content": short}}, letter)


def _dingtalk(robot: Robot, letter: Message, short: str) -> Request:
    now = int(time.time() * 1000)
    between = "&" if "?" in robot.address else "?"
    address = f"{robot.address}{between}timestamp={now}&sign={signing.dingtalk(robot.secret, now)}"
    return _request(address, {"msgtype": "text", "text": {"content": short}}, letter)


def _feishu(robot: Robot, letter: Message, short: str) -> Request:
    said: dict[str, Any] = {"msg_type": "text", "content": {"text": short}}
    if robot.secret:
        now = int(time.time())
        said = {"timestamp": str(now), "sign": signing.feishu(robot.secret, now)} | said
    return _request(robot.address, said, letter)


def _apprise(robot: Robot, letter: Message, short: str) -> Request:
    """A server of Apprise, which hands on to whatever it has been told, some hundred services."""
    said = {"title": letter.subject, "body": short, "type": "info", "format": "text"}
    if letter.address:
        said["tag"] = letter.address
    return _request(robot.address, said, letter, **_bearer(robot))


def _sms(robot: Robot, letter: Message, short: str) -> Request:
    return _request(robot.address, {"id": letter.id, "to": letter.address, "text": short}, letter, **_bearer(robot))


def _line(robot: Robot, letter: Message, short: str) -> Request:
    said = {"to": letter.address, "messages": [{"type": "text", "text": short}]}
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, letter.id))  # the same at every attempt: LINE takes it once
    return _request(robot.address, said, letter, X_Line_Retry_Key=key, **_bearer(robot))


def _webhook(robot: Robot, letter: Message, short: str) -> Request:
    """As Standard Webhooks has it: id, timestamp and signature in the headers."""
    now = int(time.time())
    body = json.dumps({"text": short, **letter.facts}, ensure_ascii=False).encode()
    signed = signing.webhook(robot.secret, letter.id, now, body)
    named = {"webhook-id": letter.id, "webhook-timestamp": str(now), "webhook-signature": signed}
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
    RobotKind.WEBHOOK: _webhook,
}
