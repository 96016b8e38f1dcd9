"""What the secret pages of the portal share: the complaint of the address, its owner's language, privacy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from heed.queries.complaints.owner_lookup import complaint_of_secret, link_is_open
from heed.rooms.portal.ended_link import link_ended
from heed.ui.open_page import as_private, chosen_language, in_language
from heed.ui.owners_pages import View, lost, show_to_owner

#: Whom to call first where life is in danger, by the project's time zone.
EMERGENCY = {
    "Asia/Shanghai": "119", "Asia/Chongqing": "119", "Asia/Urumqi": "119", "Asia/Taipei": "119",
    "Asia/Hong_Kong": "999", "Asia/Macau": "999",
}  # fmt: skip


def owners_page(view: View) -> View:
    """A secret page: `view(request, complaint, …)`, in the owner's language, never cached; 404 in plain words."""

    @wraps(view)
    def page(request: HttpRequest, secret: str, **named: Any) -> HttpResponseBase:
        response = chosen_language(request) or _owners(
            request, secret, lambda complaint: view(request, complaint, **named)
        )
        return as_private(response)

    return csrf_exempt(page)


def show(request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page of the portal."""
    return show_to_owner(request, f"portal/{template}.html", context, status)


def _owners(request: HttpRequest, secret: str, answer: Callable[[Any], HttpResponseBase]) -> HttpResponseBase:
    complaint = complaint_of_secret(secret)
    if complaint is None:
        return in_language(request, "", lambda: lost(request))
    now = timezone.now()
    with timezone.override(complaint.project.timezone):
        if not link_is_open(complaint, now):
            return in_language(request, complaint.language, lambda: link_ended(request, complaint, now))
        return in_language(request, complaint.language, lambda: answer(complaint))
