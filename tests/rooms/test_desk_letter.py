"""A photographed printed letter fills the form at the desk, where the extra is installed; a person decides (R14)."""

import fcntl
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from heed.insight.letters import reading
from heed.records.models import Attachment, Complaint
from tests.photos import PNG
from tests.reading_letters import install_reader
from tests.rooms.at_the_desk import told
from tests.world import World, make_world

ROWS = (
    "翠湖苑物业服务中心：",
    "我是3号楼1502的业主陈美玲，联系电话138-0000-2207。",
    "楼上1602室漏水，前台电话021-58881234无人接听。",
    "日期：2026年11月20日",
)
TEXT = "\n".join(ROWS[1:3])
EMPTY = {"channel": "letter", "person": "", "place": "", "name": "", "unit": "", "contact": "", "content": ""}


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


def read(zhou: Client, world: World, body: bytes = PNG, htmx: bool = True, **typed: Any) -> str:
    """Send the form to be filled from a picture; the answer."""
    sent = told(world, **EMPTY | typed, files=[SimpleUploadedFile("letter.png", body, "image/png")])
    answer = zhou.post("/desk/letter/", sent, headers={"HX-Request": "1"} if htmx else {})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.rule("R14")
def test_a_letter_is_offered_as_a_filled_form_and_nothing_is_recorded(
    world: World, zhou: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_reader(monkeypatch, tmp_path, ROWS)
    assert 'formaction="/desk/letter/"' in zhou.get("/desk/?channel=letter").content.decode()
    zhou_sees = zhou.post(
        "/desk/letter/",
        told(world, **EMPTY, files=[SimpleUploadedFile("letter.png", PNG, "image/png")]),
        HTTP_HX_REQUEST="1",
    )
    assert json.loads(zhou_sees.context["read"].fill_json) == {
        "name": "陈美玲", "contact": "13800002207", "unit": "3号楼1502", "written_on": "2026-11-20", "content": TEXT,
    }  # fmt: skip
    page = zhou_sees.content.decode()
    assert 'data-sets="id_unit" data-value="3号楼1502"' in page
    assert "逐项核对" in page
    assert not Complaint.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.rule("R14")
def test_without_scripts_the_page_comes_back_filled_and_what_was_typed_stays(
    world: World, zhou: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_reader(monkeypatch, tmp_path, ROWS)
    page = read(zhou, world, htmx=False, unit="3-1502")
    assert 'value="3-1502"' in page
    assert 'value="3号楼1502"' not in page.partition('id="person"')[2], "what was typed is not written over"
    assert 'value="2026-11-20"' in page
    assert 'id="id_contact_helptext">从信件读取，请核对' in page
    assert "id_unit_helptext" not in page


@pytest.mark.rule("R14")
def test_the_day_of_a_letter_is_on_record_with_it(world: World, zhou: Client) -> None:
    zhou.post("/desk/take/", told(world, channel="letter", written_on="2026-11-20"))
    complaint = Complaint.objects.get()
    assert complaint.entries.get().content.facts["written_on"] == "2026-11-20"
    assert "信件日期" in zhou.get(f"/complaints/{complaint.number}/").content.decode()
    zhou.post("/desk/take/", told(world, channel="media", client_key="k2", written_on="2026-11-20"))
    assert "written_on" not in Complaint.objects.latest("pk").entries.get().content.facts, "no letter, no day of it"


def test_without_the_extra_the_desk_says_nothing_of_it(
    world: World, zhou: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    page = zhou.get("/desk/?channel=letter").content.decode()
    assert "/desk/letter/" not in page
    assert 'name="files"' in page
    assert 'name="written_on"' in page
    assert zhou.post("/desk/letter/", told(world, **EMPTY)).status_code == 404


def test_two_letters_are_never_read_at_once(
    world: World, zhou: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_reader(monkeypatch, tmp_path, ROWS)
    with (Path(settings.HEED_DATA) / "letter.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "正在读取另一封信" in read(zhou, world)
    assert "13800002207" in read(zhou, world), "the turn was given back"


def test_a_letter_that_cannot_be_read_is_said_so(
    world: World, zhou: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_reader(monkeypatch, tmp_path, ())
    assert "没有找到印刷文字" in read(zhou, world)
    assert "请先选择信件的照片或扫描件" in read(zhou, world, b"%PDF-1.7 no picture")
    assert "这张图片无法读取" in read(zhou, world, PNG[:45])


def test_a_reader_that_does_not_end_is_ended(
    world: World, zhou: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_reader(monkeypatch, tmp_path, ROWS, seconds=600)
    monkeypatch.setattr(reading, "SECONDS", 1)
    assert "这张图片无法读取" in read(zhou, world)


def test_only_who_receives_at_a_desk_reads_letters(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_reader(monkeypatch, tmp_path, ROWS)
    client.force_login(world.wang)
    assert client.post("/desk/letter/", told(world, **EMPTY)).status_code == 404


@pytest.fixture
def desk(
    transactional_db: None, chromium: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Page]:
    """Zhou's page in a browser, on a server that reads letters."""
    install_reader(monkeypatch, tmp_path, ROWS)
    client = Client()
    client.force_login(make_world().zhou)
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN")
    context.set_default_timeout(60_000)
    cookie = client.cookies["heed_session"].value
    context.add_cookies([{"name": "heed_session", "value": cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()


@pytest.mark.rule("R10", "R14")
def test_the_page_fills_what_is_empty_marks_it_and_finds_the_person(desk: Page) -> None:
    desk.goto("/desk/?channel=letter")
    desk.fill("#id_unit", "三号楼1502")
    desk.set_input_files("#id_files", {"name": "letter.png", "mimeType": "image/png", "buffer": PNG})
    desk.click("button[hx-post='/desk/letter/']")
    expect(desk.locator("#id_content")).to_have_value(TEXT)
    expect(desk.locator("#id_unit")).to_have_value("三号楼1502")
    expect(desk.locator("#id_contact")).to_have_accessible_description("从信件读取，请核对")
    desk.fill("#id_name", "陈美玲女士")
    desk.locator("#id_name").blur()
    expect(desk.locator("#id_name_read")).to_have_count(0)
    desk.locator("#hits [data-fill]").first.click()
    desk.locator("#person .person").wait_for()
    desk.click(".btn--primary[name=next][value=verify]")
    expect(desk).to_have_url(re.compile(r"/desk/CH-.*step=verify"), timeout=60_000)
    complaint = Complaint.objects.get()
    assert complaint.person is not None
    assert (complaint.person.name, complaint.content.splitlines()) == ("陈美玲", TEXT.splitlines())
    assert complaint.attachments.get().kind == "letter", "the picture is kept with the complaint"
