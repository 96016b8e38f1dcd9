"""The case files of several complaints in one ZIP, made in the background."""

from typing import IO
from zipfile import ZIP_STORED, ZipFile

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.records.models import ExportJob
from heed.reports.exporting import MadeExport, NothingToExport, Tell
from heed.rooms.complaint.dossier import dossier_of
from heed.rooms.complaint.papers import proof
from heed.rooms.complaint.papers.case_file import case_file


def make_case_files(job: ExportJob, out: IO[bytes], tell: Tell) -> MadeExport:
    """Write the case file of each complaint that the account may see, one after the other. Raises NothingToExport."""
    numbers, cases = job.asks["numbers"], []
    with ZipFile(out, "w", ZIP_STORED) as files:  # a PDF is compressed in itself
        for done, number in enumerate(numbers):
            tell(done, len(numbers))
            try:
                dossier = dossier_of(job.account, number)
            except Http404:  # it may not be seen any more
                continue
            with timezone.override(dossier.complaint.project.timezone):
                files.writestr(proof.file_name(dossier), proof.signed(case_file(dossier)))
            cases.append((dossier.complaint.pk, proof.holds_record(dossier)))
    if not cases:
        raise NothingToExport
    return MadeExport(f"{_('Case files')}-{timezone.localdate():%Y-%m-%d}.zip", {"cases": cases})
