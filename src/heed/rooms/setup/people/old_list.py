"""An old list of complaints: chosen, previewed, written as history, removed again (R10)."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.residents.old_list import import_old_complaints, remove_old_list
from heed.insight.spreadsheets import (
    OLD_COLUMNS,
    OldComplaintList,
    OldRow,
    RowProblem,
    SheetText,
    UnreadableFile,
    recognise_old,
)
from heed.queries.complaints.old import old_lists_at
from heed.queries.residents.import_estates import rows_by_estate
from heed.queries.residents.old_list_preview import OldListPlan, old_list_plan
from heed.queries.setup_access import projects_set_up_by
from heed.records.models import Project
from heed.rooms.setup.people.import_file import PATIENCE, SHOWN, ListFileForm, problems_in_words, read_by, rows_of
from heed.rooms.setup.people.import_template import template_answer
from heed.rooms.setup.requests import SetupRequest, project_for, setup_page
from heed.ui.names import in_words
from heed.ui.refusals import sentence

SALT = "heed.old-list"
Plans = Mapping[Project, OldListPlan]


@setup_page
def take_in(request: SetupRequest, code: str) -> HttpResponse:
    """The page for the file; then a preview of its content; and, once confirmed, the import."""
    project = project_for(request, code)
    if request.method != "POST":
        return _page(request, project, ListFileForm())
    if "rows" in request.POST:
        return _write(request, project)
    form = ListFileForm(request.POST, request.FILES)
    read = read_by(form, recognise_old)
    if read is None:
        return _page(request, project, form, 422)
    (sheets, found), name = read, form.cleaned_data["file"].name
    kept = signing.dumps([project.pk, name, sheets], salt=SALT, compress=True)
    return _preview(request, project, found, kept, name)


def _write(request: SetupRequest, project: Project) -> HttpResponse:
    form = ListFileForm({})
    try:
        at, name, sheets = signing.loads(request.POST["rows"], salt=SALT, max_age=PATIENCE)
        found = recognise_old([SheetText(*one) for one in sheets])
        plans, strange = _plans(request, project, found.lines)
    except (signing.BadSignature, UnreadableFile, ValueError):
        at = None
    if at != project.pk or found.problems or strange:
        form.add_error(None, _("This page was open too long. Please choose the file again."))
        return _page(request, project, form, 409)
    try:
        import_old_complaints(plans, name, by=request.account)
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(None, sentence(refusal))
        return _page(request, project, form, 409)
    count = sum(len(plan.rows) for plan in plans.values())
    messages.success(request, _("Imported as history: %(count)s complaints from before Heed.") % {"count": count})
    return redirect("setup:old_list", code=project.code)


@setup_page
@require_POST
def remove(request: SetupRequest, code: str, key: int) -> HttpResponse:
    """Remove an old list with all its complaints."""
    project = project_for(request, code)
    old_list = get_object_or_404(old_lists_at(project), pk=key)
    if "sure" not in request.POST:
        form = ListFileForm({})
        form.add_error(None, _("Tick that all its complaints may go."))
        return _page(request, project, form, 422)
    count = remove_old_list(old_list)
    messages.success(request, _("The list is removed, with %(count)s complaints.") % {"count": count})
    return redirect("setup:old_list", code=project.code)


@setup_page
def template(request: SetupRequest, code: str) -> HttpResponse:
    """The empty list with its headings, in the person's language."""
    return template_answer(OLD_COLUMNS, project_for(request, code).code, _("Old complaints"))


def _plans(request: SetupRequest, project: Project, lines: Sequence[OldRow]) -> tuple[Plans, list[RowProblem]]:
    several = any(line.project for line in lines)
    estates, strange = rows_by_estate(project, lines, projects_set_up_by(request.may) if several else ())
    return {estate: old_list_plan(estate, rows) for estate, rows in estates.items()}, strange


def _page(request: SetupRequest, project: Project, form: ListFileForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "project": project,
        "columns": [{"name": in_words(column.names), "hint": in_words(column.hint)} for column in OLD_COLUMNS],
        "old_lists": old_lists_at(project).select_related("imported_by"),
    }
    return render(request, "setup/people/old_list.html", context, status=status)


def _preview(request: SetupRequest, project: Project, found: OldComplaintList, kept: str, name: str) -> HttpResponse:
    plans, strange = _plans(request, project, found.lines)
    problems = [*found.problems, *strange]
    named = {column.code: in_words(column.names) for column in OLD_COLUMNS}
    notes = [note for plan in plans.values() for note in plan.notes]
    context = {
        "project": project, "name": name, "kept": kept, "chooses": reverse("setup:old_list", args=[project.code]),
        "columns": [named[column] for column in found.columns],
        "unknown": found.unknown, "left_out": found.left_out,
        "rows": len(found.lines) + rows_of(found.problems),
        "figures": _figures(plans),
        "is_empty": not any(plan.rows for plan in plans.values()),
        "estates": [estate.name for estate in plans] if len(plans) > 1 else [],
        "problems": problems_in_words(problems[:SHOWN], named), "problem_rows": rows_of(problems),
        "notes": problems_in_words(notes[:SHOWN], named),
        "sample": found.lines[:5],
    }  # fmt: skip
    return render(request, "setup/people/old_preview.html", context, status=422 if problems else 200)


def _figures(plans: Plans) -> list[tuple[str, int]]:
    return [
        (_("New complaints"), sum(len(plan.rows) for plan in plans.values())),
        (_("With a known home"), sum(plan.with_home for plan in plans.values())),
        (_("With a known resident"), sum(plan.with_person for plan in plans.values())),
        (_("Already on record"), sum(plan.known for plan in plans.values())),
    ]
