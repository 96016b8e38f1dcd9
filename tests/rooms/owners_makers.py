"""WeChat and LINE on this machine, as their makers document a sign-in on the web, with fields and codes of errors."""

import base64
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import jwt

from heed.config import sign_on
from tests.rooms.sign_on_makers import Maker
from tests.rooms.sign_on_provider import Form

CLIENT, SECRET = "wx-or-channel-of-the-estate", "0123456789abcdef0123456789abcdef"
IN_WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49"
IN_LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.8.0"
Answer = Any


@dataclass
class OwnersMaker(Maker):
    """`who`: the account that signs in there. `refuses`: the person says no. `codes`: those given out, once good."""

    who: str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"
    refuses: bool = False
    codes: dict[str, Form] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    agent = ""

    def given(self, form: Form) -> str:
        """Return a new code."""
        code = f"c-{len(self.codes) + 1}"
        self.codes[code] = form
        return code

    def configured(self, login: str, secret: str = SECRET) -> dict[str, Any]:
        """The settings of Heed with this maker."""
        needed = {"CLIENT": CLIENT, "SECRET": secret}
        return sign_on.configured(self.code, needed, self.address, login_url=f"{self.address}{login}")

    code = ""


class WechatMaker(OwnersMaker):
    """A service account (服务号): asks nothing for `snsapi_base`, and says no by coming back without a code."""

    code = "wechat"
    agent = IN_WECHAT

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        return self.configured("/connect/oauth2/authorize", **more)

    def answers(self) -> dict[str, Callable[[Form], Answer]]:
        return {"/connect/oauth2/authorize": self._authorize, "/sns/oauth2/access_token": self._token}

    def _authorize(self, form: Form) -> str:
        asked = list(form)[:5]
        assert asked == ["appid", "redirect_uri", "response_type", "scope", "state"], "WeChat minds the order"
        assert (form["appid"], form["response_type"], form["scope"]) == (CLIENT, "code", "snsapi_base")
        assert re.fullmatch(r"[a-zA-Z0-9]{1,128}", form["state"])
        answer = {"state": form["state"]} if self.refuses else {"code": self.given(form), "state": form["state"]}
        return f"{form['redirect_uri']}?{urlencode(answer)}"

    def _token(self, form: Form) -> Answer:
        if form["appid"] != CLIENT:
            return {"errcode": 40013, "errmsg": "invalid appid"}
        if form["secret"] != SECRET:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if form["code"] in self.used:
            return {"errcode": 40163, "errmsg": "code been used"}
        if form["code"] not in self.codes or form["grant_type"] != "authorization_code":
            return {"errcode": 40029, "errmsg": "invalid code"}
        self.used.add(form["code"])
        told = {"access_token": "never-to-be-kept", "expires_in": 7200, "refresh_token": "never-to-be-kept-either"}
        return told | {"openid": self.who, "scope": "snsapi_base"} | self.person


class LineMaker(OwnersMaker):
    """A channel of LINE Login: PKCE, errors with status 400, a token signed with the secret, verified by LINE."""

    code = "line"
    agent = IN_LINE

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        return self.configured("/oauth2/v2.1/authorize", **more)

    def answers(self) -> dict[str, Callable[[Form], Answer]]:
        return {
            "/oauth2/v2.1/authorize": self._authorize,
            "/oauth2/v2.1/token": self._token,
            "/oauth2/v2.1/verify": self._verify,
        }

    def _authorize(self, form: Form) -> Answer:
        assert (form["client_id"], form["response_type"], form["scope"]) == (CLIENT, "code", "openid")
        assert (form["code_challenge_method"], len(form["code_challenge"])) == ("S256", 43)
        if not form["redirect_uri"].endswith("/by/line/back/"):
            return 400, {"error": "invalid_request", "error_description": "Invalid redirect_uri value."}
        answer = {"code": self.given(form)}
        if self.refuses:
            words = "The resource owner denied the request."
            answer = {"error": "access_denied", "error_description": words}
        return f"{form['redirect_uri']}?{urlencode(answer | {'state': form['state']})}"

    def _token(self, form: Form) -> Answer:
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return 400, {"error": "invalid_client", "error_description": "invalid client"}
        asked = self.codes.get(form["code"], {})
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        fits = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked.get("code_challenge")
        if form["code"] in self.used or not fits or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant", "error_description": "invalid authorization code"}
        self.used.add(form["code"])
        now = int(time.time())
        claims = {"iss": "https://access.line.me", "sub": self.who, "aud": CLIENT, "exp": now + 3600, "iat": now}
        token = jwt.encode(claims | {"nonce": asked["nonce"], "amr": ["linesso"]} | self.person, SECRET, "HS256")
        told = {"access_token": "never-to-be-kept", "expires_in": 2592000, "refresh_token": "never-to-be-kept-either"}
        return told | {"id_token": token, "scope": "openid", "token_type": "Bearer"}

    def _verify(self, form: Form) -> Answer:
        claims = jwt.decode(form["id_token"], options={"verify_signature": False})
        if claims["aud"] != form["client_id"]:
            return 400, {"error": "invalid_request", "error_description": "Invalid IdToken Audience."}
        if claims["exp"] < time.time():
            return 400, {"error": "invalid_request", "error_description": "IdToken expired."}
        if claims["nonce"] != form["nonce"]:
            return 400, {"error": "invalid_request", "error_description": "Invalid IdToken Nonce."}
        return claims
