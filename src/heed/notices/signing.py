"""The signatures by which robots authenticate our messages."""

import base64
import hashlib
import hmac
from urllib.parse import quote_plus


def dingtalk(secret: str, milliseconds: int) -> str:
    """DingTalk's: HMAC-SHA256 of "timestamp\\nsecret" by the secret, in base64, for an address."""
    said = f"{milliseconds}\n{secret}".encode()
    return quote_plus(base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()))


def feishu(secret: str, seconds: int) -> str:
    """Feishu's and Lark's: HMAC-SHA256 of nothing, by the key "timestamp\\nsecret", in base64."""
    key = f"{seconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()


def webhook(secret: str, event: str, seconds: int, body: bytes) -> str:
    """A webhook's, as Standard Webhooks has it: "v1," and HMAC-SHA256 of "id.timestamp.body" in base64.

    A secret that begins with whsec_ is base64; any other counts as it is written.
    """
    key = base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()
    said = f"{event}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
