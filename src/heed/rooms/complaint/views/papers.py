"""The papers of a complaint as PDF. Each copy names at its foot who took it and when, and is in the audit log."""

import tempfile
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.actions.record.audit import record_event, record_reveal
from heed.process.words import AuditedData, AuditKind
from heed.rooms.complaint.dossier import Dossier, dossier_of
from heed.rooms.complaint.papers import proof
from heed.rooms.complaint.papers.bundle import Bundle
from heed.rooms.complaint.papers.case_file import case_file
from heed.rooms.complaint.papers.letter import TITLE, letter, why_no_letter
from heed.rooms.complaint.papers.sign_off import sign_off
from heed.ui.file_response import pdf_response
from heed.ui.paper.paper import Paper
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


@never_cache
@staff_only
@require_safe
def case_file_zip(request: HttpRequest, number: str) -> FileResponse:
    """All that an authority or a court asks for, in one ZIP (R101); for those who may see names in full."""
    dossier = dossier_of(account_of(request), number)
    if not dossier.may_reveal:
        raise Http404
    written = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the response
    with translation.override(_language(request)), timezone.override(dossier.complaint.project.timezone):
        Bundle(written).write(dossier)
    record_taking(dossier, AuditedData.BUNDLE)
    written.seek(0)
    answer = FileResponse(written, as_attachment=True, filename=f"{dossier.complaint.number}.zip")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@never_cache
@staff_only
@require_safe
def sign_off_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The slip that the owner signs, as PDF in the owner's language (R54)."""
    dossier = dossier_of(account_of(request), number)
    return _for_owner(dossier, sign_off, AuditedData.SIGN_OFF, f"{dossier.complaint.number}-sign-off.pdf")


@never_cache
@staff_only
@require_safe
def letter_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The letter of reply in the owner's language; 409 with the reason while the level does not allow it (R22)."""
    dossier = dossier_of(account_of(request), number)
    if not dossier.may_reveal:
        raise Http404
    if reason := why_no_letter(dossier):
        context = {"complaint": dossier.complaint, "move": {"label": TITLE}, "closed": reason}
        return render(request, "complaint/barred.html", context, status=409)
    return _for_owner(dossier, letter, AuditedData.REPLY_LETTER, f"{dossier.complaint.number}-reply.pdf")


def _for_owner(dossier: Dossier, make: Callable[[Dossier], Paper], what: AuditedData, name: str) -> HttpResponse:
    with translation.override(dossier.complaint.language), timezone.override(dossier.complaint.project.timezone):
        content = proof.signed(make(dossier))
    record_event(AuditKind.EXPORT, by=dossier.account, complaint=dossier.complaint, facts={"data": what.value})
    return pdf_response(content, name)


def record_taking(dossier: Dossier, what: AuditedData) -> None:
    """Record who took what; with the record itself also that a contact was seen in full."""
    record_event(
        AuditKind.EXPORT, by=dossier.account, complaint=dossier.complaint, facts={"data": what.value},
    )  # fmt: skip
    if proof.holds_record(dossier) and dossier.complaint.contact:
        record_reveal(by=dossier.account, complaint=dossier.complaint, person=dossier.complaint.person)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
