"""Announcements for everybody: the list, one of them, and the screen in the lobby (R119)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from heed.queries.community.announcements import shown_on
from heed.records.models import Project
from heed.rooms.community.announcements.shown import lines_of
from heed.rooms.community.estate.requests import estate_page, show
from heed.ui.requests import number_asked

SECONDS_A_SHEET = 30
"""How long the lobby screen shows one announcement before the next."""


@estate_page
def listed(request: HttpRequest, project: Project) -> HttpResponse:
    """The announcements that are shown today."""
    found = shown_on(project, timezone.localdate())
    return show(request, "announcements", {"project": project, "versions": found})


@estate_page
def page(request: HttpRequest, project: Project, key: int) -> HttpResponse:
    """One announcement as it stands today, with what was corrected. Http404 where it is not shown."""
    found = [one for one in shown_on(project, timezone.localdate()) if one.announcement_id == key]
    if not found:
        raise Http404
    return show(request, "announcement", {"project": project, "version": found[0], "lines": lines_of(found[0])})


@estate_page
def lobby(request: HttpRequest, project: Project) -> HttpResponse:
    """A screen for the lobby: one announcement after the other, loaded anew by the browser itself, without scripts."""
    found = shown_on(project, timezone.localdate())
    place = (number_asked(request, "sheet") or 0) % max(len(found), 1)
    version = found[place] if found else None
    context = {
        "project": project, "version": version, "lines": lines_of(version) if version else [], "place": place + 1,
        "count": len(found), "now": timezone.now(),
    }  # fmt: skip
    answer = show(request, "lobby", context)
    answer.headers["Refresh"] = (
        f"{SECONDS_A_SHEET}; url={reverse('estate:lobby', args=[project.slug])}?sheet={place + 1}"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
