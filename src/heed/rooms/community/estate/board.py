"""The board of open repairs for everybody, where the policy switches it on (C15)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from heed.queries.community.board import open_repairs, released_photo, usual_times
from heed.queries.policies import current_policy
from heed.records.models import Project
from heed.rooms.community.estate.requests import estate_page, show
from heed.ui.file_response import file_response
from heed.ui.names import category_name


@estate_page
def board(request: HttpRequest, project: Project) -> HttpResponse:
    """What is being repaired at common places, and how long such repairs took. Http404 where it is switched off."""
    policy, now = current_policy(), timezone.now()
    if not policy.public.board:
        raise Http404
    context = {
        "project": project,
        "rows": [(one, category_name(policy, one.category)) for one in open_repairs(project)],
        "times": [(one, category_name(policy, one.category)) for one in usual_times(project, now)],
        "now": now,
    }
    return show(request, "board", context)


@estate_page
def photo(request: HttpRequest, project: Project, key: int) -> HttpResponseBase:
    """A released photo of an open repair, under no name that a sender gave it. Http404 for any other."""
    found = released_photo(project, key)
    if found is None:
        raise Http404
    try:
        answer = file_response(request, found, opened=True)
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer.headers["Content-Disposition"] = "inline"
    return answer
