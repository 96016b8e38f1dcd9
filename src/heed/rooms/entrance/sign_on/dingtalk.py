"""DingTalk (钉钉). A person is known by the union ID, which stays the same in all applications of a company.

As documented at open.dingtalk.com: signing in to other websites, and the token of a user.
"""

from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.dingtalk.views import DingTalkOAuth2Adapter
from django.http import HttpRequest

from heed.config.sign_on import DINGTALK
from heed.rooms.entrance.sign_on.exchange import Exchange, OutsiderThere, ProviderKind
from heed.ui.provider_calls import as_documented, called

LOGIN = "https://login.dingtalk.com/oauth2/auth"


class DingtalkExchange(Exchange, DingTalkOAuth2Adapter):
    """The token of the user, then who it is. DingTalk calls the code that comes back `authCode`."""

    provider_id = DINGTALK
    access_token_url = ""

    @property
    def authorize_url(self) -> str:
        return str(self.get_provider().app.settings.get("login_url", LOGIN))

    def get_access_token_data(self, request: HttpRequest, app: Any, *given: Any, **more: Any) -> dict[str, str]:
        """Return the token. Raises OutsiderThere where the person chose another company at the sign-in."""
        form = {"clientId": app.client_id, "clientSecret": app.secret, "grantType": "authorization_code"}
        with as_documented():
            told = self._told("POST", "oauth2/userAccessToken", json=form | {"code": request.GET["code"]})
            corp = app.settings["corp"]
            if corp and told.get("corpId") != corp:
                raise OutsiderThere
            return {"access_token": told["accessToken"]}

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> SocialLogin:
        with as_documented():
            told = self._told("GET", "contact/users/me", headers={"x-acs-dingtalk-access-token": token.token})
            return self.get_provider().sociallogin_from_response(request, told)

    def _told(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        return called(method, f"{self.get_provider().app.settings['server_url']}/v1.0/{path}", **more)


class DingtalkProvider(ProviderKind):
    """DingTalk, where anybody may have an account."""

    id = DINGTALK
    oauth2_adapter_class = DingtalkExchange

    def get_scope(self) -> list[str]:
        return ["openid corpid"] if self.app.settings["corp"] else ["openid"]

    def get_auth_params(self) -> dict[str, str]:
        corp = self.app.settings["corp"]
        return {"prompt": "consent", **({"corpId": corp} if corp else {})}

    def extract_uid(self, data: Any) -> str:
        return str(data["unionId"])
