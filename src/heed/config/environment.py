"""Reads settings from the environment, with a clear sentence for each wrong value.

Every setting is named once, by a call from `settings.py`; `docs/settings.md` lists them, and a test compares the two.
"""

from __future__ import annotations

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off", ""}


def text(name: str, default: str = "") -> str:
    """The value of a setting, without surrounding spaces."""
    return os.environ.get(name, default).strip()


def switch(name: str, default: bool = False) -> bool:
    """A setting that is on or off. Raises ImproperlyConfigured for any other word."""
    word = text(name, "yes" if default else "no").lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}: write yes or no.")


def number(name: str, default: int, least: int = 0) -> int:
    """A whole number of at least `least`. Raises ImproperlyConfigured for anything else."""
    words = text(name) or str(default)
    if not words.isdecimal() or int(words) < least:
        raise ImproperlyConfigured(f"{name} is {words!r}: write a whole number, {least} or more.")
    return int(words)


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    """One word of a fixed list. Raises ImproperlyConfigured for any other."""
    word = text(name) or default
    if word not in among:
        raise ImproperlyConfigured(f"{name} is {word!r}: write one of {', '.join(among)}.")
    return word


def words(name: str) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def some(name: str, among: tuple[str, ...]) -> list[str]:
    """Some words of a fixed list, separated by commas. Raises ImproperlyConfigured for any other."""
    chosen = words(name)
    if wrong := [word for word in chosen if word not in among]:
        raise ImproperlyConfigured(f"{name} has {wrong[0]!r}: write some of {', '.join(among)}.")
    return chosen


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks and single addresses, separated by commas. Raises ImproperlyConfigured for anything else."""
    try:
        return [ip_network(word, strict=False) for word in words(name)]
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name}: {problem}. Write networks as in 10.1.0.0/16, or addresses.") from problem


def secret(name: str, file: Path) -> str:
    """The secret of the environment, or else the one in `file`, which is created on first use for its owner alone.

    Two processes that start together get the same secret, because a hard link creates the complete file or none.
    """
    if given := text(name):
        return given
    try:
        if not file.exists():
            make_folder(file.parent)
            make_secret(file)
        return file.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {file} ({problem.strerror}): "
            f"set {name}, or HEED_DATA to a directory that can be written."
        ) from problem


def make_folder(folder: Path) -> None:
    """Create a directory of Heed's data, if it does not exist. Raises ImproperlyConfigured."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{folder} cannot be made ({problem.strerror}): set HEED_DATA to a directory that can be written."
        ) from problem


def make_secret(file: Path) -> None:
    """Write a new secret into `file`, or keep the one that another process wrote meanwhile."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as made:
        made.write(secrets.token_urlsafe(50))
        made.flush()
        os.fsync(made.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(name: str, file: Path, pool: int) -> dict[str, Any]:
    """The database for Django's settings: SQLite in `file`, or the database of the address in `name`.

    Addresses: `sqlite:///path`, `postgres://user:password@host:port/name?option=value` (`?host=/directory` for a
    Unix socket). `pool` is the maximum of connections that one process keeps; 0 keeps none, which is also right
    behind PgBouncer in transaction mode.
    """
    address = urlsplit(text(name))
    if not text(name):
        return sqlite(str(file))
    if address.scheme == "sqlite":
        return sqlite(unquote(address.path)[1:])
    if address.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} begins with {address.scheme!r}: write sqlite:///… or postgres://…")
    options: dict[str, Any] = dict(parse_qsl(address.query))
    host = options.pop("host", None) or unquote(address.hostname or "")
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    else:
        options["prepare_threshold"] = None
    try:
        port = address.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} has a wrong port: {problem}.") from problem
    return {
        "ENGINE": "heed.config.postgresql",
        "NAME": unquote(address.path)[1:],
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": not pool,
    }


def sqlite(path: str) -> dict[str, Any]:
    """SQLite with Heed's own backend: a saved complaint survives a power cut, and writers queue fairly."""
    return {
        "ENGINE": "heed.config.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "synchronous": "FULL"},
    }


#: The backend without a mail server: e-mails are written to the log only.
NO_MAIL_SERVER = "django.core.mail.backends.console.EmailBackend"


def mail(name: str) -> dict[str, Any]:
    """Django's e-mail settings from one address: `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://user:password@host:port`.

    Without an address, e-mail is written to the log of the server and not sent.
    """
    if not text(name):
        return {"EMAIL_BACKEND": NO_MAIL_SERVER}
    address = urlsplit(text(name))
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if address.scheme not in ports or not address.hostname:
        raise ImproperlyConfigured(f"{name} must be smtp://, smtp+tls:// or smtps:// with user:password@host:port.")
    return {
        "EMAIL_BACKEND": "heed.notices.smtp.TimedBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or ports[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
