"""`heed import PROJECT FILE`: import homes and residents from a spreadsheet, all or nothing."""

import argparse
import sys
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.residents.import_list import import_residents
from heed.i18n.languages import BY_CODE
from heed.insight.spreadsheets import RecognisedList, RowProblem, UnreadableFile, read, recognise
from heed.process.words import PlaceKind
from heed.queries.residents.import_estates import list_plan, rows_by_estate
from heed.queries.residents.import_preview import ImportPlan
from heed.records.models import Project

SHOWN = 20


def main(arguments: list[str]) -> int:
    """Import the list. Returns 0 when done (or possible, with --try), 1 for rows with problems, 2 for other errors."""
    parser = argparse.ArgumentParser("heed import", description="Import homes and residents from a spreadsheet.")
    parser.add_argument("project", help="the code of the project of rows that name none, such as CH")
    parser.add_argument("file", type=Path, help="an .xlsx, .xls, .ods or .csv file with the headings of the template")
    parser.add_argument("--try", dest="only_try", action="store_true", help="say what would be done, write nothing")
    parser.add_argument("--language", default="en", help=f"language of the answers: {', '.join(BY_CODE)}")
    options = parser.parse_args(arguments)
    with translation.override(options.language):
        return _import(options.project, options.file, only_try=options.only_try)


def _import(code: str, file: Path, *, only_try: bool) -> int:
    project = Project.objects.filter(code__iexact=code).first()
    if project is None:
        _complain(_("There is no project with the code %(code)s.") % {"code": code})
        return 2
    try:
        recognised = recognise(read(file.read_bytes()))
    except OSError as error:
        _complain(str(error))
        return 2
    except UnreadableFile as error:
        _complain(_(error.msgid) % error.params)
        return 2
    _name_left_out(recognised)
    estates, strange = rows_by_estate(project, recognised.lines, Project.objects.all())
    plan = list_plan(estates)
    problems = [*recognised.problems, *strange, *plan.problems]
    for problem in [*problems, *plan.notes][:SHOWN]:
        _complain(describe(problem))
    if problems:
        _complain(
            _("Rows to correct: %(count)s. Nothing was written.")
            % {"count": len({(one.sheet, one.row) for one in problems})}
        )
        return 1
    if not only_try:
        try:
            plan = import_residents(estates)
        except Refused as refused:
            _complain(str(refused))
            return 1
    for estate, found in plan.plans.items():
        sys.stdout.write(f"{estate.name}: {count(found)}\n")
    return 0


def _name_left_out(recognised: RecognisedList) -> None:
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


def _complain(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
