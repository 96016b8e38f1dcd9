"""Complaints from the old lists: a list of their own, apart from everything in Heed (R10)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.queries.access import access_of, projects_of
from heed.queries.complaints.old import (
    count_old_complaints,
    find_old_complaints,
    old_complaint_visible_to,
    old_complaints_of,
)
from heed.rooms.oversight.forms import SearchForm
from heed.rooms.oversight.views import frame
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked


@login_required
@require_safe
def old(request: HttpRequest) -> HttpResponse:
    """A page of them, by the words and the project in the address. Http404 where the page in it is none."""
    account = account_of(request)
    form = SearchForm(request.GET)
    projects = projects_of(account)
    form.offer_records("project", _("Project"), _("All projects"), projects)
    form.is_valid()
    text, chosen = form.cleaned_data.get("q", ""), form.cleaned_data.get("project")
    only = chosen.pk if chosen else None
    page = find_old_complaints(account, text, only, page_asked(request))
    context = frame(account, "old") | pager(request, page) | {
        "form": form,
        "many_projects": len(projects) > 1,
        "narrowed": bool(text or only),
        "count": count_old_complaints(account, text, only),
    }  # fmt: skip
    return render(request, "oversight/old.html", context)


@login_required
@require_safe
def old_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them in full, with the others of the same home. Http404 where the account may not see it."""
    account = account_of(request)
    row = old_complaint_visible_to(account, pk)
    if row is None:
        raise Http404
    at_home = old_complaints_of(account, place=row["place"]) if row["place"] else []
    context = {
        "row": row,
        "others": [other for other in at_home if other["pk"] != pk],
        "names_whole": access_of(account).reads_names,
    }
    return render(request, "oversight/old_one.html", context)
