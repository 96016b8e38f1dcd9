"""The monthly table and the report of a month as files."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from heed.clockwork.rollups import count
from heed.process.words import AuditKind
from heed.records.models import AuditEvent, Complaint, MonthReport
from tests.rooms.test_month_reports import at, last_month, major, old, submitted
from tests.world import World

__all__ = ["major", "old"]


def sheets(content: bytes) -> str:
    """All that stands in a spreadsheet."""
    with ZipFile(BytesIO(content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@pytest.mark.rule("R103")
def test_the_table_comes_as_a_spreadsheet_that_says_who_took_it(world: World, client: Client) -> None:
    world.lodge(at=at(5))
    count()
    client.force_login(world.he)
    response = client.get(f"/centre/month/table.xlsx?month={last_month():%Y-%m}")
    assert response.status_code == 200
    found = sheets(response.content)
    assert "翠湖天地" in found
    assert "何平" in found
    assert '<pane xSplit="1" ySplit="4"' in found
    assert 'orientation="landscape"' in found
    event = AuditEvent.objects.get(kind=AuditKind.EXPORT.value)
    assert (event.by, '"monthly_table"' in event.facts) == (world.he, True)


def test_the_audit_log_names_the_projects_of_a_file_and_the_company_only_where_it_is_whole(
    world: World, client: Client
) -> None:
    taken = {"he": "/centre/month/table.xlsx", "zhao": "/centre/month/table.xlsx", "lin": "/centre/day/table.xlsx"}
    for name, address in taken.items():
        client.force_login(getattr(world, name))
        assert client.get(address).status_code == 200
    events = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).order_by("pk")
    assert [json.loads(event.facts)["project"] for event in events] == ["", "CH", "CH"]


def test_a_report_that_was_changed_in_the_database_is_not_handed_out(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    report = submitted(world, client, old, major)
    address = f"/centre/months/CH/{last_month():%Y-%m}/"
    assert client.get(f"{address}{report.version}.pdf").content.startswith(b"%PDF")
    MonthReport.objects.update(document=report.document.replace('"number":1', '"number":0'))
    refused = client.get(f"{address}{report.version}.pdf")
    assert (refused.status_code, refused["Location"]) == (302, address)
    assert AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).count() == 1
    assert client.get(address).context["history"][0]["damaged"]


@pytest.mark.rule("R103")
def test_the_table_comes_as_pdf(world: World, client: Client) -> None:
    world.lodge(at=at(5))
    count()
    client.force_login(world.zhao)
    response = client.get("/centre/month/table.pdf")
    assert response.content.startswith(b"%PDF")
    client.force_login(world.wu)
    assert client.get("/centre/month/table.pdf?project=CH").status_code == 404
    client.force_login(world.zhou)
    assert client.get("/centre/month/table.xlsx").status_code == 404
