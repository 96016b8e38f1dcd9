"""Stand-ins of WeChat and LINE: they speak the protocols of their makers, and keep what reached people."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

APPID, APP_SECRET, TEMPLATE = "wx0123456789abcdef", "app-secret-of-the-tests", "tmpl-news-1"
LINE_TOKEN = "line-channel-token"  # of the stand-in
#: Who follows the account and has befriended the channel.
FOLLOWERS = {"oFollower-wang", "U0123456789-wang"}
Answer = tuple[int, dict[str, Any]]


@dataclass
class Messaging:
    """One server for both. `arrived` is what people see: (to, text or fields, the link)."""

    arrived: list[tuple[str, Any, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)  # given out; the last one is in force
    seen: set[str] = field(default_factory=set)  # client_msg_id and X-Line-Retry-Key

    def __enter__(self) -> "Messaging":
        stand_in = self

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = stand_in.answer(self.path, dict(self.headers), said)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def wechat_address(self) -> str:
        """As an administrator enters it."""
        fields = "thing1=news&character_string2=number&thing3=project&time4=time"
        return f"{self.host}/?appid={APPID}&template={TEMPLATE}&{fields}"

    @property
    def line_address(self) -> str:
        return f"{self.host}/v2/bot/message/push"

    def answer(self, path: str, headers: dict[str, str], said: dict[str, Any]) -> Answer:
        """What the maker answers."""
        parts = urlsplit(path)
        if parts.path == "/cgi-bin/stable_token":
            return self._token(said)
        if parts.path == "/cgi-bin/message/template/send":
            return self._template(parse_qs(parts.query).get("access_token", [""])[0], said)
        if parts.path == "/v2/bot/message/push":
            return self._push(headers, said)
        return 404, {}

    def _token(self, said: dict[str, Any]) -> Answer:
        if (said["grant_type"], said["appid"], said["secret"]) != ("client_credential", APPID, APP_SECRET):
            return 200, {"errcode": 40125, "errmsg": "invalid appsecret"}
        if not self.tokens:
            self.tokens.append("token/1+")
        return 200, {"access_token": self.tokens[-1], "expires_in": 7200}

    def _template(self, token: str, said: dict[str, Any]) -> Answer:
        if not self.tokens or token != self.tokens[-1]:
            return 200, {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest"}
        if said["template_id"] != TEMPLATE:
            return 200, {"errcode": 40037, "errmsg": "invalid template_id"}
        if said["touser"] not in FOLLOWERS:
            return 200, {"errcode": 43004, "errmsg": "require subscribe"}
        limits = {"thing": 20, "character_string": 32}
        for name, given in said["data"].items():
            most = next((length for kind, length in limits.items() if name.startswith(kind)), 20)
            if not 0 < len(given["value"]) <= most:
                return 200, {"errcode": 47003, "errmsg": "argument invalid"}
        if said["client_msg_id"] not in self.seen:
            self.seen.add(said["client_msg_id"])
            self.arrived.append((said["touser"], {k: v["value"] for k, v in said["data"].items()}, said["url"]))
        return 200, {"errcode": 0, "errmsg": "ok", "msgid": 200163836}

    def _push(self, headers: dict[str, str], said: dict[str, Any]) -> Answer:
        if headers.get("Authorization") != f"Bearer {LINE_TOKEN}":
            return 401, {"message": "Authentication failed. Confirm that the access token is valid."}
        if said["to"] not in FOLLOWERS or not said["messages"]:
            return 400, {"message": "Failed to send messages"}
        if headers["X-Line-Retry-Key"] in self.seen:
            return 409, {"message": "The retry key is already accepted"}
        self.seen.add(headers["X-Line-Retry-Key"])
        self.arrived.append((said["to"], said["messages"][0]["text"], ""))
        return 200, {"sentMessages": [{"id": "461230966842064897"}]}
