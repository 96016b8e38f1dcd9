"""One sign-in of an owner at a provider: where the browser goes, and whom the provider vouches for then.

Addresses, client and request are those of allauth's adapters; its pipeline is not used, because it makes users.
"""

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from heed.records.owner_keys import identity_hash_of


class NobodyThere(OAuth2Error):
    """The provider shows the page as a preview, to an account that is nobody's."""


class OwnersExchange(OAuth2Adapter):
    """The calls of one sign-in, which is known by its `state`."""

    scope: str

    def __init__(self, request: HttpRequest, state: str) -> None:
        super().__init__(request)
        given = settings.OWNERS_PROVIDERS[self.provider_id]["APP"]
        self.state, self.settings, self.own = state, given["settings"], (given["client_id"], given["secret"])
        self.client = self.get_client(request, SocialApp(client_id=self.own[0], secret=self.own[1]))
        self.client.state = state

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("portal:home_back", args=[self.provider_id])))

    def address(self) -> str:
        """Return where the browser goes to sign in."""
        page = self.settings.get("login_url", self.authorize_url)
        return str(self.client.get_redirect_url(page, [self.scope], self.asked_besides()))

    def asked_besides(self) -> dict[str, str]:
        """Return what stands in that address besides what every provider asks for."""
        return {}

    def identity_hash(self, code: str) -> str:
        """Return the hash of the account for which this code stands.

        Raises OAuth2Error where the provider refuses or its answer is not right, RequestException where none comes.
        """
        subject = self.subject(code)
        if not isinstance(subject, str) or not subject:
            raise OAuth2Error("The answer names nobody.")
        return identity_hash_of(self.provider_id, self.own[0], subject)

    def subject(self, code: str) -> Any:
        """Return what the provider calls the account."""
        raise NotImplementedError

    def _at(self, path: str) -> str:
        return f"{self.settings['server_url']}/{path}"
