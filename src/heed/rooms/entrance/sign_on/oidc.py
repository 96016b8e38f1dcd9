"""OpenID Connect, the identity provider of a company. The signature of its token and the nonce are verified."""

from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from heed.config.sign_on import BY_EMAIL, OIDC
from heed.rooms.entrance.sign_on.exchange import Exchange, ProviderKind
from heed.ui.provider_calls import CLOCKS, as_documented

#: Signatures by a key pair: the client's secret signs nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


class OidcExchange(Exchange, OpenIDConnectOAuth2Adapter):
    """Discovery, token and keys of one sign-in."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> SocialLogin:
        """Return who signed in, by the signed token; of the rest only what the token lacks."""
        with as_documented():
            claims = self._verified(app, more["response"]["id_token"])
            needed = {app.settings["uid_field"]} | ({"email"} if app.settings["match"] == BY_EMAIL else set())
            if not needed <= claims.keys():
                told = self._fetch_user_info(token.token)
                if told["sub"] != claims["sub"]:
                    raise OAuth2Error("The answer is about another person than the token.")
                claims = told | claims
            login = self.get_provider().sociallogin_from_response(request, claims)
            login.nonce, login.signed_in_at = claims.get("nonce"), int(claims.get("auth_time", 0))
            return login

    def _verified(self, app: Any, token: str) -> dict[str, Any]:
        """Return the claims of a token. Raises OAuth2Error where its signature or one of its claims is not right."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
            named = jwt.get_unverified_header(token).get("kid")
            fitting = [key for key in keys if key.public_key_use != "enc" and named in (None, key.key_id)]
            claims: dict[str, Any] = jwt.decode(
                token, fitting[0].key, algorithms=ALGORITHMS, audience=app.client_id, leeway=CLOCKS,
                issuer=self.openid_config["issuer"], options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )  # fmt: skip
        except (jwt.PyJWTError, IndexError) as problem:
            raise OAuth2Error("The token is not valid.") from problem
        return claims


class OidcProvider(ProviderKind, OpenIDConnectProvider):
    """The company's own identity provider."""

    id = OIDC
    oauth2_adapter_class = OidcExchange

    def redirect(
        self, request: HttpRequest, process: str, next_url: Any = None, data: Any = None, **more: Any
    ) -> HttpResponse:
        """Redirect with a nonce, which the token has to name; to confirm who it is, the person has to sign in anew."""
        nonce = get_random_string(32)
        anew = {"prompt": "login", "max_age": "0"} if more["purpose"] == "confirm" else {}
        params = self.get_auth_params() | {"nonce": nonce} | anew
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, auth_params=params, nonce=nonce, **more
        )
        return answer

    def get_oauth2_adapter(self, request: HttpRequest) -> OidcExchange:
        return OidcExchange(request, self.id)

    def extract_uid(self, data: Any) -> str:
        return str(data[self.app.settings["uid_field"]])

    def extract_email_addresses(self, data: Any) -> list[EmailAddress]:
        """Return the address, where the provider says that it has verified it."""
        verified = data.get("email") and data.get("email_verified") is True
        return [EmailAddress(email=str(data["email"]), verified=True, primary=True)] if verified else []
