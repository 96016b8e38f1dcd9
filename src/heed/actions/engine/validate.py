"""Validating the records and files among the facts of a move: they exist, belong to the project, and are what they say.

The row of the move gives the kind of a fact; whether this very record may be given, only the database knows.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.core.files.base import File

from heed.actions.engine.files import head_mime, is_too_large, most_megabytes
from heed.process.case import Case, Participant, Refusal
from heed.process.facts import Fact, Kind, StaffChoice
from heed.process.move import Move
from heed.process.words import N_
from heed.process.workflow import barred, refusals
from heed.queries.staff.duties import roles_of
from heed.records.models import Account, Complaint, Department, Project

_NOT_LISTED = N_("Choose one from the list.")
#: What a signature can be: drawn, photographed or scanned (R54).
_SIGNED = ("image/", "application/pdf")


def record_refusals(
    asked: Iterable[Fact], facts: Mapping[str, Any], project: Project, complaint: Complaint | None = None
) -> tuple[Refusal, ...]:
    """Return a refusal for each record or file that may not be given; that values have the right type is known."""
    given = ((fact, facts.get(fact.name)) for fact in asked)
    found = (_refusal_of(fact, value, project, complaint) for fact, value in given if value not in (None, ""))
    return tuple(refusal for refusal in found if refusal is not None)


def all_refusals(
    move: Move,
    case: Case,
    actor: Participant,
    facts: Mapping[str, Any],
    complaint: Complaint,
    unread: Collection[str] = (),
) -> tuple[Refusal, ...]:
    """Return every reason against a move: those of the workflow, and of the records and files that were given."""
    found = refusals(move, case, actor, facts, unread)
    if barred(move, case, actor):
        return found
    refused = {refusal.fact for refusal in found}
    sound = [fact for fact in move.facts if fact.name not in refused]
    return (*found, *record_refusals(sound, facts, complaint.project, complaint))


def _refusal_of(fact: Fact, value: Any, project: Project, complaint: Complaint | None) -> Refusal | None:
    if fact.kind in (Kind.FILES, Kind.SIGNATURE):
        files = value if fact.kind is Kind.FILES else (value,)
        return next(filter(None, (_fault_of_file(file, fact) for file in files)), None)
    if fact.kind is Kind.COMPLAINT and not _is_another(value, project, complaint):
        return Refusal(N_("Choose another complaint of the same project."), fact.name)
    if fact.kind in _LISTED and not _LISTED[fact.kind](value, project):
        return Refusal(_NOT_LISTED, fact.name)
    if fact.kind is Kind.ACCOUNT and fact.staff is StaffChoice.WITH_DUTY and getattr(value, "by_link", False):
        return Refusal(_NOT_LISTED, fact.name)  # a contractor's person works on orders and nothing else
    return None


def is_staff_of(account: object, project: Project) -> bool:
    """Return whether this is an active account with a duty at the project or for the whole company (R68, R80)."""
    return isinstance(account, Account) and account.is_active and bool(roles_of(account.pk, project.pk))


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
        return Refusal(N_("This value is not accepted here."), fact.name)
    if is_too_large(file):
        return Refusal(N_("A file may be at most %(size)s MB."), fact.name, {"size": most_megabytes(file)})
    if fact.kind is Kind.SIGNATURE and not head_mime(file).startswith(_SIGNED):
        return Refusal(N_("A signature must be a picture or a scanned page."), fact.name)
    return None
