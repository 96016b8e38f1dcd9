"""The invitation as a letter to print and hang up, and the day for a calendar; nothing personal is in either."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from heed.records.models import ReceptionDay
from heed.rooms.community.reception_days.invitation import Invitation
from heed.rooms.community.reception_days.requests import day_page
from heed.rooms.community.requests import CommunityRequest
from heed.ui.calendar_file import calendar_response
from heed.ui.file_response import pdf_response
from heed.ui.paper.paper import draw


@day_page
def letter(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """The letter as PDF, in the language of the estate or in that of `?language`."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else day.project.language
    with translation.override(language):
        content = draw(Invitation(day).paper())
    return pdf_response(content, f"reception-day-{day.project.code}-{day.pk}.pdf")


@day_page
def calendar(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """The day for the calendar of a colleague."""
    return calendar_response(Invitation(day).event(), f"reception-day-{day.pk}.ics")
