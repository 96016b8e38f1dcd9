"""How large a project is, month by month: what complaints are counted against (R103, R107)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.months import record_month
from heed.queries.setup_access import projects_read_by, projects_set_up_by
from heed.records.models import Project, ProjectMonth
from heed.rooms.setup.projects.month_forms import MonthForm
from heed.rooms.setup.requests import Asking, needs, setting_up
from heed.ui.refusals import add_refusals

SHOWN = 36


@setting_up
def months(request: Asking, code: str) -> HttpResponse:
    """The figures of the last three years, and the form to enter a month."""
    project = get_object_or_404(projects_read_by(request.may), code__iexact=code)
    form = MonthForm(project, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, project, form)
    needs(_arranges(request, project))
    if not form.is_valid():
        return _page(request, project, form, 422)
    told = form.cleaned_data
    try:
        record_month(project, told["month_on"], homes=told["homes"], area=told["area"], by=request.account)
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, project, form, 409)
    messages.success(request, _("Saved."))
    return redirect("setup:months", code=project.code)


def _page(request: Asking, project: Project, form: MonthForm, status: int = 200) -> HttpResponse:
    told = {
        "project": project,
        "form": form,
        "arranges": _arranges(request, project),
        "months": ProjectMonth.objects.filter(project=project)[:SHOWN],
    }
    return render(request, "setup/projects/months.html", told, status=status)


def _arranges(request: Asking, project: Project) -> bool:
    return projects_set_up_by(request.may).filter(pk=project.pk).exists()
