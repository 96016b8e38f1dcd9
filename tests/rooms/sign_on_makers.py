"""WeCom, DingTalk and Feishu on this machine, as their makers document them: only as much as a sign-in asks for."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from heed.config import sign_on
from tests.rooms.sign_on_provider import CLIENT, SECRET, Form, Server


@dataclass
class Maker(Server):
    """`person`: what its last answer says of who signs in. `asked`: the fields of each request, by its path."""

    person: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Form] = field(default_factory=dict)

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        """The settings of Heed with this provider."""
        raise NotImplementedError

    def pages(self) -> dict[str, Callable[[Form], Any]]:
        return {path: self._noted(path, answer) for path, answer in self.answers().items()}

    def answers(self) -> dict[str, Callable[[Form], Any]]:
        """What answers at each path."""
        raise NotImplementedError

    def _noted(self, path: str, answer: Callable[[Form], Any]) -> Callable[[Form], Any]:
        def noted(form: Form) -> Any:
            self.asked[path] = form
            return answer(form)

        return noted


class WecomMaker(Maker):
    """A QR code that is scanned at once; the code stands for the person in the second request."""

    code = "wecom"

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        needed = {"HEED_WECOM_AGENT": "1000002", "HEED_WECOM_CORP": CLIENT, "HEED_WECOM_SECRET": SECRET}
        more = {"login_url": f"{self.address}/scanned", **more}
        return sign_on.configured("wecom", needed, self.address, agent="1000002", match=match, **more)

    def answers(self) -> dict[str, Callable[[Form], Any]]:
        return {"/scanned": self._scanned, "/cgi-bin/gettoken": self._token, "/cgi-bin/auth/getuserinfo": self._who}

    def _scanned(self, form: Form) -> str:
        assert (form["login_type"], form["appid"], form["agentid"]) == ("CorpApp", CLIENT, "1000002")
        return f"{form['redirect_uri']}?{urlencode({'code': 'c-1', 'state': form['state']})}"

    def _token(self, form: Form) -> Any:
        if (form["corpid"], form["corpsecret"]) != (CLIENT, SECRET):
            return {"errcode": 40001, "errmsg": "invalid credential"}
        return {"errcode": 0, "errmsg": "ok", "access_token": "never-to-be-kept", "expires_in": 7200}

    def _who(self, form: Form) -> Any:
        if (form["access_token"], form["code"]) != ("never-to-be-kept", "c-1"):
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {"errcode": 0, "errmsg": "ok"} | (self.person or {"userid": "ZhouXiao"})


class DingtalkMaker(Maker):
    """The code comes back as `authCode`; errors have a word for a code, and status 400."""

    code = "dingtalk"

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        needed = {"HEED_DINGTALK_CLIENT": CLIENT, "HEED_DINGTALK_SECRET": SECRET}
        more = {"login_url": f"{self.address}/oauth2/auth", "corp": "", **more}
        return sign_on.configured("dingtalk", needed, self.address, match=match, **more)

    def answers(self) -> dict[str, Callable[[Form], Any]]:
        return {
            "/oauth2/auth": self._login,
            "/v1.0/oauth2/userAccessToken": self._token,
            "/v1.0/contact/users/me": self._who,
        }

    def _login(self, form: Form) -> str:
        assert (form["client_id"], form["response_type"]) == (CLIENT, "code")
        return f"{form['redirect_uri']}?{urlencode({'authCode': 'c-1', 'state': form['state']})}"

    def _token(self, form: Form) -> Any:
        if (form["clientId"], form["clientSecret"], form["code"]) != (CLIENT, SECRET, "c-1"):
            return {"code": "invalidClientIdOrSecret", "message": "no"}
        corp = (
            {"corpId": self.person.get("corp", "ding-ours")} if "corpid" in self.asked["/oauth2/auth"]["scope"] else {}
        )
        return {"accessToken": "never-to-be-kept", "refreshToken": "r-1", "expireIn": 7200, **corp}

    def _who(self, form: Form) -> Any:
        assert form["x-acs-dingtalk-access-token"] == "never-to-be-kept"
        return {"nick": "周晓", "unionId": "un-1", "openId": "op-1", "mobile": "13900001111"}


class FeishuMaker(Maker):
    """OAuth 2 with PKCE; who it is stands in `data`."""

    code = "feishu"

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        needed = {"HEED_FEISHU_CLIENT": CLIENT, "HEED_FEISHU_SECRET": SECRET}
        more = {"uid_field": "union_id", "oauth_pkce_enabled": True, **more}
        return sign_on.configured("feishu", needed, self.address, match=match, **more)

    def answers(self) -> dict[str, Callable[[Form], Any]]:
        return {
            "/open-apis/authen/v1/authorize": self._login,
            "/open-apis/authen/v2/oauth/token": self._token,
            "/open-apis/authen/v1/user_info": self._who,
        }

    def _login(self, form: Form) -> str:
        assert (form["client_id"], form["code_challenge_method"]) == (CLIENT, "S256")
        return f"{form['redirect_uri']}?{urlencode({'code': 'c-1', 'state': form['state']})}"

    def _token(self, form: Form) -> Any:
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if proof != self.asked["/open-apis/authen/v1/authorize"]["code_challenge"] or form["client_secret"] != SECRET:
            return {"code": 20049, "error": "invalid_grant"}
        return {"code": 0, "access_token": "never-to-be-kept", "expires_in": 7200, "token_type": "Bearer"}

    def _who(self, form: Form) -> Any:
        assert form["authorization"] == "Bearer never-to-be-kept"
        told = {"name": "周晓", "open_id": "ou_1", "union_id": "on_1", "user_id": "zhou", "mobile": "+8613900001111"}
        return {"code": 0, "msg": "success", "data": told}
