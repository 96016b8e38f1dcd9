"""Feishu (飞书) and Lark, by their OAuth 2 with PKCE.

As documented at open.feishu.cn: the code of an authorization, the token of a user (`authen/v2`), and who it is.
"""

from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from heed.config.sign_on import FEISHU
from heed.rooms.entrance.sign_on.exchange import Exchange, ProviderKind
from heed.ui.provider_calls import as_documented, called


class FeishuExchange(Exchange):
    """The token of the user, then who it is."""

    provider_id = FEISHU
    access_token_url = ""

    @property
    def authorize_url(self) -> str:
        return self._at("authen/v1/authorize").replace("://open.", "://accounts.", 1)

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, str]:
        form = {
            "grant_type": "authorization_code",
            "client_id": app.client_id,
            "client_secret": app.secret,
            "redirect_uri": client.callback_url,
            "code_verifier": pkce_code_verifier,
        }
        with as_documented():
            told = called("POST", self._at("authen/v2/oauth/token"), json=form | {"code": request.GET["code"]})
            return {"access_token": told["access_token"]}

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> SocialLogin:
        headers = {"Authorization": f"Bearer {token.token}"}
        with as_documented():
            told = called("GET", self._at("authen/v1/user_info"), headers=headers)
            return self.get_provider().sociallogin_from_response(request, told["data"])

    def _at(self, path: str) -> str:
        return f"{self.get_provider().app.settings['server_url']}/open-apis/{path}"


class FeishuProvider(ProviderKind):
    """Feishu or Lark; by which of its fields a person is known, the settings say."""

    id = FEISHU
    oauth2_adapter_class = FeishuExchange

    def extract_uid(self, data: Any) -> str:
        return str(data[self.app.settings["uid_field"]])
