"""Which providers of sign-ins are configured: those of staff (single sign-on), and those of owners."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.dispatch import receiver

from heed.i18n import N_
from heed.process.words import HomeProvider

#: How an identity finds its account: only where it was linked; also by the sign-in name; also by a verified e-mail.
LINKED: str = "linked"
BY_NAME: str = "name"
BY_EMAIL: str = "email"
OIDC: str = "oidc"
WECOM: str = "wecom"
DINGTALK: str = "dingtalk"
FEISHU: str = "feishu"
WECHAT: str = HomeProvider.WECHAT.value
LINE: str = HomeProvider.LINE.value
#: What the button of a provider says, where the settings give no name.
NAMES = {OIDC: N_("Company account"), WECOM: N_("WeCom"), DINGTALK: N_("DingTalk"), FEISHU: N_("Feishu")}
NAMES |= {one.value: one.label for one in HomeProvider}


@dataclass(frozen=True, slots=True)
class Provider:
    """A configured provider: `name` is a message or the company's own words; `match` how it finds accounts."""

    id: str
    name: str
    match: str

    def spelled(self, identity: str) -> str:
        """Return an identity as it is kept: WeCom takes no notice of case."""
        return identity.lower() if self.id == WECOM else identity


@cache
def providers() -> tuple[Provider, ...]:
    """Return the configured providers of staff, in the order of their buttons; read once."""
    return _in_order(settings.SOCIALACCOUNT_PROVIDERS)


@cache
def owners_providers() -> tuple[Provider, ...]:
    """Return the configured providers of owners, in the order of their buttons; read once."""
    return _in_order(settings.OWNERS_PROVIDERS)


def _in_order(configured: dict[str, Any]) -> tuple[Provider, ...]:
    apps = {code: given["APP"] for code, given in configured.items()}
    return tuple(Provider(code, app["name"], app["settings"]["match"]) for code, app in apps.items())


@receiver(setting_changed)
def _read_again(*, setting: str, **_given: object) -> None:
    """Read the providers again where their setting was changed, as tests do."""
    if setting == "SOCIALACCOUNT_PROVIDERS":
        providers.cache_clear()
    if setting == "OWNERS_PROVIDERS":
        owners_providers.cache_clear()


def provider_of(code: str) -> Provider | None:
    """Return the configured provider of staff of this code; None for any other."""
    return next((provider for provider in providers() if provider.id == code), None)


def owners_provider_of(code: str) -> Provider | None:
    """Return the configured provider of owners of this code; None for any other."""
    return next((provider for provider in owners_providers() if provider.id == code), None)


def provider_name(code: str) -> str:
    """Return the name of a provider, as a message; its code where nobody knows it."""
    provider = provider_of(code) if code else None
    return provider.name if provider else NAMES.get(code, code)


def configured(code: str, needed: dict[str, str], address: str, name: str = "", **more: Any) -> dict[str, Any]:
    """Return the entry of a provider in allauth's settings, or nothing where none of its settings is given.

    `needed`: the values without which it cannot work, by the names of their settings; the last two are what the
    provider knows Heed by, and its secret. Raises ImproperlyConfigured where only some of them are given.
    """
    missing = [setting for setting, value in needed.items() if not value]
    if len(missing) == len(needed):
        return {}
    if missing:
        raise ImproperlyConfigured(f"{missing[0]} is missing: sign-ins by {code} need {', '.join(needed)}.")
    if not address.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"The address of {code} is {address!r}: write one that begins with https://.")
    *_others, client, secret = needed.values()
    app = {
        "client_id": client,
        "secret": secret,
        "name": name or NAMES[code],
        "settings": {"server_url": address.rstrip("/"), "match": LINKED, **more},
    }
    return {code: {"APP": app}}
