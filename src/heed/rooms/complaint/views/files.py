"""Files of a complaint: shown only to those who may see it, and run by no browser."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from heed.queries.access import complaints_visible_to
from heed.records.models import Attachment
from heed.rooms.complaint.outcomes import PICTURES
from heed.ui.requests import account_of, staff_only

#: What a browser may open in the page: pictures, and PDF, which it shows apart. Everything else is saved.
OPENED = (*PICTURES, "application/pdf")
#: Even a picture that is not one runs nothing and loads nothing.
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@staff_only
@require_safe
def file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """One file. What it is, its bytes said when it came; a type that could run is never sent as such."""
    complaints = complaints_visible_to(account_of(request)).filter(number=number.upper())
    attachment = get_object_or_404(Attachment, pk=pk, complaint__in=complaints)
    etag = quote_etag(attachment.sha256)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    return _sent(attachment, etag, saved="save" in request.GET)


def _sent(attachment: Attachment, etag: str, *, saved: bool) -> FileResponse:
    opened = attachment.mime in OPENED and not saved
    try:
        body = attachment.file.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    mime = attachment.mime if attachment.mime in OPENED else "application/octet-stream"
    answer = FileResponse(body, as_attachment=not opened, filename=attachment.name, content_type=mime)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    if attachment.mime != "application/pdf":
        answer.headers["Content-Security-Policy"] = LOCKED
    return answer
