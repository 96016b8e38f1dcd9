"""Complaint announcements: drafted, masked, approved by another person, corrected, read by everybody (R119, C15)."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from heed.actions.community import announcements
from heed.actions.engine.errors import Refused
from heed.process.announcing import CODES
from heed.records.models import Account, AnnouncementVersion, Complaint, ComplaintAnnouncement, Notice
from heed.rooms.community.announcements.shown import ContentLine
from heed.rooms.community.estate.announcements import SIZES, size_of
from tests.world import MORNING, World

pytestmark = pytest.mark.django_db
NOW = MORNING + timedelta(days=2)
PLANTED = ("陈美玲", "黄志强", "13800002207", "138-0000-2207", "3-1502", "3号楼1502室", "三号楼一五〇二")


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def closed(world: World) -> Complaint:
    """Chen's complaint, told with names, telephones and homes in every field, handled; a neighbour's beside it."""
    planted = "、".join(PLANTED)
    complaint = world.lodge(content=f"电梯又停了 {planted}", title=f"电梯停运 {planted}"[:120])
    world.neighbour(client_key="n")
    world.to_handling(complaint)
    due_at = MORNING + timedelta(hours=8)
    world.make(
        "order", complaint, department=world.engineering, account=world.wang, work=f"更换门刀 {planted}", due_at=due_at
    )
    order = complaint.orders.get()
    for move in ("accept_order", "arrive"):
        world.make(move, complaint, by=world.wang, order=order)
    world.make("finish_order", complaint, by=world.wang, order=order, result=f"已更换 {planted}")
    return complaint


def drafted(world: World, client: Client, complaint: Complaint) -> ComplaintAnnouncement:
    """The draft of the announcement about the complaint, by the way that a person takes."""
    period: dict[str, Any] = {"project": world.project.pk, "begins_on": "2026-11-01", "ends_on": "2026-11-30"}
    offered = client.get("/community/announcements/new/", period)
    assert complaint.number in offered.content.decode()
    given = {**period, "complaint": complaint.pk, "key": "k" * 20}
    for _twice in range(2):
        assert client.post("/community/announcements/new/", given).status_code == 302
    return ComplaintAnnouncement.objects.get()


def filled(version: AnnouncementVersion, **more: Any) -> dict[str, Any]:
    """The form with every content, as the draft has it or with a few words."""
    texts = {code: version.contents[code] or "已告知" for code in CODES}
    days = {"shown_from_on": "2026-11-23", "shown_until_on": "2026-12-08"}
    return {"title": version.title, "seen": version.edit, **texts, **days, **more}


@pytest.mark.rule("R119", "C15")
def test_an_announcement_goes_from_the_record_to_the_lobby_without_a_person_in_it(
    world: World, closed: Complaint
) -> None:
    with time_machine.travel(NOW, tick=False):
        lin, zhao = signed_in(world.lin), signed_in(world.zhao)
        announcement = drafted(world, lin, closed)
        version, page = announcement.versions.get(), f"/community/announcements/{announcement.pk}/"
        for text in (version.title, *version.contents.values()):
            assert not [piece for piece in PLANTED if piece in text], text
        assert "门刀" in version.contents["method"]
        assert version.contents["receptionist"] == "周晓"
        missing = lin.post(page + "edit/", {**filled(version), "result": "", "send": "1"})
        assert missing.status_code == 422
        assert "eleven contents" in missing.content.decode() or "十一项" in missing.content.decode()
        planted = "、".join(PLANTED)  # typed by hand, in every content at once
        typed = lin.post(page + "edit/", {**filled(version), **dict.fromkeys(("title", *CODES), planted), "send": "1"})
        assert typed.status_code == 422
        for code in CODES:
            assert all(piece in typed.context["form"].errors[code][0] for piece in PLANTED), code
        assert typed.content.decode().count(f">{planted}</textarea>".replace(">", ">\n", 1)) == 11  # nothing is lost
        assert (
            lin.post(page + "edit/", {**filled(version), "result": "陈美玲（3-1502）已满意", "mask": "1"}).status_code
            == 302
        )
        version.refresh_from_db()
        assert version.contents["result"] == "陈••（3-••）已满意"
        assert lin.post(page + "edit/", {**filled(version), "send": "1"}).status_code == 302
        assert Notice.objects.filter(account=world.zhao, about="announcement_waits").count() == 1
        version.refresh_from_db()
        seen = {"seen": version.edit}
        assert lin.post(page + "approve/", seen).status_code == 409  # the writer
        assert signed_in(world.zhou).post(page + "approve/", seen).status_code == 409  # no approver
        assert signed_in(world.wu).post(page + "approve/", seen).status_code == 404  # another estate
        assert Client().get(f"/p/cuihu/announcements/{announcement.pk}/").status_code == 404
        assert zhao.post(page + "approve/", seen).status_code == 302
        assert zhao.post(page + "approve/", seen).status_code == 409
        for public in ("announcements/", f"announcements/{announcement.pk}/", "lobby/"):
            answer = Client().get(f"/p/cuihu/{public}")
            assert answer.status_code == 200
            assert not answer.cookies
            assert not [piece for piece in PLANTED if piece in answer.content.decode()]
        assert "门刀" in answer.content.decode()
        assert int(answer.headers["Refresh"].partition(";")[0]) < 120
        assert zhao.get(page + "paper/").content.startswith(b"%PDF")
    with time_machine.travel(NOW + timedelta(days=30), tick=False):  # its time is over
        assert Client().get(f"/p/cuihu/announcements/{announcement.pk}/").status_code == 410


@pytest.mark.rule("R119")
def test_a_correction_is_a_new_version_that_shows_what_changed(world: World, closed: Complaint) -> None:
    with time_machine.travel(NOW, tick=False):
        first = drafted(world, signed_in(world.lin), closed).versions.get()
        announcement = first.announcement
        texts = announcements.AnnouncementTexts(
            first.title,
            dict.fromkeys(CODES, "已告知") | {"result": "当日修好"},
            first.shown_from_on,
            first.shown_until_on,
        )
        sent = announcements.send(first, texts, by=world.lin, seen=1)
        back = announcements.send_back(sent, "结果写清楚", by=world.zhao, seen=sent.edit)
        sent = announcements.send(back, texts, by=world.lin, seen=back.edit)
        announcements.approve(sent, by=world.zhao, seen=sent.edit)
        second = announcements.correct(announcement, by=world.lin)
        with pytest.raises(Refused):
            announcements.correct(announcement, by=world.lin)
        with pytest.raises(Refused, match="why it is corrected"):
            announcements.send(second, texts, by=world.lin, seen=1)
        better = announcements.AnnouncementTexts(
            texts.title, {**texts.contents, "result": "次日修好"}, texts.shown_from_on, texts.shown_until_on, "日期写错"
        )
        sent = announcements.send(second, better, by=world.lin, seen=1)
        public = f"/p/cuihu/announcements/{announcement.pk}/"
        assert "当日修好" in Client().get(public).content.decode()  # until the new one is approved
        assert "次日修好" not in Client().get(public).content.decode()
        announcements.approve(sent, by=world.zhao, seen=sent.edit)
        shown = Client().get(public).content.decode()
        assert "次日修好" in shown
        assert "<del>当日修好</del>" in shown
        assert "日期写错" in shown
        page = f"/community/announcements/{announcement.pk}/"
        assert signed_in(world.zhou).post(page + "withdraw/", {"words": "x"}).status_code == 409
        assert signed_in(world.zhao).post(page + "withdraw/", {"words": ""}).status_code == 422
        assert signed_in(world.zhao).post(page + "withdraw/", {"words": "与业主约定撤下"}).status_code == 302
        assert Client().get(public).status_code == 410
        assert "与业主约定撤下" in signed_in(world.zhou).get(page).content.decode()


@pytest.mark.rule("R119")
def test_a_draft_whose_days_are_the_wrong_way_round_comes_back_with_a_sentence_and_every_word(
    world: World, closed: Complaint
) -> None:
    with time_machine.travel(NOW, tick=False):
        lin = signed_in(world.lin)
        announcement = drafted(world, lin, closed)
        version, page = announcement.versions.get(), f"/community/announcements/{announcement.pk}/"
        turned = {"shown_from_on": "2026-12-08", "shown_until_on": "2026-11-30", "result": "陈美玲已满意"}
        for button in ("save", "mask", "send"):
            answer = lin.post(page + "edit/", {**filled(version, **turned), button: "1"})
            assert answer.status_code == 422, button
            assert answer.context["form"].errors["shown_until_on"], button
            assert "陈美玲已满意" in answer.content.decode(), button
        assert lin.post(page + "edit/", {**filled(version), "shown_until_on": "", "save": "1"}).status_code == 302


@pytest.mark.rule("R119")
def test_who_withdraws_without_a_reason_reads_what_is_asked_and_the_address_on_the_paper_says_that_it_is_over(
    world: World, closed: Complaint
) -> None:
    with time_machine.travel(NOW, tick=False):
        lin, zhao, owner = signed_in(world.lin), signed_in(world.zhao), Client()
        announcement = drafted(world, lin, closed)
        version, page = announcement.versions.get(), f"/community/announcements/{announcement.pk}/"
        public = f"/p/cuihu/announcements/{announcement.pk}/"
        lin.post(page + "edit/", {**filled(version), "send": "1"})
        assert owner.get(public).status_code == 404, "nobody has read it yet"
        version.refresh_from_db()
        asked = zhao.post(page + "send_back/", {"seen": version.edit, "words": ""}).content.decode()
        assert "需要修改什么？请说明需要修改之处。" in re.sub(r"<[^>]+>|\s", "", asked)
        zhao.post(page + "approve/", {"seen": version.edit})
        assert owner.get(public).status_code == 200
        assert owner.get(f"/p/yangguang/announcements/{announcement.pk}/").status_code == 404
        lin.post(page + "withdraw/", {"words": "日期有误"})
        gone = owner.get(public)
        assert (gone.status_code, "已不再公示" in gone.content.decode(), version.title in gone.content.decode()) == (
            410,
            True,
            False,
        )
        assert "下一步" not in lin.get(page).content.decode(), "no heading above nothing"


@pytest.mark.rule("R119")
def test_the_lobby_screen_is_the_larger_the_less_there_is_to_read() -> None:
    def size(rows: int) -> str:
        return size_of(ContentLine(number, "", "更换灯具\n" * (rows if number == 4 else 1)) for number in range(1, 12))

    assert [size(rows) for rows in (1, 8, 15, 24)] == [*SIZES]
    assert size(2000) == "smaller"
