"""The records and files among the facts of a move: the right ones, of this project, and what they claim to be.

The page says of which kind a fact is; whether the record behind it may stand there, only the tables know.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import File

from heed.insight.filetypes import mime_of
from heed.process.case import Refusal
from heed.process.facts import Fact, Kind
from heed.process.words import N_
from heed.queries.staff.duties import duties_at
from heed.records.models import Account, Complaint, Department, Project

MEGABYTE = 1024 * 1024
_NOT_LISTED = N_("Choose one of the list.")
#: What a signature can be: drawn, photographed or scanned (R54).
_SIGNED = ("image/", "application/pdf")


def wrong_records(
    asked: Iterable[Fact], facts: Mapping[str, Any], project: Project, complaint: Complaint | None = None
) -> tuple[Refusal, ...]:
    """What speaks against the records and files given for the facts asked; their shapes are right already."""
    return tuple(_wrong(asked, facts, project, complaint))


def _wrong(
    asked: Iterable[Fact], facts: Mapping[str, Any], project: Project, complaint: Complaint | None
) -> Iterator[Refusal]:
    for fact in asked:
        value = facts.get(fact.name)
        if value in (None, ""):
            continue
        if fact.kind in (Kind.FILES, Kind.SIGNATURE):
            files = value if fact.kind is Kind.FILES else (value,)
            text = next(filter(None, (_wrong_file(file, fact.kind) for file in files)), "")
            if text:
                yield Refusal(text, fact.name, {"size": settings.HEED_UPLOAD_MB})
        elif fact.kind is Kind.COMPLAINT and not _is_another(value, project, complaint):
            yield Refusal(N_("Choose another complaint of the same project."), fact.name)
        elif fact.kind in _LISTED and not _LISTED[fact.kind](value, project):
            yield Refusal(_NOT_LISTED, fact.name)


def is_staff_of(account: object, project: Project) -> bool:
    """Whether this is an account in use with a duty that counts at the project (R68, R80)."""
    return isinstance(account, Account) and account.is_active and duties_at(account, project).exists()


def _is_department_of(department: object, project: Project) -> bool:
    return isinstance(department, Department) and department.project_id == project.pk and department.is_active


def _is_another(other: object, project: Project, complaint: Complaint | None) -> bool:
    known = isinstance(other, Complaint) and other.project_id == project.pk
    return known and (complaint is None or getattr(other, "pk", None) != complaint.pk)


_LISTED: dict[Kind, Callable[[object, Project], bool]] = {
    Kind.ACCOUNT: is_staff_of,
    Kind.DEPARTMENT: _is_department_of,
}


def _wrong_file(file: object, kind: Kind) -> str:
    if not isinstance(file, File):
        return N_("This is not what is asked for here.")
    if (file.size or 0) > settings.HEED_UPLOAD_MB * MEGABYTE:
        return N_("A file may have up to %(size)s MB.")
    if kind is Kind.SIGNATURE:
        file.seek(0)
        mime = mime_of(file.read(64))
        file.seek(0)
        return "" if mime.startswith(_SIGNED) else N_("A signature is a picture or a scanned page.")
    return ""
