"""Finding one's page again (R68): by the number, and by a code that goes to the contact on record and nowhere else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.complaints.owner_codes import living_codes, open_with_code, send_code
from heed.actions.registry import ACTIONS
from heed.notices.owner_code import code_text
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_lookup import complaint_numbered, link_is_open
from heed.records.models import Complaint, Project
from heed.rooms.portal.forms import CodeForm, FindForm
from heed.rooms.portal.pages import show
from heed.ui.limits import Limit
from heed.ui.open_page import as_private
from heed.ui.owners_pages import project_page

HOUR = 3600
#: Of one network in an hour, for all numbers together: codes asked for, and codes entered.
ASKED = Limit("code-asked", 20, HOUR)
ENTERED = Limit("code-entered", 50, HOUR)


@project_page
def find(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/find/`: the number is asked first, then the code; unknown numbers get the same answers as known."""
    if request.method != "POST":
        return _show(request, project, FindForm(initial={"number": request.GET.get("number", "")[:40]}), 200)
    form = CodeForm(request.POST) if "code" in request.POST else FindForm(request.POST)
    if not form.is_valid():
        return _show(request, project, form, 422)
    if minutes := (ENTERED if isinstance(form, CodeForm) else ASKED).take(request):
        form.add_error(None, _("Too many tries. Please wait %(minutes)s min, or call us.") % {"minutes": minutes})
        return _show(request, project, form, 429)
    number = form.cleaned_data["number"]
    complaint = complaint_numbered(project, number)
    if isinstance(form, CodeForm):
        return _enter(request, project, complaint, form)
    if complaint is not None:
        send_code(complaint)
    return _show(request, project, CodeForm(initial={"number": number}), 200, _demo_message(complaint))


def _enter(request: HttpRequest, project: Project, complaint: Complaint | None, form: CodeForm) -> HttpResponse:
    if complaint is None or not open_with_code(complaint, form.cleaned_data["code"]):
        form.add_error("code", _("This code does not fit, or its time is over. Please check it, or ask for a new one."))
        return _show(request, project, form, 422)
    ENTERED.give_back(request)
    if not link_is_open(complaint, timezone.now()):  # the code proves the contact on record, as a new link would
        complaint = ACTIONS["renew_link"](complaint, by=OWNER)
    return as_private(redirect("portal:follow", secret=complaint.secret))


def _demo_message(complaint: Complaint | None) -> str:
    """What the owner's telephone would show now: in a demo only, which sends no messages."""
    if not settings.HEED_DEMO or complaint is None:
        return ""
    return next((code_text(code) for code in living_codes(complaint, timezone.now())), "")


def _show(
    request: HttpRequest, project: Project, form: FindForm | CodeForm, status: int, demo_message: str = ""
) -> HttpResponse:
    template = "code" if isinstance(form, CodeForm) else "find"
    return as_private(show(request, template, {"project": project, "form": form, "demo_message": demo_message}, status))
