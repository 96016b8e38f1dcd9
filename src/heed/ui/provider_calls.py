"""Calling a provider of sign-ins over HTTP: with a time limit for the whole answer, without redirects; what it answers.

It loads `requests`: import it only where a provider is configured.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.exceptions import ImproperlyConfigured
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from heed.notices.time_limit import TimeLimit

WAIT, WHOLE = 5, 10
"""Seconds until the provider begins to answer, and until its answers must be complete."""
CLOCKS = 60
"""Seconds by which the clock of a provider may differ from ours."""
#: What code raises that reads an answer without the fields, or with other kinds of values, than are documented.
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, ImproperlyConfigured)
_logger = logging.getLogger("heed.sign_on")


class TimedCalls(requests.Session):
    """A session of `requests` for one exchange. A secret goes only to the address that was configured."""

    def __init__(self) -> None:
        super().__init__()
        self.limit = TimeLimit(WHOLE)
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Watched(self.limit))

    def request(self, *given: Any, **more: Any) -> requests.Response:
        """Send a request. Raises RequestException where no answer comes in time, or a redirect comes."""
        answer = super().request(*given, **more | {"timeout": WAIT, "allow_redirects": False})
        if answer.is_redirect:
            raise requests.TooManyRedirects
        return answer

    def close(self) -> None:
        """End the connections and the time limit."""
        super().close()
        self.limit.end()


class _Watched(HTTPAdapter):
    """Opens connections that end with the time limit, also those through a proxy."""

    def __init__(self, limit: TimeLimit) -> None:
        self.limit = limit
        super().__init__()

    def init_poolmanager(self, *given: Any, **more: Any) -> None:
        super().init_poolmanager(*given, **more)
        self._watch(self.poolmanager)

    def proxy_manager_for(self, *given: Any, **more: Any) -> Any:
        return self._watch(super().proxy_manager_for(*given, **more))

    def _watch(self, manager: Any) -> Any:
        kinds = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
        manager.pool_classes_by_scheme = {scheme: _watched_pool(kind, self.limit) for scheme, kind in kinds.items()}
        return manager


def _watched_pool(kind: Any, limit: TimeLimit) -> Any:
    class WatchedConnection(kind.ConnectionCls):
        def _new_conn(self) -> Any:
            return limit.watch(super()._new_conn())

    return type("WatchedPool", (kind,), {"ConnectionCls": WatchedConnection})


@contextmanager
def as_documented() -> Iterator[None]:
    """Raise OAuth2Error where an answer is not as the provider documents it."""
    try:
        yield
    except requests.RequestException:  # some are of those kinds too: an answer that is cut short
        raise
    except _MALFORMED as problem:
        raise OAuth2Error("The answer is not as documented.") from problem


class RefusedThere(OAuth2Error):
    """The provider refused a request; `code` is the maker's code or the status of the answer."""

    def __init__(self, code: object) -> None:
        super().__init__()
        self.code = str(code)[:40]


def called(method: str, address: str, **more: Any) -> dict[str, Any]:
    """Return what a provider answers to a request. Raises RefusedThere, or RequestException where no answer comes."""
    with TimedCalls() as session:
        answer = session.request(method, address, **more)
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    if code := told.get("errcode") or told.get("code") or told.get("error"):
        raise RefusedThere(code)
    if not answer.ok:
        raise RefusedThere(answer.status_code)
    return told


def log_failure(provider: str, problem: Exception | None) -> None:
    """Log what kind of failure it was, with the status of an answer; never its words."""
    kinds = [type(one).__name__ for one in (problem, getattr(problem, "__cause__", None)) if one is not None]
    answer = getattr(problem, "response", None)
    status = f", status {answer.status_code}" if answer is not None else ""
    refused = getattr(problem, "code", None)  # of RefusedThere
    code = f", code {refused}" if refused is not None else ""
    said = " from ".join(kinds) or "refused there"
    _logger.warning("A sign-in by %s failed: %s%s%s", provider, said, status, code)
