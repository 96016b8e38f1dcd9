"""Reports that look like spam wait for a person: none is dropped, and their owners are told so (R1, R6, R68)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.actions.complaints.held import REPORT_HELD, hold_report, refuse_report
from heed.actions.privacy.erasing import erase_person
from heed.insight.suspicion import has_link, mark_of
from heed.notices.leading import path_of
from heed.process.words import HeldReason, HeldState, Stage
from heed.queries.privacy.duty import data_duty_of
from heed.queries.privacy.erasable import TO_DECIDE
from heed.records.models import Attachment, Complaint, HeldFile, HeldReport, Notice
from heed.records.owner_keys import link_secret_of
from tests.photos import PNG
from tests.world import MORNING, World


def told(**fields: Any) -> dict[str, Any]:
    return {
        "content": "地库车道的灯坏了三盏，晚上看不清路。", "where": "地库二层", "name": "黄先生", "unit": "5-801",
        "contact": "139 0000 8123", "client_key": "a-key-of-this-page-1",
    } | fields  # fmt: skip


@pytest.mark.rule("R1", "R68")
def test_a_report_with_a_link_waits_and_accepted_is_a_complaint_received_when_it_was_sent(
    client: Client, world: World
) -> None:
    photo = SimpleUploadedFile("灯.png", PNG, content_type="image/png")
    spam = told(content="电梯坏了 www.example.com/x", files=photo)
    with time_machine.travel(MORNING, tick=False):
        answer = client.post("/p/cuihu/", spam)
        photo.seek(0)
        assert client.post("/p/cuihu/", spam)["Location"] == answer["Location"], "sent twice it waits once"
        page = client.get(answer["Location"] + "?language=en", follow=True).content.decode()
    report = HeldReport.objects.get()
    assert (report.why, report.state) == ([HeldReason.LINKS], HeldState.HELD)
    assert not Complaint.objects.exists()
    assert "A person looks at it before it goes on" in page
    assert report.number in page
    assert "It contains links" in page
    desk, stranger = Client(), Client()
    desk.force_login(world.zhou)
    stranger.force_login(world.wu)
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        shown = desk.get("/desk/held/").content.decode()
        assert "www.example.com/x" in shown
        assert "0000 8123" not in shown, "a telephone is masked until it is needed"
        file = HeldFile.objects.get()
        assert desk.get(f"/desk/held/{report.pk}/files/{file.pk}/").status_code == 200
        assert "/desk/held/" in desk.get("/desk/").content.decode()
        for path in ("accept", "refuse"):
            assert stranger.post(f"/desk/held/{report.pk}/{path}/").status_code == 404
        for _press in range(2):
            assert desk.post(f"/desk/held/{report.pk}/accept/").status_code == 302
        complaint = Complaint.objects.get()
        assert (complaint.received_at, complaint.stage, complaint.contact) == (MORNING, Stage.RECEIVED, "139 0000 8123")
        assert complaint.entries.get(move="note").account == world.zhou, "who took it in stands on the timeline"
        assert Attachment.objects.get().name == "灯.png"
        assert client.get(answer["Location"])["Location"] == f"/f/{complaint.secret}/"
    report.refresh_from_db()
    assert report.facts == {}, "what was written stands once, in the complaint"


def test_those_who_may_decide_are_notified_once_for_what_comes_together(client: Client, world: World) -> None:
    def send(minutes: int) -> None:
        with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
            client.post("/p/cuihu/", told(content=f"低价办证 www.example.com {minutes}", client_key=f"key-{minutes}"))

    for minutes in (0, 20, 50):  # a flood
        send(minutes)
    notices = Notice.objects.filter(about=REPORT_HELD, channel="inbox")
    assert set(notices.values_list("account__username", flat=True)) >= {world.zhou.username, world.lin.username}
    assert not notices.filter(account__in=[world.wang, world.sun, world.wu]).exists()
    assert notices.filter(account=world.zhou).count() == 1
    send(50 + 61)
    assert notices.filter(account=world.zhou).count() == 2
    desk = Client(headers={"Accept-Language": "zh-CN"})
    desk.force_login(world.zhou)
    assert "等待您处理" in desk.get("/inbox/").content.decode()
    notice = notices.filter(account=world.zhou).latest("pk")
    assert path_of(notice) == "/desk/held/"
    assert "办证" not in str(notice.facts), "a notice holds nothing of what was written"


@pytest.mark.rule("R68")
def test_a_refusal_needs_a_reason_that_the_owner_reads(client: Client, world: World) -> None:
    url = client.post("/p/cuihu/", told(content="低价办证 www.example.com"))["Location"]
    report = HeldReport.objects.get()
    desk = Client()
    desk.force_login(world.zhou)
    assert desk.post(f"/desk/held/{report.pk}/refuse/", {"reason": " "}).status_code == 422
    desk.post(f"/desk/held/{report.pk}/refuse/", {"reason": "这是广告，与小区无关。"})
    report.refresh_from_db()
    assert (report.state, report.decided_by) == (HeldState.REFUSED, world.zhou)
    assert "这是广告，与小区无关。" in client.get(url).content.decode()
    assert desk.post(f"/desk/held/{report.pk}/accept/").status_code == 409
    assert not Complaint.objects.exists()
    assert link_secret_of(report.link_nonce) in url


@pytest.mark.rule("R1")
def test_many_of_one_network_or_telephone_and_the_same_text_wait_but_danger_never_does(
    client: Client, world: World, settings: Any
) -> None:
    settings.HEED_REPORTS_UNSEEN_HOURLY = 2

    def send(nr: int, ip: str = "198.51.100.7", **fields: Any) -> str:
        sent = {
            "content": f"第{nr}件事：走廊灯坏了",
            "contact": f"1390000{nr:04d}",
            "client_key": f"key-{nr}-" + "k" * 20,
        } | fields
        answer = client.post("/p/cuihu/", told(**sent), REMOTE_ADDR=ip)
        assert answer.status_code == 302
        return "held" if answer["Location"].startswith("/h/") else "taken"

    assert [send(nr) for nr in range(3)] == ["taken", "taken", "held"]
    assert send(3, content="有人被困在电梯里，快来") == "taken", "help is never kept waiting"
    same = "小区东门外的广告牌夜里太亮，影响睡眠"
    assert [send(nr, ip=f"2001:db8:{nr}:1::5", content=same) for nr in range(4, 9)] == ["taken"] * 5
    assert send(9, ip="2001:db8:9:1::5", content=f" {same}！") == "held"
    for nr in range(6):
        send(10 + nr, ip=f"203.0.113.{nr}", contact="13700001111")
    assert send(20, ip="203.0.113.99", contact="137 0000 1111") == "held", "one telephone, however it is written"
    why = [reason for report in HeldReport.objects.order_by("pk") for reason in report.why]
    assert why == [HeldReason.ADDRESS, HeldReason.REPEATED, HeldReason.CONTACT]


@pytest.mark.once
def test_links_and_the_same_words_are_known_however_they_are_written() -> None:
    assert has_link("看 https://a.example")
    assert has_link("", "加 shop-88.top/abc")
    assert not has_link("写给 huang@example.com，3.5 米")
    assert mark_of("小区东门外的广告牌 夜里太亮！") == mark_of("小区东门外的广告牌夜里太亮")
    assert mark_of("灯坏了") == ""


def test_a_residents_reports_are_found_with_the_personal_data_and_erased_once_they_are_decided(world: World) -> None:
    waits, refused = (
        hold_report(world.project, [HeldReason.LINKS], content=words, name="陈女士", language="en", person=world.chen)
        for words in ("甲", "乙")
    )
    refuse_report(refused, by=world.lin, reason="不是投诉")
    staff = Client()
    staff.force_login(world.lin)
    page = staff.get(f"/personal-data/people/{world.chen.pk}/").content.decode()
    assert all(words in page for words in (waits.number, refused.number, "不是投诉"))
    plan = erase_person(world.chen, by=world.lin, duty=data_duty_of(world.lin), reason="业主要求")
    (stay,) = (stay for stay in plan.stays if stay.because == TO_DECIDE)
    assert (stay.numbers, plan.record) == ((waits.number,), False)
    waits.refresh_from_db()
    refused.refresh_from_db()
    assert (waits.facts["content"], refused.facts, refused.reason) == ("甲", {}, "不是投诉")
