"""LINE Login 2.1: OpenID Connect with PKCE, in any browser; LINE itself verifies its token.

As documented at developers.line.biz. The scope `openid` tells the user ID alone: no name, no picture.
"""

import base64
import hashlib
from typing import Any

from allauth.socialaccount.providers.line.views import LineOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import salted_hmac

from heed.config.sign_on import LINE
from heed.rooms.portal.sign_on.exchange import OwnersExchange
from heed.ui.provider_calls import as_documented, called

ISSUER = "https://access.line.me"


class LineExchange(OwnersExchange, LineOAuth2Adapter):
    """The code stands for a token, and the token for the user ID. Proof and nonce are made of the state."""

    provider_id = LINE
    scope = "openid"

    def asked_besides(self) -> dict[str, str]:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self._made("proof").encode()).digest()).rstrip(b"=")
        return {"nonce": self._made("nonce"), "code_challenge": challenge.decode(), "code_challenge_method": "S256"}

    def subject(self, code: str) -> Any:
        client, secret = self.own
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.client.callback_url,
            "client_id": client, "client_secret": secret, "code_verifier": self._made("proof"),
        }  # fmt: skip
        with as_documented():
            told = called("POST", self._at("oauth2/v2.1/token"), data=form)
            asked = {"id_token": told["id_token"], "client_id": client, "nonce": self._made("nonce")}
            claims = called("POST", self._at("oauth2/v2.1/verify"), data=asked)
            if (claims["iss"], claims["aud"], claims["nonce"]) != (ISSUER, client, asked["nonce"]):
                raise OAuth2Error("The token was made for another sign-in.")
            return claims["sub"]

    def _made(self, purpose: str) -> str:
        """Return what nobody can know who has the state alone: 64 hex digits."""
        return salted_hmac(f"heed.owners.{purpose}", self.state, algorithm="sha256").hexdigest()
