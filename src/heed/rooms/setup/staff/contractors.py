"""People of contractors: they receive work orders by links, without an account that signs in (R65)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.staff.contractors import add_contractor
from heed.queries.setup_access import projects_set_up_by
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.rooms.setup.staff.forms import ContractorForm
from heed.ui.refusals import add_refusals


@setup_page
def add(request: SetupRequest) -> HttpResponse:
    """A new person of a contractor, with the department whose orders it receives."""
    require(request.may.projects is None or bool(request.may.projects))
    project = projects_set_up_by(request.may).filter(code=request.GET.get("project", "")).first()
    form = ContractorForm(request.may, None, request.POST if request.method == "POST" else None, project)
    if not form.is_bound or not form.is_valid():
        return render(request, "setup/staff/contractor_form.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        account = add_contractor(by=request.account, department=form.department, **form.facts())
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "setup/staff/contractor_form.html", {"form": form}, status=409)
    messages.success(request, _("%(name)s receives work orders by link now.") % {"name": account.name})
    return redirect("setup:account", key=account.pk)
