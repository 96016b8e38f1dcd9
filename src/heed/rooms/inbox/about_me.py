"""The page on which a staff member reads that a complaint about them is looked into, and by whom (C3)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.queries.complaints.about_me import matters_about
from heed.ui.requests import account_of


@login_required
@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The matters that concern the account; 404 where there are none."""
    matters = matters_about(account_of(request))
    if not matters:
        raise Http404
    return render(request, "inbox/about_me.html", {"matters": matters})
