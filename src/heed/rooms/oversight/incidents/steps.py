"""What can be done with an incident, each as a form and an action (R10, R91, R148)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.actions.engine.errors import Refused
from heed.actions.incidents import asking, making, membership
from heed.process.case import Refusal
from heed.process.roles import RECEIVES
from heed.process.words import BEFORE_HANDLED, N_
from heed.queries.access import access_of, complaints_visible_to
from heed.queries.incidents.lists import Progress, alone_in
from heed.records.models import Account, Complaint, Incident, IncidentText
from heed.rooms.oversight.incidents.forms import AddComplaintForm, IncidentTextForm, LeadForm
from heed.ui.refusals import sentence

DONE = {
    "write": N_("Written. The owners read it on their pages now."),
    "lead": N_("The fix is made there now."),
}
UNKNOWN = Refusal(N_("There is no such complaint that you may see."), "number")


def may_work_on(account: Account, incident: Incident) -> bool:
    """Whether the account works at the desk of its project."""
    projects = access_of(account).projects(RECEIVES)
    return projects is None or incident.project_id in projects


def steps_for(
    incident: Incident, latest: IncidentText, progress: Progress, account: Account, name: str, given: Any
) -> dict[str, forms.Form]:
    """Return what can be done by the name of the step, each with its form; `given` belongs to the step `name`."""
    if not may_work_on(account, incident):
        return {}
    forms_of: dict[str, Callable[[Any], forms.Form]] = {
        "ask": forms.Form,
        "add": lambda data: AddComplaintForm(data, prefix="add"),
        "write": lambda data: IncidentTextForm(data, latest=latest, prefix="write"),
        "lead": lambda data: LeadForm(others, data, prefix="lead"),
    }
    others = alone_in(account, incident) if incident.main.stage not in BEFORE_HANDLED else []
    to_ask = incident.main.stage in asking.FIXED and progress.asked < progress.complaints
    without = {step for step, can in (("ask", to_ask), ("lead", others)) if not can and step != name}
    return {step: form(given if step == name else None) for step, form in forms_of.items() if step not in without}


def take(request: HttpRequest, incident: Incident, name: str, given: dict[str, Any], by: Account) -> None:
    """Take the step, and say what came of it. Raises Refused."""
    steps: dict[str, Callable[[], object]] = {
        "ask": lambda: _asked(request, asking.ask_owners(incident, by=by)),
        "add": lambda: _added(request, membership.add(incident, _numbered(by, given["number"]), given["words"], by=by)),
        "write": lambda: making.write(incident, given["cause"], given["told"], by=by),
        "lead": lambda: making.lead_by(
            incident, complaints_visible_to(by).get(pk=given["main"]), given["words"], by=by
        ),
    }
    steps[name]()
    if name in DONE:
        messages.success(request, _(DONE[name]))


def _added(request: HttpRequest, why: Refusal | None) -> None:
    if why is None:
        messages.success(request, _("Added to the incident."))
        return
    said = _("Added to the incident. It is followed on its own: %(why)s")
    messages.success(request, said % {"why": sentence(why)})


def _numbered(account: Account, number: str) -> Complaint:
    found = (
        complaints_visible_to(account).select_related("project", "merged_into").filter(number=number.upper()).first()
    )
    if found is None:
        raise Refused([UNKNOWN])
    return found


def _asked(request: HttpRequest, result: asking.AskedOwners) -> None:
    count = len(result.asked)
    if count:
        said = ngettext("%(count)s owner is asked by message.", "%(count)s owners are asked by message.", count)
        messages.success(request, said % {"count": count})
    for why, numbers in result.left.values():
        words = {"numbers": ", ".join(numbers), "why": sentence(why)}
        messages.warning(request, _("Not asked: %(numbers)s. %(why)s") % words)
    if not count and not result.left:
        messages.info(request, _("Every owner was asked already."))
