"""A list of homes and residents from a spreadsheet: chosen, previewed row by row, then imported whole or not at all."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.residents.import_list import import_residents
from heed.insight.spreadsheets import COLUMNS, RecognisedList, RowProblem, SheetText, UnreadableFile, recognise
from heed.process.words import PlaceKind
from heed.queries.residents.import_estates import EstateRows, ListPlan, list_plan, rows_by_estate
from heed.queries.setup_access import projects_set_up_by
from heed.records.models import Project
from heed.rooms.setup.people.import_file import PATIENCE, SHOWN, ListFileForm, problems_in_words, read_by, rows_of
from heed.rooms.setup.people.import_template import template_answer
from heed.rooms.setup.requests import SetupRequest, project_for, setup_page
from heed.ui.names import in_words
from heed.ui.refusals import sentence

SALT = "heed.sheet"


@setup_page
def take_in(request: SetupRequest, code: str) -> HttpResponse:
    """The page for the file; then a preview of its content; and, once confirmed, the import."""
    project = project_for(request, code)
    if request.method != "POST":
        return _page(request, project, ListFileForm())
    if "rows" in request.POST:
        return _write(request, project)
    form = ListFileForm(request.POST, request.FILES)
    read = read_by(form, recognise)
    if read is None:
        return _page(request, project, form, 422)
    (sheets, sheet), name = read, form.cleaned_data["file"].name
    kept = signing.dumps([project.pk, sheets], salt=SALT, compress=True)
    return _preview(request, project, sheet, kept, name)


def _write(request: SetupRequest, project: Project) -> HttpResponse:
    try:
        at, sheets = signing.loads(request.POST["rows"], salt=SALT, max_age=PATIENCE)
        sheet = recognise([SheetText(*one) for one in sheets])
    except (signing.BadSignature, UnreadableFile, ValueError):
        at, sheet = None, None
    form = ListFileForm({})
    estates, strange = _estates(request, project, sheet)
    if sheet is None or at != project.pk or sheet.problems or strange:
        form.add_error(None, _("This page was open too long. Please choose the file again."))
        return _page(request, project, form, 409)
    try:
        done = import_residents(estates)
    except Refused as refused:
        for refusal in refused.refusals[:SHOWN]:
            form.add_error(None, sentence(refusal))
        return _page(request, project, form, 409)
    said = {"homes": done.counts[PlaceKind.UNIT], "people": done.people}
    messages.success(request, _("Imported. New homes: %(homes)s, new residents: %(people)s.") % said)
    return redirect("setup:places", code=project.code)


def _estates(
    request: SetupRequest, project: Project, sheet: RecognisedList | None
) -> tuple[EstateRows, list[RowProblem]]:
    """The rows by the estates that the account sets up; and the rows that name another one."""
    lines = sheet.lines if sheet else ()
    several = any(line.project for line in lines)
    return rows_by_estate(project, lines, projects_set_up_by(request.may) if several else ())


@setup_page
def template(request: SetupRequest, code: str) -> HttpResponse:
    """The empty list with its headings, in the person's language."""
    project = project_for(request, code)
    return template_answer(COLUMNS, project.code, _("Homes and residents"))


def _page(request: SetupRequest, project: Project, form: forms.Form, status: int = 200) -> HttpResponse:
    columns = [{"name": in_words(column.names), "hint": in_words(column.hint)} for column in COLUMNS]
    return render(
        request, "setup/people/import_list.html", {"form": form, "project": project, "columns": columns}, status=status
    )


def _preview(request: SetupRequest, project: Project, sheet: RecognisedList, kept: str, name: str) -> HttpResponse:
    estates, strange = _estates(request, project, sheet)
    plan = list_plan(estates)
    problems = [*sheet.problems, *strange, *plan.problems]
    named = {column.code: in_words(column.names) for column in COLUMNS}
    context = {
        "project": project, "name": name, "kept": kept, "chooses": reverse("setup:sheet", args=[project.code]),
        "is_empty": plan.is_empty,
        "columns": [named[column] for column in sheet.columns],
        "unknown": sheet.unknown, "left_out": sheet.left_out,
        "rows": len(sheet.lines) + rows_of(sheet.problems),
        "figures": _figures(plan), "estates": _by_estate(estates, plan),
        "problems": problems_in_words(problems[:SHOWN], named), "problem_rows": rows_of(problems),
        "notes": problems_in_words(plan.notes[:SHOWN], named),
        "sample": _sample(sheet),
    }  # fmt: skip
    return render(request, "setup/people/import_preview.html", context, status=422 if problems else 200)


def _by_estate(estates: EstateRows, plan: ListPlan) -> list[dict[str, object]]:
    """What is new at each estate; empty where the list is of one."""
    if len(estates) < 2:
        return []
    return [
        {"name": project.name, "rows": len(estates[project]), "homes": found.counts[PlaceKind.UNIT],
         "people": len(found.persons)}
        for project, found in plan.plans.items()
    ]  # fmt: skip


def _figures(plan: ListPlan) -> list[tuple[str, int]]:
    counts = plan.counts
    return [
        (_("New buildings"), counts[PlaceKind.BUILDING]),
        (_("New homes"), counts[PlaceKind.UNIT]),
        (_("New public areas"), counts[PlaceKind.SPOT]),
        (_("New residents"), plan.people),
        (_("Already on record"), plan.known_places),
    ]


def _sample(sheet: RecognisedList) -> Sequence[object]:
    return sheet.lines[:5]
