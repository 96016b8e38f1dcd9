"""Written procedures: who may keep and who has to read which, and who has read (R113)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from heed.process.roles import PUBLISHES
from heed.queries.access import access_of, duties_held
from heed.records.models import Account, Duty, Procedure, ProcedureReading, ProcedureVersion
from heed.records.prepared import prepared


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A person who has to read a version, and when it was read; None: not yet."""

    account: Account
    read_at: datetime | None


def may_keep(account: Account, project_id: int | None) -> bool:
    """Whether the account puts procedures of this project (None: of the company) in force."""
    projects = access_of(account).projects(PUBLISHES)
    return projects is None or (project_id is not None and project_id in projects)


def procedures_seen_by(account: Account, *, withdrawn: bool | None = False) -> QuerySet[Procedure]:
    """Return the procedures of the company and of the projects at which the account has any duty.

    `withdrawn`: those in force, with True those that were withdrawn, with None both.
    """
    places = access_of(account).workplaces
    found = Procedure.objects.select_related("project")
    if withdrawn is not None:
        found = found.filter(withdrawn_at__isnull=not withdrawn)
    return found if places is None else found.filter(Q(project__isnull=True) | Q(project__in=places))


def versions_seen_by(account: Account, words: str = "", *, withdrawn: bool = False) -> QuerySet[ProcedureVersion]:
    """Return the versions in force that the account sees, with `is_read`; those that hold all the words.

    `withdrawn`: the last versions of the withdrawn ones instead.
    """
    mine = ProcedureReading.objects.filter(version=OuterRef("pk"), account=account)
    found = ProcedureVersion.objects.filter(
        procedure__in=procedures_seen_by(account, withdrawn=withdrawn).values("pk"), number=F("procedure__latest")
    ).select_related("procedure__project")
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return found.annotate(is_read=Exists(mine))


def concerns(account: Account, procedure: Procedure) -> bool:
    """Whether the account has to read it: by one of its roles at the project."""
    return any(
        role in procedure.roles and (procedure.project_id is None or project in (None, procedure.project_id))
        for role, project, _department in duties_held(account)
    )


def to_read(account: Account) -> list[ProcedureVersion]:
    """Return the versions in force that the account has to read and has not, the most urgent first; two queries."""
    read = ProcedureReading.objects.filter(account=account).values("version")
    unread = versions_seen_by(account).exclude(pk__in=read).order_by("read_by_on", "pk")
    return [version for version in unread if concerns(account, version.procedure)]


def readers_of(version: ProcedureVersion) -> list[ReaderRow]:
    """Return who has to read the version, those who have not first; two queries."""
    read = dict(version.readings.values_list("account", "read_at"))
    rows = [ReaderRow(account, read.get(account.pk)) for account in _readers(version.procedure)]
    return sorted(rows, key=lambda row: (row.read_at is not None, row.account.name))


def unread_by(version: ProcedureVersion) -> list[Account]:
    """Return who has to read the version and has not."""
    return [row.account for row in readers_of(version) if row.read_at is None]


def _readers(procedure: Procedure) -> QuerySet[Account]:
    duties = Duty.objects.filter(account=OuterRef("pk"), role__in=procedure.roles)
    if procedure.project_id is not None:
        duties = duties.filter(Q(project=procedure.project_id) | Q(project__isnull=True))
    return Account.objects.filter(Exists(duties), is_active=True, by_link=False)


def titles_for(category: str, project_id: int) -> list[tuple[int, str]]:
    """Return id and title of the procedures in force for a category at a project; one query, none without one."""
    return _titles_for(category, project_id) if category else []


@prepared
def _titles_for(category: str, project_id: int) -> QuerySet[ProcedureVersion, tuple[int, str]]:
    here = Q(procedure__project=project_id) | Q(procedure__project__isnull=True)
    found = ProcedureVersion.objects.filter(
        here, procedure__category=category, procedure__withdrawn_at__isnull=True, number=F("procedure__latest")
    )
    return found.order_by("pk").values_list("procedure_id", "title")


def history_of(procedure: Procedure) -> QuerySet[ProcedureVersion]:
    """Return every version, the newest first, with who put it in force."""
    return procedure.versions.select_related("made_by").order_by("-number")
