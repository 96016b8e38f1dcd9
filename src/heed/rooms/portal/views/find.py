"""Finding one's page again, by the number and the tail of the telephone (R68)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from heed.insight.phones import national_digits
from heed.records.models import Complaint, Project
from heed.rooms.portal.forms import FindForm
from heed.rooms.portal.limits import Limit, address_of
from heed.rooms.portal.pages import PRIVATE, project_page, show

HOUR = 3600
#: Guesses in an hour, from one address and at one number; too few to guess four digits.
FROM_ADDRESS = Limit("find-from", 20, HOUR, "default")
AT_NUMBER = Limit("find-at", 6, HOUR, "default")


@project_page
def find(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/find/`: a wrong number and a wrong tail get the same answer."""
    form = FindForm(request.POST or None, initial={"number": request.GET.get("number", "")[:40]})
    if not form.is_bound:
        return _show(request, project, form, 200)
    if not form.is_valid():
        return _show(request, project, form, 422)
    number, tail = form.cleaned_data["number"], form.cleaned_data["tail"]
    limits = ((FROM_ADDRESS, address_of(request)), (AT_NUMBER, f"{project.pk} {number}"))
    minutes = max(limit.wait(who) for limit, who in limits)
    if minutes:
        form.add_error(None, _("Too many tries. Please wait %(minutes)s min, or call us.") % {"minutes": minutes})
        return _show(request, project, form, 429)
    complaint = Complaint.objects.filter(project=project, number=number).first()
    if not ends_in(complaint.contact if complaint else "", tail) or complaint is None:
        for limit, who in limits:
            limit.count(who)
        form.add_error(
            None, _("We found nothing with this number and these four digits. Please check both, or call us.")
        )
        return _show(request, project, form, 422)
    return _private(redirect("portal:follow", secret=complaint.secret))


def ends_in(contact: str, tail: str) -> bool:
    """Whether a telephone in the contact ends in these four digits."""
    return any(constant_time_compare(number[-4:], tail) for number in national_digits(contact))


def _show(request: HttpRequest, project: Project, form: FindForm, status: int) -> HttpResponse:
    return _private(show(request, "find", {"project": project, "form": form}, status))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = PRIVATE["Cache-Control"]
    return response
