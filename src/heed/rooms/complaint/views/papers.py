"""The papers of a complaint as PDF. Each copy names at its foot who took it and when, and is in the audit log."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.actions.record.audit import record_event, record_reveal
from heed.process.words import AuditedData, AuditKind
from heed.rooms.complaint.dossier import Dossier, dossier_of
from heed.rooms.complaint.papers import proof
from heed.rooms.complaint.papers.case_file import case_file
from heed.ui.requests import account_of, staff_only

LANGUAGE = "language"


@never_cache
@staff_only
@require_safe
def case_file_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The whole case as one PDF that proves itself (R101), in the reader's language or in that of `?language`."""
    dossier = dossier_of(account_of(request), number)
    with translation.override(_language(request)), timezone.override(dossier.complaint.project.timezone):
        content = proof.signed(case_file(dossier))
    record_taking(dossier, AuditedData.CASE_FILE)
    return pdf_response(content, proof.file_name(dossier))


def record_taking(dossier: Dossier, what: AuditedData) -> None:
    """Record who took what; with the record itself also that a contact was seen in full."""
    record_event(
        AuditKind.EXPORT, by=dossier.account, complaint=dossier.complaint, facts={"data": what.value},
    )  # fmt: skip
    if proof.holds_record(dossier) and dossier.complaint.contact:
        record_reveal(by=dossier.account, complaint=dossier.complaint, person=dossier.complaint.person)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to open in the browser, under this name where it is saved."""
    disposition = content_disposition_header(as_attachment=False, filename=name) or "inline"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
