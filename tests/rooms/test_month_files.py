"""The monthly table and the report of a month as files."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader

from heed.actions.setup.projects import change_project
from heed.actions.setup.regions import add_region
from heed.clockwork.exports import Exported, make_exports
from heed.clockwork.rollups import count
from heed.process.words import AuditKind, ExportState
from heed.records.models import Account, AuditEvent, Complaint, ExportJob, MonthReport
from tests.rooms.test_month_reports import address as month_address
from tests.rooms.test_month_reports import at, last_month, major, old, submitted, typed
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


ALL = "/centre/months/all.pdf"


def all_reports(client: Client, account: Account, query: str = "") -> list[str]:
    """Start the PDF of all reports of the last month, have it made, take it; the text of each page."""
    client.force_login(account)
    assert client.post(f"{ALL}?month={last_month():%Y-%m}{query}")["Location"] == "/exports/"
    assert make_exports() == Exported(made=1)
    taken: Any = client.get(f"/exports/{ExportJob.objects.latest('pk').pk}/")
    pdf = PdfReader(BytesIO(b"".join(taken.streaming_content)))
    assert all(page.mediabox.width > page.mediabox.height for page in pdf.pages), "it lies across"
    return [page.extract_text() for page in pdf.pages]


@pytest.mark.rule("R103")
def test_the_centre_takes_all_reports_of_a_month_in_one_pdf_with_where_each_stands_in_front(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    submitted(world, client, old, major)
    client.force_login(world.he)
    assert ALL in client.get(f"/centre/months/?month={last_month():%Y-%m}").content.decode()
    front, report, *_more = all_reports(client, world.he)
    assert "1 / 2 个项目已上报" in front
    assert "翠湖天地" in front
    assert "阳光花园" in front, "who has not reported is named"
    assert "等待电梯配件" in report
    assert "何平" in report, "each page says who took it"
    event = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).latest("pk")
    assert json.loads(event.facts) == {"data": "monthly_report", "project": "", "month": f"{last_month():%Y-%m}"}


@pytest.mark.rule("R103")
def test_all_reports_of_a_region_leave_out_what_is_elsewhere_and_what_was_changed_in_the_database(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    report = submitted(world, client, old, major)
    east, south = add_region("华东区域", by=world.admin), add_region("华南区域", by=world.admin)
    change_project(world.project, by=world.admin, region=east)
    change_project(world.elsewhere, by=world.admin, region=south)
    assert "阳光花园" not in all_reports(client, world.he, f"&region={east.pk}")[0]
    client.post(f"{ALL}?month={last_month():%Y-%m}&region={south.pk}")
    assert make_exports() == Exported(failed=1)
    assert "此月尚无项目上报" in client.get("/exports/").content.decode()
    MonthReport.objects.update(document=report.document.replace('"number":1', '"number":0'))
    client.post(f"{ALL}?month={last_month():%Y-%m}")
    make_exports()
    assert ExportJob.objects.latest("pk").state == ExportState.FAILED, "the only one is not what was submitted"


@pytest.mark.rule("C3")
def test_a_line_about_whom_takes_all_reports_is_not_in_them(
    world: World, client: Client, old: Complaint, major: Complaint
) -> None:
    hidden = world.verify(world.neighbour(at=at(7), accused=[world.zhao]), level="major")
    count()
    client.force_login(world.lin)
    kept = typed(client, old, major) | {f"brief-{hidden.number}": "经理态度", f"measure-{hidden.number}": "已调查"}
    del kept["submit"]
    assert client.post(month_address("write"), kept).status_code == 302
    submitted(world, client, old, major)
    assert "经理态度" in "".join(all_reports(client, world.he))
    mine = "".join(all_reports(client, world.zhao))
    assert "二号电梯停运" in mine
    assert "经理态度" not in mine
