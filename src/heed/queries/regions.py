"""The tree of regions, read as a whole, as it is small (R148, R149)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from heed.records.models import Project, Region
from heed.records.prepared import prepared

_BETWEEN = " › "


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region in a list: how many levels below the top, and how many active projects lie directly in it."""

    region: Region
    depth: int
    path: str
    projects: int


def region_rows() -> list[RegionRow]:
    """Return every region, each followed by the regions within it, by name; one query."""
    within: dict[int | None, list[Region]] = {}
    for region in _counted():
        within.setdefault(region.parent_id, []).append(region)
    return list(_rows(within, None, 0, ""))


@prepared
def _counted() -> QuerySet[Region]:
    counted = Region.objects.annotate(count=Count("projects", filter=Q(projects__is_active=True)))
    return counted.order_by("name", "pk")


def _rows(within: dict[int | None, list[Region]], parent: int | None, depth: int, path: str) -> Iterator[RegionRow]:
    for region in within.get(parent, ()):
        own = f"{path}{_BETWEEN}{region.name}" if path else region.name
        yield RegionRow(region, depth, own, getattr(region, "count", 0))
        yield from _rows(within, region.pk, depth + 1, own)


def region_path(region: Region) -> str:
    """Return the path of a region from the top: "East › Shanghai"; one query a level."""
    names, above = [region.name], region.parent
    while above is not None:
        names.append(above.name)
        above = above.parent
    return _BETWEEN.join(reversed(names))


def projects_within(region: int) -> tuple[int, ...]:
    """Return the ids of the active projects in a region and in those below it; two queries."""
    below: dict[int | None, list[int]] = {}
    for pk, parent in Region.objects.order_by("pk").values_list("pk", "parent"):
        below.setdefault(parent, []).append(pk)
    found, waiting = [], [region]
    while waiting:
        found.append(waiting.pop())
        waiting += below.get(found[-1], ())
    return tuple(Project.objects.filter(region__in=found, is_active=True).order_by("pk").values_list("pk", flat=True))
