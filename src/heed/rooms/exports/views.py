"""The page of a person's exports, and taking the file of one."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.actions.exports import record_export
from heed.process.words import ExportKind
from heed.queries.exports import OPEN_EXPORTS, exports_of, may_be_taken, sight_of
from heed.records.models import ExportJob
from heed.ui.requests import account_of, staff_only

TONES = {"ready": "good", "failed": "hot", "running": "info"}


@never_cache
@staff_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The exports of the person, the newest first."""
    return render(request, "exports/home.html", _context(request))


@never_cache
@staff_only
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The list alone: an open page asks for it while one is being made."""
    return render(request, "exports/list.html", _context(request))


def _context(request: HttpRequest) -> dict[str, object]:
    account, now = account_of(request), timezone.now()
    sight = sight_of(account)
    rows = [(job, TONES.get(job.state, ""), job.sight == sight) for job in exports_of(account)]
    return {"rows": rows, "runs": any(job.state in OPEN_EXPORTS for job, *_rest in rows), "now": now}


@never_cache
@staff_only
@require_safe
def take(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, to its own person alone, while it is kept and holds nothing that the person may not see any more."""
    account = account_of(request)
    job = get_object_or_404(ExportJob.objects.exclude(kind=ExportKind.SIMULATION), pk=pk, account=account)
    if not may_be_taken(job, account, timezone.now()) or not default_storage.exists(job.stored):
        messages.error(request, _("This file cannot be taken any more. Start the export again."))
        return redirect("exports:home")
    file = default_storage.open(job.stored)
    record_export(job, by=account)
    answer = FileResponse(file, as_attachment=True, filename=job.name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
