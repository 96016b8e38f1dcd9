"""What is printed of a complaint: the case file, the sign-off slip for the owner, an order slip (R54, R67, R101)."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heed.actions.record.audit import record_event
from heed.process.words import AuditedData, AuditKind
from heed.queries.access import access_of
from heed.records.models import Complaint
from heed.rooms.complaint import timeline
from heed.rooms.complaint.dossier import Dossier, dossier_of
from heed.rooms.complaint.head import ComplaintHeader
from heed.rooms.complaint.papers.answered import last_facts, last_signed, paid, settled
from heed.rooms.complaint.sidebar import Sidebar
from heed.ui import humanize
from heed.ui.names import category_name, department_name
from heed.ui.qr import square
from heed.ui.requests import account_of, staff_only


@never_cache
@staff_only
@require_safe
def case_file(request: HttpRequest, number: str) -> HttpResponse:
    """The whole case on paper: facts, promises, orders, verdicts and the timeline (R101)."""
    dossier = dossier_of(account_of(request), number)
    builder = timeline.TimelineBuilder(dossier.complaint, dossier.policy, whole=dossier.may_reveal)
    _record_print(request, dossier.complaint, AuditedData.CASE_FILE)
    with humanize.on_paper():
        days = timeline.by_day(builder.entries(dossier.entries))
        return render(request, "complaint/print/case.html", _sheet(dossier) | {"days": days})


@never_cache
@staff_only
@require_safe
def sign_off(request: HttpRequest, number: str) -> HttpResponse:
    """The slip that the owner signs, in the owner's language: what was done, and the opinion of satisfaction (R54)."""
    dossier = dossier_of(account_of(request), number)
    complaint = dossier.complaint
    _record_print(request, complaint, AuditedData.SIGN_OFF)
    with translation.override(complaint.language):
        context = _sheet(dossier, to_owner=True) | {
            "solution": last_facts(complaint, "solution").get("solution", ""),
            "settled": settled(complaint),
            "paid": paid(complaint),
            "signed": last_signed(complaint),
        }
        return render(request, "complaint/print/sign_off.html", context)


@never_cache
@staff_only
@require_safe
def order_slip(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The slip that the work crew takes along (R67)."""
    account = account_of(request)
    dossier = dossier_of(account, number)
    order = next((one for one in dossier.complaint.orders.all() if one.pk == pk), None)
    sees_whole = access_of(account).projects()
    here = sees_whole is None or dossier.complaint.project_id in sees_whole
    if order is None or not (here or access_of(account).orders().filter(pk=pk).exists()):
        raise Http404
    _record_print(request, dossier.complaint, AuditedData.ORDER_SLIP)
    promise = next((one for one in dossier.complaint.promises.all() if one.state == "open"), None)
    context = _sheet(dossier, settings.HEED_URL + reverse("field:order", args=[pk])) | {
        "order": order, "department": department_name(order.department, dossier.policy), "promise": promise,
    }  # fmt: skip
    return render(request, "complaint/print/order.html", context)


def _record_print(request: HttpRequest, complaint: Complaint, what: AuditedData) -> None:
    """Record in the audit log that personal data were put on paper."""
    record_event(AuditKind.PRINT, by=account_of(request), complaint=complaint, facts={"data": what.value})


def _sheet(dossier: Dossier, address: str = "", *, to_owner: bool = False) -> dict[str, Any]:
    """What is at the head of every sheet. The code leads staff to the page; the owner to the estate's own page, where
    the number is asked for: no secret stands on paper."""
    complaint = dossier.complaint
    if to_owner:
        address = settings.HEED_URL + reverse("portal:find", args=[complaint.project.slug])
    address = address or settings.HEED_URL + reverse("complaint:page", args=[complaint.number])
    return {
        "complaint": complaint,
        "company": settings.HEED_COMPANY,
        "sidebar": Sidebar(dossier),
        "head": ComplaintHeader(dossier),
        "category": category_name(dossier.policy, complaint.category),
        "address": address,
        "qr": square(address),
        "now": timezone.now(),
    }
