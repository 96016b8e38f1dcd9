"""`heed import PROJECT FILE`: import homes and residents from a spreadsheet, or complaints from before Heed (--old)."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.residents.import_list import import_residents
from heed.actions.residents.old_list import import_old_complaints
from heed.i18n.languages import BY_CODE
from heed.insight.spreadsheets import (
    OldComplaintList,
    RecognisedList,
    RowProblem,
    SheetText,
    UnreadableFile,
    read,
    recognise,
    recognise_old,
)
from heed.process.words import PlaceKind
from heed.queries.residents.import_estates import list_plan, rows_by_estate
from heed.queries.residents.import_preview import ImportPlan
from heed.queries.residents.old_list_preview import OldListPlan, old_list_plan
from heed.records.models import Project

SHOWN = 20
#: Imports the sheets into a project, or only tries; returns the lines to say, or None where rows have problems.
ImportSheets = Callable[[Project, Sequence[SheetText], str, bool], Iterator[str] | None]


def main(arguments: list[str]) -> int:
    """Import the list. Returns 0 when done (or possible, with --try), 1 for rows with problems, 2 for other errors."""
    parser = argparse.ArgumentParser("heed import", description=__doc__.split(": ", 1)[1].capitalize())
    parser.add_argument("project", help="the code of the project of rows that name none, such as CH")
    parser.add_argument("file", type=Path, help="an .xlsx, .xls, .ods or .csv file with the headings of the template")
    parser.add_argument("--old", action="store_true", help="the file holds complaints from before Heed, as history")
    parser.add_argument("--try", dest="only_try", action="store_true", help="say what would be done, write nothing")
    parser.add_argument("--language", default="en", help=f"language of the answers: {', '.join(BY_CODE)}")
    options = parser.parse_args(arguments)
    with translation.override(options.language):
        return _import(options.project, options.file, _old if options.old else _residents, only_try=options.only_try)


def _import(code: str, file: Path, sheets_into: ImportSheets, *, only_try: bool) -> int:
    project = Project.objects.filter(code__iexact=code).first()
    if project is None:
        _complain(_("There is no project with the code %(code)s.") % {"code": code})
        return 2
    try:
        said = sheets_into(project, read(file.read_bytes()), file.name, only_try)
    except OSError as error:
        _complain(str(error))
        return 2
    except UnreadableFile as error:
        _complain(_(error.msgid) % error.params)
        return 2
    except Refused as refused:
        _complain(str(refused))
        return 1
    for line in said or ():
        sys.stdout.write(line + "\n")
    return 1 if said is None else 0


def _residents(project: Project, sheets: Sequence[SheetText], name: str, only_try: bool) -> Iterator[str] | None:
    """Homes and residents, all or nothing."""
    found = recognise(sheets)
    _name_left_out(found)
    estates, strange = rows_by_estate(project, found.lines, Project.objects.all())
    plan = list_plan(estates)
    if _has_problems([*found.problems, *strange, *plan.problems], plan.notes):
        return None
    if not only_try:
        plan = import_residents(estates)
    return (f"{estate.name}: {count(new)}" for estate, new in plan.plans.items())


def _old(project: Project, sheets: Sequence[SheetText], name: str, only_try: bool) -> Iterator[str] | None:
    """Complaints from before Heed, as a list of their own at each estate, as the page imports them (R10)."""
    found = recognise_old(sheets)
    _name_left_out(found)
    estates, strange = rows_by_estate(project, found.lines, Project.objects.all())
    plans = {estate: old_list_plan(estate, rows) for estate, rows in estates.items()}
    if _has_problems([*found.problems, *strange], [note for plan in plans.values() for note in plan.notes]):
        return None
    if not only_try:
        import_old_complaints(plans, name, by=None)
    return (f"{estate.name}: {count_old(plan)}" for estate, plan in plans.items())


def _has_problems(problems: Sequence[RowProblem], notes: Sequence[RowProblem]) -> bool:
    """Say what is wrong with the rows and what else to know; return whether anything is wrong."""
    for problem in [*problems, *notes][:SHOWN]:
        _complain(describe(problem))
    if problems:
        rows = {(one.sheet, one.row) for one in problems}
        _complain(_("Rows to correct: %(count)s. Nothing was written.") % {"count": len(rows)})
    return bool(problems)


def _name_left_out(recognised: RecognisedList | OldComplaintList) -> None:
    """Say which columns and sheets are not read, as the page does."""
    for said, names in ((_("Columns left out: %(names)s"), recognised.unknown),
                        (_("Sheets left out: %(names)s"), recognised.left_out)):  # fmt: skip
        if names:
            _complain(said % {"names": ", ".join(names)})


def describe(problem: RowProblem) -> str:
    """The problem in a sentence, with its row, and its sheet where the file has several."""
    sheet = f"{problem.sheet} · " if problem.sheet else ""
    return sheet + _("Row %(row)s: ") % {"row": problem.row} + _(problem.msgid) % problem.params


def count(plan: ImportPlan) -> str:
    """What is new, as counts in one line."""
    counts = plan.counts
    return _("new buildings %(buildings)s, homes %(units)s, public spots %(spots)s, residents %(people)s") % {
        "buildings": counts[PlaceKind.BUILDING],
        "units": counts[PlaceKind.UNIT],
        "spots": counts[PlaceKind.SPOT],
        "people": len(plan.persons),
    }


def count_old(plan: OldListPlan) -> str:
    """How many old complaints are new, and how many of them are linked, as counts in one line."""
    return _("new old complaints %(rows)s, with a home %(homes)s, with a resident %(people)s, on record %(known)s") % {
        "rows": len(plan.rows),
        "homes": plan.with_home,
        "people": plan.with_person,
        "known": plan.known,
    }


def _complain(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
