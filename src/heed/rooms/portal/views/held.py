"""The page of a report that waits for a person: what became of it, said honestly (R6, R68)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from heed.queries.held import held_report_of_secret
from heed.records.models import HeldReport
from heed.rooms.portal.pages import show
from heed.ui.open_page import as_private, chosen_language, in_language
from heed.ui.owners_pages import lost
from heed.ui.qr import square


def held(request: HttpRequest, secret: str) -> HttpResponseBase:
    """`/h/<secret>/`: until it is a complaint; from then on it leads to the complaint's own page."""
    report = held_report_of_secret(secret)
    if report is None:
        return as_private(chosen_language(request) or in_language(request, "", lambda: lost(request)))
    if report.complaint is not None:
        return as_private(redirect("portal:follow", secret=report.complaint.secret))
    answer = chosen_language(request) or in_language(request, report.language, lambda: _page(request, report, secret))
    return as_private(answer)


def _page(request: HttpRequest, report: HeldReport, secret: str) -> HttpResponseBase:
    url = request.build_absolute_uri(reverse("portal:held", args=[secret]))
    with timezone.override(report.project.timezone):
        return show(request, "held", {"project": report.project, "report": report, "url": url, "square": square(url)})
