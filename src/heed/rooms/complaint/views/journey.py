"""How a complaint travels: the page of moves, drawn and listed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heed.rooms.complaint.signed import staff_only


@staff_only
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """The drawing and the table, both from the page of moves."""
    return render(request, "complaint/how.html", {})
