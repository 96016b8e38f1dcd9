"""Template messages of a WeChat service account (服务号): its token, the request, and when the token has ended.

The address of the channel says which account and template: `https://api.weixin.qq.com/?appid=…&template=…`, and which
field of the template holds what: `&thing1=news&character_string2=number&thing3=project&time4=time`. Its secret is the
account's AppSecret.
"""

import json
import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from django.core.cache import caches
from django.utils import timezone

from heed.notices import http
from heed.notices.http import Request, Response
from heed.notices.transport import AnswerLost, Message, SendFailed, Undeliverable
from heed.process.words import N_
from heed.records.models import Robot

#: What a field of the template can hold.
VALUES = ("news", "number", "project", "time")
#: Characters of a field by the kind with which its name begins; WeChat refuses longer ones.
_LONGEST = {"thing": 20, "character_string": 32, "phrase": 5, "const": 20, "time": 20}
#: Codes that say that the token has ended.
_ENDED = (40001, 40014, 42001)
_EARLIER = 300
"""Seconds before its end from which a token is not used any more."""


def request(robot: Robot, message: Message, headers: dict[str, str]) -> Request:
    """Return the request that sends the message. Raises SendFailed where the account gives no token."""
    account = _account(robot)
    token = quote(_token(robot, account, headers), safe="")
    payload = {
        "touser": message.address,
        "template_id": account["template"],
        "url": message.facts.get("data", {}).get("link", ""),
        "client_msg_id": uuid.uuid5(uuid.NAMESPACE_URL, message.id).hex,  # the same in each attempt: it goes once
        "data": {field: {"value": text} for field, text in _fields(account, message)},
    }
    address = f"{_host(robot)}/cgi-bin/message/template/send?access_token={token}"
    return Request(address, json.dumps(payload, ensure_ascii=False).encode(), headers)


def forget_ended_token(robot: Robot, response: Response) -> None:
    """Ask for another token next time, where this response says that the one in use has ended."""
    try:
        ended = response.code in _ENDED
    except ValueError:
        return
    if ended:
        caches["process"].delete(_key(robot))


def _account(robot: Robot) -> dict[str, str]:
    account = dict(parse_qsl(urlsplit(robot.address).query))
    if not account.get("appid") or not account.get("template"):
        raise Undeliverable(N_("The address of the channel needs appid and template."))
    return account


def _host(robot: Robot) -> str:
    parts = urlsplit(robot.address)
    return f"{parts.scheme}://{parts.netloc}"


def _fields(account: dict[str, str], message: Message) -> list[tuple[str, str]]:
    known = message.facts.get("data", {})
    values = {
        "news": message.subject or message.short.partition("\n")[0],
        "number": str(known.get("number", "")),
        "project": str(known.get("project", "")),
        "time": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }
    return [(field, _short(field, values[what])) for field, what in account.items() if what in VALUES]


def _short(field: str, text: str) -> str:
    most = next((length for kind, length in _LONGEST.items() if field.startswith(kind)), 20)
    return (text or "-") if len(text) <= most else f"{text[: most - 1]}…"


def _token(robot: Robot, account: dict[str, str], headers: dict[str, str]) -> str:
    """Return the account's token. It stays the same until it ends, however many processes ask (`stable_token`)."""
    kept: str | None = caches["process"].get(_key(robot))
    if kept is not None:
        return kept
    asked = {"grant_type": "client_credential", "appid": account["appid"], "secret": robot.secret}
    try:
        answer = http.post(Request(f"{_host(robot)}/cgi-bin/stable_token", json.dumps(asked).encode(), headers))
    except AnswerLost as lost:  # no message was handed over yet
        raise SendFailed(str(lost)) from None
    given = _read(answer)
    token, seconds = str(given["access_token"]), int(given.get("expires_in", 0))
    caches["process"].set(_key(robot), token, max(0, seconds - _EARLIER))
    return token


def _read(answer: Response) -> dict[str, Any]:
    try:
        given = json.loads(answer.text)
        if given["access_token"] and isinstance(given.get("expires_in", 0), int):
            return dict(given)
    except (ValueError, TypeError, KeyError):
        pass
    raise SendFailed(replace(answer, wait=None).shown)


def _key(robot: Robot) -> str:
    return f"wechat-token-{robot.pk}"
