"""Regions above the projects, and how large a project is month by month."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from heed.actions.engine.errors import Refused
from heed.actions.setup.months import record_month
from heed.actions.setup.projects import change_project
from heed.actions.setup.regions import add_region, amend_region, remove_region
from heed.queries.regions import region_path, region_rows
from heed.records.models import ProjectMonth, Region
from tests.world import MORNING, World


@pytest.mark.rule("R149")
def test_regions_are_a_tree_and_never_turn_in_a_circle(world: World) -> None:
    east = add_region("华东", by=world.admin)
    city = add_region("上海", east, by=world.admin)
    part = add_region("浦东", city, by=world.admin)
    assert region_path(part) == "华东 › 上海 › 浦东"
    assert [(row.depth, row.path) for row in region_rows()][1:] == [(1, "华东 › 上海"), (2, "华东 › 上海 › 浦东")]
    for inside in (east, city, part):
        with pytest.raises(Refused):
            amend_region(east, by=world.admin, name="华东", parent=inside)
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.filter(pk=east.pk).update(parent=east)
    with pytest.raises(Refused):
        add_region("上海", east, by=world.admin)


def test_a_region_with_anything_in_it_stays(world: World) -> None:
    east = add_region("华东", by=world.admin)
    change_project(world.project, by=world.admin, region=east)
    with pytest.raises(Refused):
        remove_region(east, by=world.admin)
    change_project(world.project, by=world.admin, region=None)
    remove_region(east, by=world.admin)
    assert not Region.objects.exists()


def test_a_month_is_entered_once_and_corrected_but_not_before_it_begins(world: World) -> None:
    for homes in (812, 815):
        record_month(world.project, date(2026, 11, 20), homes=homes, area=Decimal("91200.5"), by=world.lin, at=MORNING)
    kept = ProjectMonth.objects.get()
    assert (kept.month_on, kept.homes, kept.area) == (date(2026, 11, 1), 815, Decimal("91200.5"))
    with pytest.raises(Refused):
        record_month(world.project, date(2026, 12, 1), homes=1, area=Decimal(1), by=world.lin, at=MORNING)
