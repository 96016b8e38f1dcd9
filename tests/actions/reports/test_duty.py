"""The duty to report a month: when it begins, and who is reminded of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from heed.actions.reports.duty import begin, watch_months
from heed.actions.reports.months import save_remarks
from heed.clockwork.rollups import count
from heed.insight.tallies.frozen import Remarks
from heed.records.models import Complaint, MonthToReport, Notice
from tests.rooms.test_month_reports import at, last_month
from tests.world import World


@pytest.fixture
def old(world: World) -> Complaint:
    """Open since the month before the last."""
    complaint = world.lodge(at=at(20, months=1))
    count()
    return complaint


@pytest.mark.rule("R103")
def test_whoever_is_late_is_reminded_before_and_named_to_the_centre_after(world: World, old: Complaint) -> None:
    month = begin(world.project, last_month())
    assert month.act_at is not None
    assert month.due_at is not None
    assert month.due_at - month.act_at == timedelta(days=1)
    assert watch_months(month.act_at - timedelta(hours=1)) == 0
    assert watch_months(month.act_at) == 1
    assert {notice.account for notice in Notice.objects.filter(about="month_due")} == {world.zhao, world.lin}
    assert watch_months(month.act_at) == 0
    assert watch_months(month.due_at) == 1
    assert watch_months(month.due_at + timedelta(days=9)) == 0
    late = {notice.account for notice in Notice.objects.filter(about="month_late")}
    assert late == {world.zhao, world.lin, world.he}


def test_the_duty_begins_too_where_remarks_were_kept_before_it(world: World, old: Complaint) -> None:
    save_remarks(world.project, last_month(), Remarks(note="稍后补充"), by=world.zhao)
    watch_months(datetime.combine(timezone.localdate().replace(day=1), datetime.min.time(), UTC) + timedelta(hours=1))
    month = MonthToReport.objects.get()
    assert month.due_at is not None
    assert month.remarks["note"] == "稍后补充"


def test_the_duty_begins_by_itself_where_there_were_complaints(world: World, old: Complaint) -> None:
    first = datetime.combine(timezone.localdate().replace(day=1), datetime.min.time(), UTC) + timedelta(hours=1)
    watch_months(first)
    assert [month.project for month in MonthToReport.objects.all()] == [world.project]
