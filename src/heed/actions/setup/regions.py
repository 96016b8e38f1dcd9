"""The tree of regions above the projects, without circles (R148, R149)."""

from django.db import transaction

from heed.actions.engine.errors import Refused
from heed.actions.staff.regional import spread_regional_duties
from heed.process.case import Refusal
from heed.process.words import N_
from heed.records.models import Account, Region


@transaction.atomic
def add_region(name: str, parent: Region | None = None, *, by: Account | None) -> Region:
    """Create a region within `parent`. Raises Refused where it has one of this name already."""
    region = Region(name=name, parent=parent)
    _refuse_twice(region)
    region.save(force_insert=True)
    return region


@transaction.atomic
def amend_region(region: Region, *, by: Account, name: str, parent: Region | None) -> Region:
    """Change the name or parent of a region. Raises Refused where the region would lie within itself."""
    list(Region.objects.select_for_update().order_by("pk"))  # the tree is small: all of it is locked
    if parent is not None and region.pk in {above.pk for above in (parent, *regions_above(parent))}:
        raise Refused([Refusal(N_("A region cannot lie within itself."), "parent")])
    region.name, region.parent = name, parent
    _refuse_twice(region)
    region.save(update_fields=["name", "parent"])
    spread_regional_duties()
    return region


@transaction.atomic
def remove_region(region: Region, *, by: Account) -> None:
    """Remove a region. Raises Refused while projects or other regions lie in it."""
    if region.projects.exists() or region.children.exists():
        raise Refused([Refusal(N_("Projects or regions still lie in this region: move them first."))])
    if region.managers.exists():
        raise Refused([Refusal(N_("This region still has a manager: take that duty away first."))])
    region.delete()


def regions_above(region: Region) -> list[Region]:
    """Return the regions in which this one lies, the nearest first; one query a level."""
    found: list[Region] = []
    above = region.parent
    while above is not None:
        found.append(above)
        above = above.parent
    return found


def _refuse_twice(region: Region) -> None:
    same = Region.objects.filter(parent=region.parent, name=region.name).exclude(pk=region.pk)
    if same.exists():
        raise Refused([Refusal(N_("“%(name)s” is there already."), "name", {"name": region.name})])
