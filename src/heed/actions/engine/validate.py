"""The records and files among the facts of a move: the right ones, of this project, and what they claim to be.

The page says of which kind a fact is; whether the record behind it may stand there, only the tables know.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.files.base import File

from heed.actions.engine.files import head_mime, is_too_large, most_megabytes
from heed.process.case import Refusal
from heed.process.facts import Fact, Kind
from heed.process.words import N_
from heed.queries.staff.duties import duties_at
from heed.records.models import Account, Complaint, Department, Project

_NOT_LISTED = N_("Choose one of the list.")
#: What a signature can be: drawn, photographed or scanned (R54).
_SIGNED = ("image/", "application/pdf")


def record_refusals(
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
            wrong = next(filter(None, (_fault_of_file(file, fact) for file in files)), None)
            if wrong is not None:
                yield wrong
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


def _fault_of_file(file: object, fact: Fact) -> Refusal | None:
    if not isinstance(file, File):
        return Refusal(N_("This is not what is asked for here."), fact.name)
    if is_too_large(file):
        return Refusal(N_("A file may have up to %(size)s MB."), fact.name, {"size": most_megabytes(file)})
    if fact.kind is Kind.SIGNATURE and not head_mime(file).startswith(_SIGNED):
        return Refusal(N_("A signature is a picture or a scanned page."), fact.name)
    return None
