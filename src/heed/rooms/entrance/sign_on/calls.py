"""Calling a provider over HTTP: with a time limit for the whole answer, and without redirects."""

import logging
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from heed.notices.time_limit import TimeLimit

WAIT, WHOLE = 5, 10
"""Seconds until the provider begins to answer, and until its answers must be complete."""
CLOCKS = 60
"""Seconds by which the clock of a provider may differ from ours."""
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


def log_failure(provider: str, problem: Exception | None) -> None:
    """Log what kind of failure it was, with the status of an answer; never its words."""
    kinds = [type(one).__name__ for one in (problem, getattr(problem, "__cause__", None)) if one is not None]
    answer = getattr(problem, "response", None)
    status = f", status {answer.status_code}" if answer is not None else ""
    refused = getattr(problem, "code", None)  # of RefusedThere
    code = f", code {refused}" if refused is not None else ""
    said = " from ".join(kinds) or "refused there"
    _logger.warning("A sign-in by %s failed: %s%s%s", provider, said, status, code)
