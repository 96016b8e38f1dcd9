"""Checks of the settings: the secret key, the address, debugging and demo, e-mail."""

import smtplib
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks as django_core_checks
from django.core.mail import get_connection

from heed.commands.checks import Finding, ok, warn, wrong

HERE_ONLY = ("localhost", "127.0.0.1", "::1")
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5
"""Django's own measure of a secret key (security.W009)."""
MAIL_PATIENCE = 10
"""Seconds to wait for the mail server."""


def secret_key() -> Iterator[Finding]:
    """Check that the secret key is long and varied, and that other users of the machine cannot read it."""
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure"):
        yield wrong(f"The secret key is easy to guess: it needs at least {SHORTEST_KEY} random characters.")
    else:
        yield ok("The secret key is long enough.")


def switches() -> Iterator[Finding]:
    """Check that debugging and the demo are off."""
    if settings.DEBUG:
        yield wrong("Debugging is on (HEED_DEBUG): error pages show the record and the settings to anybody.")
    if settings.HEED_DEMO:
        yield warn("This is a demo (HEED_DEMO): anybody can sign in as anybody, so keep no real complaints in it.")
    if not settings.DEBUG and not settings.HEED_DEMO:
        yield ok("Debugging and the demo are off.")


def address() -> Iterator[Finding]:
    """Check the address in links, its encryption, and the proxies and hosts that are trusted."""
    url, parts = settings.HEED_URL, urlsplit(settings.HEED_URL)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        yield wrong(f"HEED_URL is {url!r}: write the scheme and the host alone, as in https://heed.example.com")
        return
    if parts.hostname in HERE_ONLY:
        yield warn(f"Links in notices point to {url}, which opens on this machine only: set HEED_URL.")
    elif parts.scheme == "http":
        yield warn(f"{url} is not encrypted: passwords and complaints can be read on the way. Use https.")
    else:
        yield ok(f"People reach Heed at {url}.")
    if parts.scheme == "https" and not settings.HEED_PROXIES:
        yield warn("HEED_PROXIES is 0, so every visitor seems to come from the proxy that ends https: set it to 1.")
    if "*" in settings.ALLOWED_HOSTS:
        yield wrong("HEED_HOSTS has a *: any site can pass for this one. Name the hosts.")


def sign_on() -> Iterator[Finding]:
    """Check that providers of sign-ins are called by https, or on this machine."""
    for code, given in (settings.SOCIALACCOUNT_PROVIDERS | settings.OWNERS_PROVIDERS).items():
        where = urlsplit(given["APP"]["settings"]["server_url"])
        if where.scheme == "http" and where.hostname not in HERE_ONLY:
            yield warn(f"Sign-ins by {code} are not encrypted: whoever reads them on the way can sign in. Use https.")
        else:
            yield ok(f"People can sign in by {code} at {where.hostname}.")


def mail() -> Iterator[Finding]:
    """Check that the mail server answers; no e-mail is sent."""
    if not settings.EMAIL_BACKEND.endswith("TimedBackend"):
        yield warn("Letters are sent to nobody: set HEED_MAIL to a mail server.")
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection = get_connection(timeout=MAIL_PATIENCE)
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException) as problem:
        yield wrong(f"The mail server {server} cannot be used: {problem}")
        return
    yield ok(f"The mail server {server} answers; letters come from {settings.DEFAULT_FROM_EMAIL}.")


def django_checks() -> Iterator[Finding]:
    """Report the errors that Django's own checks find."""
    errors = [message for message in django_core_checks.run_checks() if message.level >= django_core_checks.ERROR]
    for error in errors:
        yield wrong(f"{error.msg} ({error.id})")
    if not errors:
        yield ok("The parts of Heed fit together.")
