"""Files of a complaint: shown only to those who may see it, and run by no browser."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from heed.actions.record.audit import record_look
from heed.queries.access import complaints_visible_to
from heed.records.models import Attachment
from heed.ui.file_response import FileChanged, file_response
from heed.ui.requests import account_of, staff_only


@staff_only
@require_safe
def file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """One file, shown or played where a browser can; `?save` saves it."""
    complaints = complaints_visible_to(account_of(request)).filter(number=number.upper())
    found = Attachment.objects.select_related("complaint__person")
    attachment = get_object_or_404(found, pk=pk, complaint__in=complaints)
    record_look(attachment.complaint, by=account_of(request))
    try:
        return file_response(request, attachment, opened="save" not in request.GET)
    except FileChanged:
        return render(request, "complaint/file_changed.html", {"attachment": attachment}, status=410)
    except FileNotFoundError as lost:
        raise Http404 from lost
