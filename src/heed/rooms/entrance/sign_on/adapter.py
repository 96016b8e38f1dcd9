"""What allauth asks us: which providers there are, how they are called, and what their answer leads to."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest
from requests import RequestException

from heed.config.sign_on import provider_of
from heed.rooms.entrance.sign_on.dingtalk import DingtalkProvider
from heed.rooms.entrance.sign_on.exchange import OutsiderThere
from heed.rooms.entrance.sign_on.failure import CANCELLED, EXPIRED, OUTSIDER, UNREACHABLE, UNTRUSTED, failed
from heed.rooms.entrance.sign_on.feishu import FeishuProvider
from heed.rooms.entrance.sign_on.oidc import OidcProvider
from heed.rooms.entrance.sign_on.result import finish_sign_on
from heed.rooms.entrance.sign_on.wecom import WecomProvider
from heed.ui.provider_calls import TimedCalls, log_failure

KINDS = {kind.id: kind for kind in (OidcProvider, WecomProvider, DingtalkProvider, FeishuProvider)}


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Knows the providers of the settings alone, makes no account, and keeps nothing of what a provider tells."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """Return those of the settings: the table of allauth stays empty, and is not read."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        return KINDS[provider](request, app=self.get_app(request, provider=provider))

    def get_requests_session(self) -> TimedCalls:
        return TimedCalls()

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        return sociallogin.user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Answer in allauth's place: by our own rules, which account it is."""
        raise ImmediateHttpResponse(finish_sign_on(request, sociallogin))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Answer with our own page. What the provider said is shown and logged nowhere: it may hold a secret."""
        log_failure(provider.id, exception)
        known = provider_of(provider.id)
        assert known is not None
        raise ImmediateHttpResponse(failed(request, known, _why(request, error, exception, extra_context or {})))


def _why(request: HttpRequest, error: Any, exception: Exception | None, context: dict[str, Any]) -> Any:
    if exception is not None:
        if isinstance(exception, OutsiderThere):
            return OUTSIDER
        return UNREACHABLE if isinstance(exception, RequestException) else UNTRUSTED
    if "state" not in context:
        return EXPIRED
    said_no = error == AuthError.CANCELLED or "error" not in request.GET  # WeCom comes back without a code then
    return CANCELLED if said_no else UNTRUSTED
