"""Connections to other machines, but to none inside the company's own network unless the settings allow it.

Whoever may set up a robot could otherwise let Heed knock at machines that only Heed can reach. The address is looked
up once, and the connection goes to what was looked at: a name that answers differently the second time gains nothing.
"""

import http.client
import socket
import ssl
import urllib.request
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from heed.insight.networks import host_may_be_called, may_be_called, parsed
from heed.notices.time_limit import TimeLimit

Connect = Callable[..., socket.socket]


class PrivateAddress(OSError):
    """The name stands for a machine in a private network that the settings do not allow."""


def connect(address: tuple[str, int], timeout: Any = None, source: Any = None, **_: Any) -> socket.socket:
    """Connect to the first address of the host that is allowed and answers. Raises PrivateAddress, OSError."""
    problem: OSError = PrivateAddress("No address of this host may be called.")
    for ip in _allowed(*address):
        try:
            return socket.create_connection((ip, address[1]), timeout, source)
        except OSError as failed:
            problem = failed
    raise problem


def _allowed(host: str, port: int) -> Iterable[str]:
    for *_, found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if may_be_called(parsed(str(found[0])), settings.HEED_ROBOT_NETWORKS):
            yield str(found[0])


class _HTTP(http.client.HTTPConnection):
    def __init__(self, *given: Any, connect: Connect, **named: Any) -> None:
        super().__init__(*given, **named)
        self._create_connection = connect


class _HTTPS(http.client.HTTPSConnection):
    def __init__(self, *given: Any, connect: Connect, **named: Any) -> None:
        super().__init__(*given, **named)
        self._create_connection = connect


class GuardedHTTP(urllib.request.HTTPHandler):
    """Opens http:// addresses that may be called, within a time limit."""

    def __init__(self, limit: TimeLimit) -> None:
        super().__init__()
        self.limit = limit

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(_HTTP, connect=_way_to(request, self.limit)), request)


class GuardedHTTPS(urllib.request.HTTPSHandler):
    """Opens https:// addresses that may be called, within a time limit."""

    def __init__(self, limit: TimeLimit) -> None:
        super().__init__()
        self.limit = limit

    def https_open(self, request: urllib.request.Request) -> Any:
        connection = partial(_HTTPS, connect=_way_to(request, self.limit))
        return self.do_open(connection, request, context=ssl.create_default_context())


def _way_to(request: urllib.request.Request, limit: TimeLimit) -> Connect:
    """How to connect: guarded, or (by a proxy of the company, whose own rules hold then) plainly."""
    if not request.has_proxy() and not getattr(request, "_tunnel_host", None):
        return lambda *where, **how: limit.watch(connect(*where, **how))
    if not host_may_be_called(urlsplit(request.full_url).hostname or "", settings.HEED_ROBOT_NETWORKS):
        raise PrivateAddress("This host may not be called.")
    return lambda *where, **how: limit.watch(socket.create_connection(*where, **how))
