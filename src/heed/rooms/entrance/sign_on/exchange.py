"""The exchange with a provider, by allauth's OAuth 2: the state of the browser, the proof of the code, the identity."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView
from allauth.utils import build_absolute_uri
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from heed.config.sign_on import Provider
from heed.ui.provider_calls import as_documented


def begin(request: HttpRequest, provider: Provider, purpose: str) -> HttpResponse:
    """Redirect to the provider, or return the page that says why not.

    `purpose`: to "link" an identity to the account that is signed in, to "confirm" who sits there, or "" to sign in.
    """
    kind = get_adapter(request).get_provider(request, provider.id)
    state = {"purpose": purpose, "account": request.user.pk if purpose else None, "begun": int(time.time())}

    def redirected() -> HttpResponse:
        with as_documented():
            answer: HttpResponse = kind.redirect(request, AuthProcess.LOGIN, get_next_redirect_url(request), **state)
            return answer

    return _answer(request, kind, redirected)


def finish(request: HttpRequest, provider: Provider) -> HttpResponse:
    """Return the answer to the browser that the provider sent back."""
    kind = get_adapter(request).get_provider(request, provider.id)
    came_back = OAuth2CallbackView.adapter_view(kind.get_oauth2_adapter(request))
    return _answer(request, kind, lambda: came_back(request))


def _answer(request: HttpRequest, kind: OAuth2Provider, made: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer, or the page that says why the provider could not be asked."""
    try:
        return made()
    except (OAuth2Error, RequestException) as problem:
        try:
            get_adapter(request).on_authentication_error(request, kind, exception=problem)
        except ImmediateHttpResponse as page:
            return page.response  # type: ignore[no-any-return]
        raise


class OutsiderThere(OAuth2Error):
    """The person has an account at the provider, and is none of the company's people there."""


class ProviderKind(OAuth2Provider):
    """A kind of provider. Of what it tells, the identity alone is kept."""

    def get_callback_url(self) -> str:
        return reverse("account_sign_on_back", args=[self.id])

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        return {}


class Exchange(OAuth2Adapter):
    """The calls of one sign-in to one provider."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("account_sign_on_back", args=[self.provider_id])))

    def get_client(self, *given: Any, **more: Any) -> OAuth2Client:
        with as_documented():
            return super().get_client(*given, **more)

    def get_access_token_data(self, *given: Any, **more: Any) -> Any:
        with as_documented():
            return super().get_access_token_data(*given, **more)

    def parse_token(self, data: Any) -> SocialToken:
        """Return the token for this exchange: it is never stored, so when it ends does not matter."""
        return SocialToken(token=str(data["access_token"]))
