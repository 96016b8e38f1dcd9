"""Calling another machine over HTTP: one POST, no redirects, a short patience, and honesty about what was lost."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from heed.notices.transport import AnswerLost, SendFailed, Undeliverable
from heed.process.words import N_

TIMEOUT = 15
"""Seconds that the other side has for its answer."""
MOST_BYTES = 65_536
"""Bytes of an answer that are read."""
SHOWN = 300
"""Characters of an answer that are recorded."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted. Address, headers and body may hold secrets: none of them is ever recorded."""

    address: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: the status, the text, and for how many seconds nothing more is wanted (None: not said)."""

    status: int
    text: str
    wait: float | None = None

    @property
    def shown(self) -> str:
        """The answer as it may be recorded and shown."""
        return f"{self.status} {' '.join(self.text.split())[:SHOWN]}".strip()


class _NoRedirect(urllib.request.HTTPErrorProcessor):
    """Every answer is an answer, a redirect too: what is posted goes where the address says and nowhere else."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        return response

    https_response = http_response


def post(request: Request) -> Response:
    """Post it, and give whatever answer came.

    NotSent: it did not get there. Lost: it got there, or may have, and no answer came. NeverSent: no such address.
    """
    if urlsplit(request.address).scheme not in ("http", "https"):
        raise Undeliverable(N_("The address of the robot is none: it begins with neither https:// nor http://."))
    opener = urllib.request.build_opener(_NoRedirect)
    asked = urllib.request.Request(request.address, request.body, dict(request.headers), method="POST")  # noqa: S310
    try:
        with opener.open(asked, timeout=TIMEOUT) as answer:
            return Response(answer.status, _read(answer), _retry_after(answer.headers))
    except urllib.error.URLError as problem:  # raised before the request was out
        raise SendFailed(f"{type(problem.reason).__name__}: {_safe_reason(problem.reason)}") from None
    except (OSError, http.client.HTTPException) as problem:
        raise AnswerLost(f"{type(problem).__name__}: {_safe_reason(problem)}") from None
    except ValueError:
        raise Undeliverable(N_("The address of the robot cannot be read.")) from None


def _read(answer: Any) -> str:
    return bytes(answer.read(MOST_BYTES)).decode("utf-8", "replace")


def _safe_reason(problem: object) -> str:
    """What the system says of a problem; nothing of the address is in it."""
    return str(getattr(problem, "strerror", "") or "no answer")[:SHOWN]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """What Retry-After says, in seconds."""
    said = (headers.get("Retry-After") or "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said), 86_400)
    try:
        return max(0.0, (parsedate_to_datetime(said) - timezone.now()).total_seconds()) if said else None
    except (TypeError, ValueError):
        return None
