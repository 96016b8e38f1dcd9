"""WeCom (企业微信): a QR code in a browser, none inside WeCom itself. It has neither PKCE nor a token for each user.

As its maker documents it for a company's own application: developer.work.weixin.qq.com, “身份验证”.
"""

from typing import Any
from urllib.parse import urlencode

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from django.http import HttpRequest

from heed.config.sign_on import WECOM
from heed.rooms.entrance.sign_on.exchange import Exchange, OutsiderThere, ProviderKind
from heed.ui.provider_calls import as_documented, called

#: Where people scan a code, and where those go who are inside WeCom (its browser has this word in its name).
SCANNED = "https://login.work.weixin.qq.com/wwlogin/sso/login"
INSIDE = "https://open.weixin.qq.com/connect/oauth2/authorize"
_ITS_BROWSER = "wxwork"


class WecomClient(OAuth2Client):
    """Addresses of WeCom: all it needs is in them."""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: dict[str, str]) -> str:
        query = urlencode(extra_params | {"redirect_uri": self.callback_url, "state": self.state})
        end = "#wechat_redirect" if authorization_url == INSIDE else ""
        return f"{authorization_url}?{query}{end}"


class WecomExchange(Exchange):
    """The token of the application, then who the code stands for."""

    provider_id = WECOM
    client_class = WecomClient
    access_token_url = ""

    @property
    def authorize_url(self) -> str:
        if self.is_inside():
            return INSIDE
        return str(self.get_provider().app.settings.get("login_url", SCANNED))

    def is_inside(self) -> bool:
        """Whether the person is inside WeCom."""
        return _ITS_BROWSER in self.request.META.get("HTTP_USER_AGENT", "").lower()

    def get_access_token_data(self, request: HttpRequest, app: Any, *given: Any, **more: Any) -> dict[str, str]:
        with as_documented():
            told = self._told("gettoken", corpid=app.client_id, corpsecret=app.secret)
            return {"access_token": told["access_token"]}

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> SocialLogin:
        """Return who signed in. Raises OutsiderThere for a person who is no member of the company."""
        with as_documented():
            told = self._told("auth/getuserinfo", access_token=token.token, code=request.GET["code"])
            if not (told.get("userid") or told.get("UserId")):
                raise OutsiderThere
            return self.get_provider().sociallogin_from_response(request, told)

    def _told(self, path: str, **params: str) -> dict[str, Any]:
        server = self.get_provider().app.settings["server_url"]
        return called("GET", f"{server}/cgi-bin/{path}", params=params)


class WecomProvider(ProviderKind):
    """The company's WeCom; a person is known by the user ID of the address book."""

    id = WECOM
    oauth2_adapter_class = WecomExchange

    def get_auth_params(self) -> dict[str, str]:
        agent = {"appid": self.app.client_id, "agentid": self.app.settings["agent"]}
        if self.get_oauth2_adapter(self.request).is_inside():
            return agent | {"response_type": "code", "scope": "snsapi_base"}
        return agent | {"login_type": "CorpApp"}

    def extract_uid(self, data: Any) -> str:
        return str(data.get("userid") or data["UserId"]).lower()
