"""The pages of a move on several complaints: choose it, look at who can, fill the form in once, see what came of it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from heed.insight.numbers import whole_number
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.records.models import Account
from heed.rooms.oversight.bulk import (
    AT_ONCE,
    MOST,
    Pick,
    form_for,
    make_each,
    offers,
    picked,
    previews,
    typed_of,
)
from heed.ui.requests import account_with_duties, next_address, staff_only


@never_cache
@staff_only
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The moves that the ticked complaints allow; or, where one was chosen, its form with the preview."""
    account = account_with_duties(request)
    picks = picked(account, request.POST.getlist("pick"))
    chosen = request.POST.get("move", "")
    if chosen and picks:
        return _form_page(request, account, _row(chosen), picks)
    found = offers(picks, account) if picks else []
    return _page(request, "bulk_choose", {"picks": picks, "offers": found, "most": MOST})


@never_cache
@staff_only
@require_POST
def make(request: HttpRequest, name: str) -> HttpResponse:
    """Make the move on each ticked complaint: a few at a time where the page shows the progress, else all.

    Status 422 with the form where what was typed would do for none of them.
    """
    account, row = account_with_duties(request), _row(name)
    picks = picked(account, request.POST.getlist("pick"))
    if not picks:
        raise Http404
    is_first = "done" not in request.POST
    if is_first and not form_for(row, picks[0], account, request.POST).is_valid():
        return _form_page(request, account, row, picks, status=422)
    by_parts = bool(getattr(request, "htmx", None))
    at_once = AT_ONCE if by_parts else MOST
    context = {
        "move": row,
        "results": make_each(row, picks[:at_once], account, request.POST),
        "left": picks[at_once:],
        "typed": typed_of(request.POST),
        "done": (whole_number(request.POST.get("done")) or 0) + len(picks[:at_once]),
        "total": whole_number(request.POST.get("total")) or len(picks),
        "next": next_address(request),
    }
    return render(request, f"oversight/{_template(by_parts, is_first)}.html", context)


def _template(by_parts: bool, is_first: bool) -> str:
    if not by_parts:
        return "bulk_result"
    return "bulk_started" if is_first else "bulk_part"


def _row(name: str) -> Move:
    row = MOVES.get(name)
    if row is None or not row.many:
        raise Http404
    return row


def _form_page(
    request: HttpRequest, account: Account, row: Move, picks: Sequence[Pick], status: int = 200
) -> HttpResponse:
    """The form once for all, with who can and who cannot; what was typed stays."""
    found = previews(row, picks, account)
    able = [one.pick for one in found if not one.why_not]
    data = request.POST if status != 200 else None
    context = {
        "move": row,
        "form": form_for(row, able[0], account, data) if able else None,
        "able": able,
        "unable": [one for one in found if one.why_not],
        "total": len(found),
        "next": next_address(request),
    }
    return _page(request, "bulk_form", context, status)


def _page(request: HttpRequest, body: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "oversight/bulk.html", context | {"body": f"oversight/{body}.html"}, status=status)
