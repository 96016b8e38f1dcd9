"""An account that only reads changes nothing: every other request of it is refused at the door (R150)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.access import holder_of, only_reads

_SAFE = ("GET", "HEAD", "OPTIONS")
#: What such an account may send all the same: what concerns its own account and notices, what it takes along, which is
#: on record, and a name or contact that it asks for with a reason, which is on record too.
_OWN = (
    "account_",
    "mfa_",
    "ui:",
    "inbox:",
    "demo_",
    "audit:export",
    "oversight:list_xlsx",
    "centre:table_",
    "centre:days_",
)
_REVEALS = ("complaint:reveal",)
_WHY = N_("An auditor reads everything and changes nothing.")


def refuse_writing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse, with 403, what would change something, where every duty of the account is one of an auditor."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in _SAFE or not request.user.is_authenticated:
            return get_response(request)
        duties = getattr(request.user, "duties_read", None)
        reads_only = only_reads(request.user if duties is None else holder_of(duties))
        if not reads_only or _is_its_own(request.path_info):
            return get_response(request)
        return render(request, "audit/refused.html", {"reasons": [Refusal(_WHY)]}, status=403)

    return middleware


def _is_its_own(path: str) -> bool:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return True  # it leads nowhere
    return name in _REVEALS or name.startswith(_OWN)
