"""Which departments of the policy work at a project, and by which name of their own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.projects import set_department
from heed.queries.policies import current_policy
from heed.records.models import Department, Project
from heed.rooms.setup.requests import Asking, project_for, setting_up
from heed.ui.names import in_words
from heed.ui.refusals import sentence


class DepartmentsForm(forms.Form):
    """One line a department: whether it works here, and what it is called here."""

    use_required_attribute = False

    def __init__(self, project: Project, data: Any = None) -> None:
        super().__init__(data)
        known = {department.code: department for department in Department.objects.filter(project=project)}
        self.names = {part.code: in_words(part.names) for part in current_policy().departments}
        for code in self.names:
            department = known.get(code)
            self.fields[f"{code}_on"] = forms.BooleanField(
                required=False, label=self.names[code], initial=bool(department and department.is_active)
            )
            self.fields[f"{code}_name"] = forms.CharField(
                required=False, max_length=80, label=_("Name used here"),
                initial=department.name if department else "",
                widget=forms.TextInput({"placeholder": self.names[code]}),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[str, Any, Any]]:
        """Each department: its name in the policy, the tick, its own name."""
        return [(name, self[f"{code}_on"], self[f"{code}_name"]) for code, name in self.names.items()]


@setting_up
def edit(request: Asking, code: str) -> HttpResponse:
    """The departments of a project, all on one page."""
    project = project_for(request, code)
    form = DepartmentsForm(project, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "setup/projects/departments.html", {"form": form, "project": project})
    if not form.is_valid():
        return render(request, "setup/projects/departments.html", {"form": form, "project": project}, status=422)
    if not _keep(form, project, request):
        return render(request, "setup/projects/departments.html", {"form": form, "project": project}, status=409)
    messages.success(request, _("Saved."))
    return redirect("setup:project", code=project.code)


def _keep(form: DepartmentsForm, project: Project, request: Asking) -> bool:
    """All lines or none; a refusal stands beside its department."""
    with transaction.atomic():
        for code in form.names:
            told = form.cleaned_data
            try:
                set_department(
                    project, code, by=request.account, name=told[f"{code}_name"], is_active=told[f"{code}_on"]
                )
            except Refused as refused:
                form.add_error(f"{code}_on", sentence(refused.refusals[0]))
        if form.errors:
            transaction.set_rollback(True)
    return not form.errors
