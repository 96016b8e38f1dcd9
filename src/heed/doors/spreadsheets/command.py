"""`heed import PROJECT FILE`: take in homes and residents from a spreadsheet, all or nothing."""

import argparse
import sys
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.residents.import_list import import_residents
from heed.i18n.languages import BY_CODE
from heed.insight.spreadsheets import Trouble, Unreadable, read, recognise
from heed.process.words import PlaceKind
from heed.queries.residents.import_preview import ImportPlan, import_plan
from heed.records.models import Project

SHOWN = 20


def main(arguments: list[str]) -> int:
    """Do it; 0 where it was done (or, with --try, could be), 1 where rows have to be mended, 2 where nothing fits."""
    parser = argparse.ArgumentParser("heed import", description="Take in homes and residents from a spreadsheet.")
    parser.add_argument("project", help="the code of the project, such as CH")
    parser.add_argument("file", type=Path, help="an .xlsx, .xls, .ods or .csv file with the headings of the template")
    parser.add_argument("--try", dest="only_try", action="store_true", help="tell what would be done, write nothing")
    parser.add_argument("--language", default="en", help=f"language of the answers: {', '.join(BY_CODE)}")
    asked = parser.parse_args(arguments)
    with translation.override(asked.language):
        return _take_in(asked.project, asked.file, only_try=asked.only_try)


def _take_in(code: str, file: Path, *, only_try: bool) -> int:
    project = Project.objects.filter(code__iexact=code).first()
    if project is None:
        _complain(_("There is no project with the code %(code)s.") % {"code": code})
        return 2
    try:
        sheet = recognise(read(file.read_bytes()))
    except OSError as missing:
        _complain(str(missing))
        return 2
    except Unreadable as wrong:
        _complain(_(wrong.msgid) % wrong.params)
        return 2
    plan = import_plan(project, sheet.lines)
    troubles = [*sheet.troubles, *plan.troubles]
    for trouble in [*troubles, *plan.notes][:SHOWN]:
        _complain(said(trouble))
    if troubles:
        _complain(_("Rows to mend: %(count)s. Nothing was written.") % {"count": len({one.row for one in troubles})})
        return 1
    if not only_try:
        try:
            plan = import_residents(project, sheet.lines, by=None)
        except Refused as refused:
            _complain(str(refused))
            return 1
    sys.stdout.write(f"{project.name}: {told(plan)}\n")
    return 0


def said(trouble: Trouble) -> str:
    """A trouble with its row."""
    return _("Row %(row)s: ") % {"row": trouble.row} + _(trouble.msgid) % trouble.params


def told(plan: ImportPlan) -> str:
    """What is new, in one line."""
    counts = plan.counts
    return _("new buildings %(buildings)s, homes %(units)s, public spots %(spots)s, residents %(people)s") % {
        "buildings": counts[PlaceKind.BUILDING],
        "units": counts[PlaceKind.UNIT],
        "spots": counts[PlaceKind.SPOT],
        "people": len(plan.persons),
    }


def _complain(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
