"""The requests of reception days: the day of the address, in the time zone of its estate."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from heed.queries.reception_days import days_in
from heed.records.models import ReceptionDay
from heed.rooms.community.requests import CommunityRequest, community_page

P = ParamSpec("P")


def day_page(
    view: Callable[Concatenate[CommunityRequest, ReceptionDay, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open the view with the day to who reads its estate's pages. Http404 for any other account."""

    @never_cache
    @community_page
    def page(request: CommunityRequest, /, key: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        day = get_object_or_404(days_in(request.may.reads), pk=key)
        with timezone.override(day.project.timezone):
            return view(request, day, *args, **kwargs)

    return page


def publishes(request: CommunityRequest, day: ReceptionDay) -> bool:
    """Whether the account plans, moves and cancels days of this estate, and publishes their minutes."""
    return request.may.writes is None or day.project_id in request.may.writes


def require_publisher(request: CommunityRequest, day: ReceptionDay) -> None:
    """Raise Http404 for an account that does not."""
    if not publishes(request, day):
        raise Http404
