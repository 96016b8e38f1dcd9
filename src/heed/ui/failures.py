"""Pages for what went wrong: they show what was typed, and one press sends it again.

They ask nothing of the database, which may be what went wrong.
"""

import errno
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.defaults import bad_request, permission_denied, server_error

from heed.ui.context import THEME_COOKIE, THEMES, html_lang, words

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
BUSY = (errno.EMFILE, errno.ENFILE, errno.EIO, errno.EAGAIN)
#: A value that a person did not type: a code, a number, a key, a drawing.
_NOT_TYPED = re.compile(r"\d{0,5}|[a-z][a-z_.]*|[A-Za-z0-9_-]{16,}|data:.*", re.DOTALL)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, in words; `retry_after`: seconds until trying again makes sense (0: not said)."""

    status: int
    heading: str
    words: str
    retry_after: int = 0


FULL = Failure(
    503,
    N_("This could not be saved: there is no room left"),
    N_("Nothing you typed is lost: it stands below. Tell the administrator, and send it again in a few minutes."),
    300,
)
AWAY = Failure(
    503,
    N_("This cannot be saved just now"),
    N_("Nothing you typed is lost: it stands below. Please wait half a minute and send it again."),
    30,
)
TOO_LARGE = Failure(
    413,
    N_("The files are too large together"),
    N_("Nothing you typed is lost: it stands below. Send it without the files, or choose fewer or smaller ones."),
)
TOO_LONG = Failure(
    413,
    N_("This text is too long"),
    N_("Nothing you typed is lost: it stands below. One field takes at most 100,000 characters; send it in parts."),
)
OLD_TOKEN = Failure(
    403,
    N_("The page had been open for too long"),
    N_("Nothing has been saved yet, and nothing you typed is lost. Please send it again."),
)
BROKEN = Failure(
    500,
    N_("Something broke on our side"),
    N_("It is not your fault, and it has been written to the log. Your last step may not have been saved."),
)


def failed(request: HttpRequest) -> HttpResponse:
    """The page of any error in another page: what is wrong, and what was typed."""
    problem = sys.exc_info()[1]
    try:
        return failure_page(request, failure_of(problem))
    except Exception:  # noqa: BLE001  # the last page of all must not fail
        _log.exception("The page of an error failed itself.")
        return server_error(request)


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of a request that could not be read; one with too much in it says so."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return failure_page(request, TOO_LARGE)
    return bad_request(request, exception)


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form whose token is old: sent from a page of ours it can be sent again with a new one."""
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return permission_denied(request, Exception(reason), template_name="403_csrf.html")
    return failure_page(request, OLD_TOKEN)


def refuse_cut(next_step: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer a form whose files were dropped when it arrived, without doing anything else with it."""
    cut = {"large": TOO_LARGE, "full": FULL}

    def answer(request: HttpRequest) -> HttpResponse:
        failure = cut.get(request.headers.get("X-Heed-Cut", ""))
        return failure_page(request, failure) if failure else next_step(request)

    return answer


def failure_of(problem: BaseException | None) -> Failure:
    """What an exception means to the person before the page."""
    if isinstance(problem, OSError) and problem.errno in NO_ROOM:
        return FULL
    if isinstance(problem, OperationalError) and "full" in str(problem):
        return FULL
    away = isinstance(problem, (OperationalError, InterfaceError))
    return AWAY if away or (isinstance(problem, OSError) and problem.errno in BUSY) else BROKEN


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The names and values that were sent; none of a form with a password."""
    sent = _sent(request) if request.method == "POST" else {}
    if any("password" in name for name in sent):
        return []
    return [(name, value) for name, values in sent.items() for value in values]


def failure_page(
    request: HttpRequest, failure: Failure, fields: list[tuple[str, str]] | None = None, path: str = ""
) -> HttpResponse:
    """The page of a failure, with what was typed: in this request, or these `fields` into the form at `path`."""
    kept = fields is not None
    fields = typed_fields(request) if fields is None else fields
    context = {
        "failure": failure,
        "heading": _(failure.heading),
        "words": _(failure.words) if fields or failure is BROKEN else "",
        "fields": fields,
        "typed": [value for _name, value in fields if not _NOT_TYPED.fullmatch(value)],
        "multipart": request.content_type == "multipart/form-data",
        "path": path or request.get_full_path(),
        "kept": fields[-1][1] if kept and fields else "",
        "csrf_token": get_token(request) if kept or "csrfmiddlewaretoken" in request.POST else None,
        "theme": _theme(request),
        "html_lang": html_lang(),
        "script_words": words(),
    }
    response = HttpResponse(render_to_string("ui/unsaved.html", context), status=failure.status)
    response.headers["Cache-Control"] = "no-store"
    if failure.retry_after:
        response.headers["Retry-After"] = str(failure.retry_after)
    return response


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    """What was sent, as far as it can be read, without the token."""
    try:
        return {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    except Exception:  # noqa: BLE001  # whatever is wrong with the request: what cannot be read is not shown
        return {}
