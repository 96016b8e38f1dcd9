"""Announcements for everybody: the list, one of them, and the screen in the lobby (R119)."""

from collections.abc import Iterable
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from heed.queries.community.announcements import shown_on, was_shown
from heed.records.models import Project
from heed.rooms.community.announcements.shown import ContentLine, lines_of
from heed.rooms.community.estate.requests import estate_page, over, show
from heed.ui.requests import number_asked

SECONDS_A_SHEET = 30
"""How long the lobby screen shows one announcement before the next."""


#: How large the text on the screen is, the largest first, against the usual size of its page.
SIZES = {"largest": 1.5, "larger": 1.3, "usual": 1.1, "smaller": 0.9}
#: So many lines of so many letters fill one of the two columns of the screen at that usual size.
LINES, LETTERS, COLUMNS = 24.5, 42, 2


@estate_page
def listed(request: HttpRequest, project: Project) -> HttpResponse:
    """The announcements that are shown today."""
    found = shown_on(project, timezone.localdate())
    return show(request, "announcements", {"project": project, "versions": found})


@estate_page
def page(request: HttpRequest, project: Project, key: int) -> HttpResponse:
    """One announcement as it stands today, with what was corrected. Http404 where it never was shown.

    The paper with its address may hang in the lobby for longer than it is shown: then the page says so.
    """
    today = timezone.localdate()
    found = [one for one in shown_on(project, today) if one.announcement_id == key]
    if not found:
        if not was_shown(project, key, today):
            raise Http404
        return over(request, project, "estate:announcements")
    return show(request, "announcement", {"project": project, "version": found[0], "lines": lines_of(found[0])})


@estate_page
def lobby(request: HttpRequest, project: Project) -> HttpResponse:
    """A screen for the lobby: one announcement after the other, loaded anew by the browser itself, without scripts."""
    found = shown_on(project, timezone.localdate())
    place = (number_asked(request, "sheet") or 0) % max(len(found), 1)
    version = found[place] if found else None
    lines = lines_of(version) if version else []
    context = {
        "project": project, "version": version, "lines": lines, "place": place + 1,
        "count": len(found), "now": timezone.now(), "size": size_of(lines),
    }  # fmt: skip
    answer = show(request, "lobby", context)
    answer.headers["Refresh"] = (
        f"{SECONDS_A_SHEET}; url={reverse('estate:lobby', args=[project.slug])}?sheet={place + 1}"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def size_of(lines: Iterable[ContentLine]) -> str:
    """Return the largest of `SIZES` in which all of it stands on the screen; the smallest for more than that."""
    texts = [line.text for line in lines]
    fitting = (name for name, size in SIZES.items() if _height(texts, size) <= COLUMNS * LINES / size)
    return next(fitting, [*SIZES][-1])


def _height(texts: Iterable[str], size: float) -> float:
    """So many lines the texts take, each with its label and the gap below it."""
    return sum(1.6 + sum(max(1, ceil(_width(row) * size / LETTERS)) for row in text.splitlines()) for text in texts)


def _width(row: str) -> float:
    """The letters of a row; two Latin ones take the room of one Chinese."""
    return sum(0.5 if letter.isascii() else 1 for letter in row)
