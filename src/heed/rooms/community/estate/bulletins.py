"""Bulletins for everybody: the list, and one of them, whose openings are counted (R114)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from heed.actions.community.bulletins import count_opening
from heed.queries.community.bulletins import shown_at, text_of
from heed.queries.community.news import news_of
from heed.records.models import Project
from heed.rooms.community.estate.requests import estate_page, show

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
    """One bulletin. That the page was opened is counted, and nothing of who opened it; the staff are not counted."""
    bulletin = shown_at(project, timezone.now()).filter(pk=key).first()
    if bulletin is None:
        raise Http404
    prefetched = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method == "GET" and not prefetched and not request.user.is_authenticated:
        count_opening(bulletin, own_page=request.GET.get("from") == OWN_PAGE)
    context = {"project": project, "bulletin": bulletin, "text": text_of(bulletin, get_language() or "")}
    answer = show(request, "bulletin", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
