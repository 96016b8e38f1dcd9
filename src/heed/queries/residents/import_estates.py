"""A list that holds several estates: which row belongs to which, and what all of it would change (R3, R10)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from heed.insight.spreadsheets import ListRow, RowProblem
from heed.insight.spreadsheets.columns import plain
from heed.process.words import N_, PlaceKind
from heed.queries.residents.import_preview import ImportPlan, ProjectRecord, import_plan
from heed.records.models import Project

#: The rows of a list, apart for each estate.
EstateRows = Mapping[Project, Sequence[ListRow]]


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What a list would change at each of its estates."""

    plans: Mapping[Project, ImportPlan]

    @property
    def counts(self) -> Counter[PlaceKind]:
        """The number of new places of each kind."""
        found: Counter[PlaceKind] = Counter()
        for plan in self.plans.values():
            found.update(plan.counts)
        return found

    @property
    def people(self) -> int:
        """The number of new residents."""
        return sum(len(plan.persons) for plan in self.plans.values())

    @property
    def known_places(self) -> int:
        """The number of rows whose place is on record already."""
        return sum(plan.known_places for plan in self.plans.values())

    @property
    def problems(self) -> list[RowProblem]:
        """What stands against all of it."""
        return [problem for plan in self.plans.values() for problem in plan.problems]

    @property
    def notes(self) -> list[RowProblem]:
        """What a person should know, and stands against nothing."""
        return [note for plan in self.plans.values() for note in plan.notes]

    @property
    def is_empty(self) -> bool:
        """Whether all of it is on record already."""
        return all(plan.is_empty for plan in self.plans.values())


def list_plan(estates: EstateRows, records: Mapping[Project, ProjectRecord] | None = None) -> ListPlan:
    """Compare the rows of each estate with its record, read now unless it is given; two queries an estate."""
    known = records or {}
    return ListPlan({project: import_plan(project, lines, known.get(project)) for project, lines in estates.items()})


class _Row(Protocol):
    """A row that may name its estate."""

    @property
    def project(self) -> str: ...

    def problem(self, column: str, msgid: str, **params: str) -> RowProblem: ...


R = TypeVar("R", bound=_Row)


def rows_by_estate(
    here: Project, lines: Iterable[R], projects: Iterable[Project]
) -> tuple[Mapping[Project, Sequence[R]], list[RowProblem]]:
    """Put each row to its estate, by the name or the code of one of these projects; a row that names none is of `here`.

    Returns also the rows that name another estate or one of two with the same name: the same sentence for an estate
    that is unknown and for one that the person does not set up.
    """
    named: dict[str, set[Project]] = {}
    for project in {here, *projects}:
        for name in (project.name, project.code):
            named.setdefault(plain(name), set()).add(project)
    found: dict[Project, list[R]] = {}
    problems = []
    for line in lines:
        meant = named.get(plain(line.project), set()) if line.project else {here}
        if len(meant) == 1:
            found.setdefault(next(iter(meant)), []).append(line)
        else:
            problems.append(line.problem("project", _WRONG[bool(meant)], name=line.project))
    return found, problems


_WRONG = {
    False: N_("“%(name)s” is not an estate that you set up. Write its name or code as in Setup."),
    True: N_("“%(name)s” means more than one estate. Write its code."),
}
