"""The board for staff: every open repair as everybody reads it, with its photos to release or take back (C15)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.community import board
from heed.queries.community.board import open_repairs, photos_of, picture_on_board
from heed.queries.policies import current_policy
from heed.records.models import Project
from heed.rooms.community.requests import CommunityRequest, community_page, require
from heed.ui.names import category_name


@community_page
@require_safe
def home(request: CommunityRequest) -> HttpResponse:
    """The estates of the account; with one, its board."""
    projects = list(request.may.projects_read()[:2])
    if len(projects) == 1:
        return redirect("community:board_of", code=projects[0].code)
    context = {"projects": request.may.projects_read(), "is_public": current_policy().public.board}
    return render(request, "community/board/home.html", context)


@community_page
@require_safe
def board_of(request: CommunityRequest, code: str) -> HttpResponse:
    """The open repairs of one estate, with their photos."""
    project, policy = _project(request, code), current_policy()
    repairs = open_repairs(project)
    photos = photos_of(repairs)
    rows = [
        (one, category_name(policy, one.category), [photo for pk in one.complaints for photo in photos.get(pk, ())])
        for one in repairs
    ]
    context = {
        "project": project, "rows": rows, "is_public": policy.public.board,
        "writes": request.may.writes is None or project.pk in request.may.writes,
    }  # fmt: skip
    return render(request, "community/board/board.html", context)


@community_page
@require_POST
def photo(request: CommunityRequest, code: str, key: int) -> HttpResponse:
    """Release a photo for everybody, or take it back."""
    project = _project(request, code)
    require(request.may.writes is None or project.pk in request.may.writes)
    found = picture_on_board(project, key)
    if found is None:
        raise Http404
    if "release" in request.POST:
        board.release(found, by=request.account)
        messages.success(request, _("Everybody sees this photo while the repair is open."))
    else:
        board.take_back(found, by=request.account)
        messages.success(request, _("The photo is no longer public."))
    return redirect("community:board_of", code=project.code)


def _project(request: CommunityRequest, code: str) -> Project:
    found = request.may.projects_read().filter(code__iexact=code).first()
    if found is None:
        raise Http404
    return found
