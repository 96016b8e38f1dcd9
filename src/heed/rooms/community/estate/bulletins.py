"""Bulletins for everybody: the list, and one of them, whose openings are counted (R114)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from heed.actions.community.bulletins import count_opening
from heed.queries.community.bulletins import correction_of, shown_bulletin, text_of, was_shown
from heed.queries.community.news import news_of
from heed.records.models import Project
from heed.rooms.community.estate.requests import estate_page, over, show

OWN_PAGE = "own"
"""What the address says after `from` where the link stands on an owner's own page."""


@estate_page
def listed(request: HttpRequest, project: Project) -> HttpResponse:
    """The bulletins that owners and tenants of the estate read now."""
    return show(
        request, "bulletins", {"project": project, "news": news_of(project, get_language() or "", timezone.now())}
    )


@estate_page
def page(request: HttpRequest, project: Project, key: int) -> HttpResponse:
    """One bulletin, or the version after it. Openings are counted, not who opened it; those of the staff are not."""
    bulletin = shown_bulletin(project, key, timezone.now())
    if bulletin is None:
        return _not_shown(request, project, key)
    prefetched = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method == "GET" and not prefetched and not request.user.is_authenticated:
        count_opening(bulletin, own_page=request.GET.get("from") == OWN_PAGE)
    context = {"project": project, "bulletin": bulletin, "text": text_of(bulletin, get_language() or "")}
    answer = show(request, "bulletin", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _not_shown(request: HttpRequest, project: Project, key: int) -> HttpResponse:
    """The version after it, or that it is no longer shown. Http404 for what owners never read."""
    newer = correction_of(key)
    if newer is not None and newer.project_id in (None, project.pk) and newer.for_owners:
        return redirect("estate:bulletin", project.slug, newer.pk)
    if was_shown(project, key, timezone.now()):
        return over(request, project, "estate:bulletins")
    raise Http404
