"""Of what a report tells: the month in the address, and the projects, by a project or a region in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.numbers import day_of
from heed.queries.regions import RegionRow, region_rows
from heed.queries.tallies.monthly import months_before, reported_projects
from heed.records.models import Account, Project
from heed.ui.requests import number_asked


@dataclass(frozen=True, slots=True)
class Scope:
    """The month, and the projects that are told of: `all_projects` of the reader, or those of a project or region."""

    on: date
    all_projects: Sequence[Project]
    projects: Sequence[Project]
    regions: Sequence[RegionRow]
    project: Project | None = None
    region: RegionRow | None = None

    @property
    def name(self) -> str:
        """What the projects are called together."""
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
        return urlencode(self._narrowed)

    def address(self, on: date | None = None, **more: str) -> str:
        """The parameters of an address that keeps the scope, in this or another month."""
        return urlencode({"month": f"{on or self.on:%Y-%m}", **self._narrowed, **more})

    @property
    def _narrowed(self) -> dict[str, str]:
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


def scope_asked(request: HttpRequest, account: Account) -> Scope:
    """Read the scope from the address; without a month, the last one that is over. Http404 where it names none."""
    everything = list(reported_projects(account))
    if not everything:
        raise Http404
    regions, on = region_rows(), _month(request.GET.get("month", ""))
    code, region_id = request.GET.get("project", ""), number_asked(request, "region")
    if code:
        chosen = [project for project in everything if project.code.upper() == code.upper()]
        return Scope(on, everything, _some(chosen), regions, project=_some(chosen)[0])
    if region_id is not None:
        region, inside = _region(regions, region_id)
        within = [project for project in everything if project.region_id in inside]
        return Scope(on, everything, _some(within), regions, region=region)
    return Scope(on, everything, everything, regions)


def regions_offered(scope: Scope) -> list[tuple[int, str]]:
    """Return the regions that a page can be narrowed to: those with projects of the reader, and above."""
    wanted = {project.region_id for project in scope.all_projects}
    paths = [row.path for row in scope.regions if row.region.pk in wanted]
    return [
        (row.region.pk, row.path)
        for row in scope.regions
        if any(path == row.path or path.startswith(row.path) for path in paths)
    ]


def _some(found: list[Project]) -> list[Project]:
    if not found:
        raise Http404
    return found


def _month(text: str) -> date:
    """The month of an address; Http404 where it is none or has not begun."""
    now = timezone.localdate().replace(day=1)
    if not text:
        return months_before(now, 1)
    on = day_of(f"{text}-01")
    if on is None or on.day != 1 or on > now:
        raise Http404
    return on


def _region(regions: Sequence[RegionRow], pk: int) -> tuple[RegionRow, set[int]]:
    """The region, with the ids of it and of all within it; Http404 where there is none."""
    place = next((place for place, row in enumerate(regions) if row.region.pk == pk), None)
    if place is None:
        raise Http404
    inside = {pk}
    for row in regions[place + 1 :]:
        if row.depth <= regions[place].depth:
            break
        inside.add(row.region.pk)
    return regions[place], inside
