"""WeChat (微信), by the web authorization of a service account (服务号网页授权), inside of WeChat.

As documented at developers.weixin.qq.com: `snsapi_base` asks nobody anything and tells the OpenID alone.
"""

from typing import Any

from allauth.socialaccount.providers.weixin.client import WeixinOAuth2Client
from allauth.socialaccount.providers.weixin.views import WeixinOAuth2Adapter

from heed.config.sign_on import WECHAT
from heed.rooms.portal.sign_on.exchange import NobodyThere, OwnersExchange
from heed.ui.provider_calls import as_documented, called


class WechatClient(WeixinOAuth2Client):
    """WeChat opens its page of authorization only by an address with this end."""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: dict[str, str]) -> str:
        return f"{super().get_redirect_url(authorization_url, scope, extra_params)}#wechat_redirect"


class WechatExchange(OwnersExchange, WeixinOAuth2Adapter):
    """The code stands for the OpenID of a person at the service account."""

    provider_id = WECHAT
    client_class = WechatClient
    authorize_url = "https://open.weixin.qq.com/connect/oauth2/authorize"
    scope = "snsapi_base"

    def subject(self, code: str) -> Any:
        appid, secret = self.own
        form = {"appid": appid, "secret": secret, "code": code, "grant_type": "authorization_code"}
        with as_documented():
            told = called("GET", self._at("sns/oauth2/access_token"), params=form)
            if told.get("is_snapshotuser"):
                raise NobodyThere
            return told["openid"]
