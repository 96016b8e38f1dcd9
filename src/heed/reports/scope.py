"""Of what a report tells: the month, and the projects, by a project or a region."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from heed.process.roles import READS_REPORTS
from heed.queries.access import access_of
from heed.queries.projects import projects_listed
from heed.queries.regions import RegionRow, region_rows
from heed.records.models import Account, Project


@dataclass(frozen=True, slots=True)
class Scope:
    """The month, and the projects that are told of: `all_projects` of the reader, or those of a project or region.

    `named` is what they are called where that would promise more than is told.
    """

    on: date
    all_projects: Sequence[Project]
    projects: Sequence[Project]
    regions: Sequence[RegionRow]
    project: Project | None = None
    region: RegionRow | None = None
    named: str = ""

    @property
    def name(self) -> str:
        """What the projects are called together."""
        if self.named:
            return self.named
        if self.project is not None:
            return self.project.name
        if self.region is not None:
            return self.region.region.name
        return self.all_projects[0].name if len(self.all_projects) == 1 else _("All projects")

    @property
    def ids(self) -> list[int]:
        """The ids of its projects."""
        return [project.pk for project in self.projects]

    @property
    def kept(self) -> str:
        """The parameters of an address that keeps the projects, whatever the time."""
        return urlencode(self.narrowed)

    def address(self, on: date | None = None, **more: str) -> str:
        """The parameters of an address that keeps the scope, in this or another month."""
        return urlencode({"month": f"{on or self.on:%Y-%m}", **self.narrowed, **more})

    @property
    def narrowed(self) -> dict[str, str]:
        """The parameters that name its project or region; none where it is all."""
        if self.project:
            return {"project": self.project.code}
        return {"region": str(self.region.region.pk)} if self.region else {}

    def top_region_of(self, project: Project) -> RegionRow | None:
        """The region at the top above a project; None where it lies in no region."""
        top = None
        for row in self.regions:
            if row.depth == 0:
                top = row
            if project.region_id == row.region.pk:
                return top
        return None


def scope_of(account: Account, on: date, code: str = "", region_id: int | None = None) -> Scope | None:
    """Return the scope of the projects whose reports the account may read: those of a project, of a region, or all.

    None where there is none of them.
    """
    everything, regions = projects_listed(account, READS_REPORTS), region_rows()
    scope = Scope(on, everything, everything, regions)
    if code:
        chosen = [project for project in everything if project.code.upper() == code.upper()]
        scope = replace(scope, projects=chosen, project=next(iter(chosen), None))
    elif region_id is not None:
        region, inside = _region(regions, region_id)
        within = [project for project in everything if project.region_id in inside]
        scope = replace(scope, projects=within, region=region)
    return scope if scope.projects else None


def told_of(account: Account, scope: Scope) -> str:
    """Of which projects a file tells, for the audit log; "": of the whole company."""
    whole = scope.project is None and scope.region is None and access_of(account).projects(READS_REPORTS) is None
    return "" if whole else scope.region.path if scope.region else ", ".join(one.code for one in scope.projects)


def regions_offered(scope: Scope) -> list[tuple[int, str]]:
    """Return the regions that a page can be narrowed to: those with projects of the reader, and above."""
    wanted = {project.region_id for project in scope.all_projects}
    paths = [row.path for row in scope.regions if row.region.pk in wanted]
    return [
        (row.region.pk, row.path)
        for row in scope.regions
        if any(path == row.path or path.startswith(row.path) for path in paths)
    ]


def _region(regions: Sequence[RegionRow], pk: int) -> tuple[RegionRow | None, set[int]]:
    """The region (None: there is none), with the ids of it and of all within it."""
    place = next((place for place, row in enumerate(regions) if row.region.pk == pk), None)
    if place is None:
        return None, set()
    inside = {pk}
    for row in regions[place + 1 :]:
        if row.depth <= regions[place].depth:
            break
        inside.add(row.region.pk)
    return regions[place], inside
