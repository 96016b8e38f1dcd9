"""Calling another server over HTTP: one POST, no redirects, a limit for the whole exchange, and a clear result."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from heed.notices.private_networks import GuardedHTTP, GuardedHTTPS, PrivateAddress
from heed.notices.time_limit import TimeLimit
from heed.notices.transport import AnswerLost, SendFailed, Undeliverable
from heed.process.robots import PRIVATE_ADDRESS
from heed.process.words import N_

TIMEOUT = 15
"""Seconds until the response must be complete."""
MOST_BYTES = 65_536
"""Bytes of a response that are read."""
SHOWN = 300
"""Characters of a problem that are recorded."""
CODES = ("errcode", "code", "StatusCode")
"""What the makers call the code in their responses."""


@dataclass(frozen=True, slots=True)
class Request:
    """A POST request. Address, headers and body may hold secrets, and are never recorded."""

    address: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """A response: status, text, and the seconds of Retry-After (None: not given)."""

    status: int
    text: str
    wait: float | None = None

    @property
    def code(self) -> int | None:
        """The code that a maker's response carries; None where there is none. Raises ValueError where it is no JSON."""
        payload = json.loads(self.text)
        found = [payload[name] for name in CODES if name in payload] if isinstance(payload, dict) else []
        return found[0] if found and isinstance(found[0], int) else None

    @property
    def shown(self) -> str:
        """The response as it may be recorded and shown: never its words, which may be those of any machine."""
        try:
            code = self.code
        except ValueError:
            code = None
        return str(self.status) if code is None else f"{self.status}, code {code}"


class _NoRedirect(urllib.request.HTTPErrorProcessor):
    """Returns redirects and errors as responses: a message goes only to the address that was configured."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        return response

    https_response = http_response


def post(request: Request) -> Response:
    """Send the request and return the response, whatever its status.

    SendFailed: it was not sent. AnswerLost: it may have arrived, without a response. Undeliverable: a wrong address.
    """
    if urlsplit(request.address).scheme not in ("http", "https"):
        raise Undeliverable(
            N_("The address of the notification channel is invalid: it must begin with https:// or http://.")
        )
    posted = urllib.request.Request(request.address, request.body, dict(request.headers), method="POST")  # noqa: S310
    try:
        with TimeLimit(TIMEOUT) as limit, _opened(posted, limit) as response:
            return Response(response.status, _read(response), _retry_after(response.headers))
    except (PrivateAddress, urllib.error.URLError) as problem:  # raised before the request was out
        if isinstance(problem, PrivateAddress) or isinstance(problem.reason, PrivateAddress):
            raise Undeliverable(PRIVATE_ADDRESS) from None
        raise SendFailed(f"{type(problem.reason).__name__}: {_safe_reason(problem.reason)}") from None
    except (OSError, http.client.HTTPException) as problem:
        raise AnswerLost(f"{type(problem).__name__}: {_safe_reason(problem)}") from None
    except ValueError:
        raise Undeliverable(N_("The address of the notification channel cannot be read.")) from None


def _opened(posted: urllib.request.Request, limit: TimeLimit) -> Any:
    opener = urllib.request.build_opener(_NoRedirect, GuardedHTTP(limit), GuardedHTTPS(limit))
    return opener.open(posted, timeout=TIMEOUT)


def _read(response: Any) -> str:
    return bytes(response.read(MOST_BYTES)).decode("utf-8", "replace")


def _safe_reason(problem: object) -> str:
    """Return the error of the system, which contains nothing of the address."""
    return str(getattr(problem, "strerror", "") or "no answer")[:SHOWN]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of Retry-After; None for none."""
    value = (headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), 86_400)
    try:
        return max(0.0, (parsedate_to_datetime(value) - timezone.now()).total_seconds()) if value else None
    except (TypeError, ValueError):
        return None
