"""The monthly table and the report of a month as files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from heed.clockwork.rollups import count
from heed.process.words import AuditKind
from heed.records.models import AuditEvent
from tests.rooms.test_month_reports import at, last_month
from tests.world import World


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
