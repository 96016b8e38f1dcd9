"""What makes an export of each kind: rooms add theirs, so that the worker can make what they show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from django.utils.module_loading import import_string

from heed.process.words import AuditedData, ExportKind, ReportFile
from heed.records.models import ExportJob
from heed.reports.contents import contents_of
from heed.reports.files import table_file
from heed.reports.scope import scope_of, told_of
from heed.ui.paper.paper import taken_by

#: Told how far it is: so many done, of so many in all (0: not known). Raises what stops the making.
Tell = Callable[[int, int], None]


class NothingToExport(Exception):
    """There is nothing: the words say why (a message id), none: the account may see nothing of it any more."""


@dataclass(frozen=True, slots=True)
class MadeExport:
    """The name of the file, and what each taking of it puts on record."""

    name: str
    facts: dict[str, Any] = field(default_factory=dict)


#: Writes the file. Raises NothingToExport.
Maker = Callable[[ExportJob, IO[bytes], Tell], MadeExport]
_MAKERS = {ExportKind.TABLE: "heed.reports.exporting.make_table"}


def register_maker(kind: ExportKind, path: str) -> None:
    """Let the `Maker` at this dotted path make exports of this kind; it is imported only where one is made."""
    _MAKERS[kind] = path


def maker_of(kind: ExportKind) -> Maker:
    """Return what makes exports of this kind."""
    maker: Maker = import_string(_MAKERS[kind])
    return maker


def make_table(job: ExportJob, out: IO[bytes], tell: Tell) -> MadeExport:
    """The monthly table of many projects."""
    asks = job.asks
    scope = scope_of(job.account, date.fromisoformat(asks["on"]), asks["project"], asks["region"])
    if scope is None:
        raise NothingToExport
    tell(0, 2)
    contents = contents_of(scope)
    tell(1, 2)
    made = table_file(contents, ReportFile(asks["file"]), taken_by(job.account.name))
    out.write(made.content)
    told = told_of(job.account, scope)
    facts = {"data": AuditedData.MONTHLY_TABLE.value, "project": told, "month": f"{scope.on:%Y-%m}"}
    return MadeExport(made.name, facts)
