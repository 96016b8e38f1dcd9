"""Bulletins, the board of open repairs and the hotline page: who reads what, and what never stands there."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client

from heed.actions.community import bulletins
from heed.actions.engine.errors import Refused
from heed.actions.setup import founding
from heed.actions.setup.policy import publish
from heed.process.words import PlaceKind
from heed.queries.community.board import open_repairs
from heed.queries.policies import current_policy
from heed.records.models import Attachment, Bulletin, Complaint, Place, PolicyVersion
from tests.photos import PNG
from tests.rooms.test_announcements import signed_in
from tests.world import MORNING, World

pytestmark = pytest.mark.django_db
NOW = MORNING + timedelta(hours=3)


def typed(world: World, **more: Any) -> dict[str, Any]:
    """Water is off on Thursday: what the director types."""
    usual = {
        "project": "CH", "key": "k" * 20, "readers": ["owner", "tenant"], "title_zh_hans": "周四停水通知",
        "text_zh_hans": "因水泵检修，11月26日9:00至12:00停水。", "title_en": "Water off on Thursday",
        "text_en": "The pump is serviced.", "shown_from_at": "2026-11-21T10:00", "shown_until_at": "2026-11-27T10:00",
    }  # fmt: skip
    return usual | more


@pytest.mark.rule("R114")
def test_a_bulletin_reaches_owners_by_building_and_language_and_its_openings_are_counted(world: World) -> None:
    building = Place.objects.get(project=world.project, kind=PlaceKind.BUILDING)
    other = founding.add_place(world.project, PlaceKind.BUILDING, "5号楼")
    with time_machine.travel(NOW, tick=False):
        complaint, lin = world.lodge(), signed_in(world.lin)
        for _twice in range(2):
            assert lin.post("/community/bulletins/new/", typed(world, place=building.pk)).status_code == 302
        mine = Bulletin.objects.get()
        for more in (
            {"key": "o" * 20, "place": other.pk, "title_zh_hans": "五号楼外墙清洗"},
            {"key": "p" * 20, "title_zh_hans": "装修须知", "shown_from_at": "2026-11-25T10:00"},
        ):
            assert lin.post("/community/bulletins/new/", typed(world, **more)).status_code == 302
        public = Client(headers={"accept-language": "zh-CN"}).get("/p/cuihu/")
        assert "周四停水通知" in public.content.decode()
        assert "五号楼外墙清洗" in public.content.decode()
        assert "装修须知" not in public.content.decode()  # its time has not come
        own = Client().get(f"/f/{complaint.secret}/").content.decode()
        assert "周四停水通知" in own
        assert "五号楼外墙清洗" not in own  # another building
        assert "停水" not in Client().get("/p/yangguang/").content.decode()
        english = Client(headers={"accept-language": "en"}).get(f"/p/cuihu/bulletins/{mine.pk}/")
        assert "Water off on Thursday" in english.content.decode()
        assert not english.cookies
        Client().get(f"/p/cuihu/bulletins/{mine.pk}/?from=own")
        Client().head(f"/p/cuihu/bulletins/{mine.pk}/")
        lin.get(f"/p/cuihu/bulletins/{mine.pk}/")  # staff are not counted
        mine.refresh_from_db()
        assert (mine.opened, mine.opened_own) == (1, 1)
        assert lin.post(f"/community/bulletins/{mine.pk}/down/").status_code == 302
        assert Client().get(f"/p/cuihu/bulletins/{mine.pk}/").status_code == 410


@pytest.mark.rule("R114")
def test_an_owner_reads_what_is_meant_for_owners_and_many_bulletins_cost_no_more_than_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    building = Place.objects.get(project=world.project, kind=PlaceKind.BUILDING)
    with time_machine.travel(NOW, tick=False):
        complaint, lin = world.lodge(), signed_in(world.lin)
        for number in range(4):
            more = {"key": f"{number}" * 20, "place": building.pk, "readers": ["owner"], "title_en": f"Owners {number}"}
            assert lin.post("/community/bulletins/new/", typed(world, **more)).status_code == 302
        tenants = typed(world, key="t" * 20, readers=["tenant"], title_en="For tenants alone")
        assert lin.post("/community/bulletins/new/", tenants).status_code == 302
        owner = Client(headers={"accept-language": "en"})
        owner.get(f"/f/{complaint.secret}/?language=en")
        with django_assert_max_num_queries(13):  # ten as without a bulletin; the home, its building, who lives there
            page = owner.get(f"/f/{complaint.secret}/").content.decode()
        assert all(f"Owners {number}" in page for number in range(4))
        assert "For tenants alone" not in page


@pytest.mark.rule("R114")
def test_a_bulletin_for_a_role_stands_on_its_first_page_until_it_is_opened(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        lin = signed_in(world.lin)
        guards = typed(world, readers=["guard", "director"], title_zh_hans="夜间巡查加强")
        assert lin.post("/community/bulletins/new/", guards).status_code == 302
        bulletin = Bulletin.objects.get()
        assert "夜间巡查加强" in signed_in(world.lin).get("/today/").content.decode()
        assert "夜间巡查加强" not in Client().get("/p/cuihu/").content.decode()
        assert Client().get(f"/p/cuihu/bulletins/{bulletin.pk}/").status_code == 404
        sun, wang = signed_in(world.sun), signed_in(world.wang)
        assert "夜间巡查加强" in sun.get("/inbox/").content.decode()
        assert "夜间巡查加强" not in wang.get("/inbox/").content.decode()
        assert wang.get(f"/community/bulletins/{bulletin.pk}/read/").status_code == 404
        assert signed_in(world.wu).get(f"/community/bulletins/{bulletin.pk}/read/").status_code == 404
        for _twice in range(2):
            assert sun.get(f"/community/bulletins/{bulletin.pk}/read/").status_code == 200
        assert "夜间巡查加强" not in sun.get("/inbox/").content.decode()
        assert bulletin.reads.count() == 1
        page = lin.get(f"/community/bulletins/{bulletin.pk}/").content.decode()
        assert "孙强" in page
        assert signed_in(world.wu).get(f"/community/bulletins/{bulletin.pk}/").status_code == 404


@pytest.mark.rule("C15")
def test_a_bulletin_that_names_a_resident_or_lacks_its_half_comes_back_with_every_word(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        lin = signed_in(world.lin)
        more: dict[str, Any]
        for more in (
            {"text_zh_hans": "请陈美玲尽快缴费"}, {"title_en": ""}, {"readers": []}, {"text_zh_hans": "3-1502漏水"},
            {"shown_until_at": "2026-11-20T10:00"},
        ):  # fmt: skip
            answer = lin.post("/community/bulletins/new/", typed(world, **more))
            assert answer.status_code == 422, more
            assert "周四停水通知" in answer.content.decode()
        assert not Bulletin.objects.exists()
        assert signed_in(world.wu).post("/community/bulletins/new/", typed(world)).status_code == 404
        assert signed_in(world.zhou).post("/community/bulletins/new/", typed(world)).status_code == 404


@pytest.mark.rule("C15")
def test_a_bulletin_for_all_estates_names_no_resident_of_any(world: World) -> None:
    world.neighbour(name="欧阳娜娜")
    with time_machine.travel(NOW, tick=False):
        chief = signed_in(world.he)
        for words in ("请陈美玲尽快缴费", "請 陳美玲 盡快繳費", "谢谢美玲女士", "歐陽娜娜的投訴", "3-1502漏水"):
            answer = chief.post("/community/bulletins/new/", typed(world, project="-", text_zh_hans=words))
            assert answer.status_code == 422, words
            assert words in answer.content.decode()
        assert chief.post("/community/bulletins/new/", typed(world, project="-")).status_code == 302
        assert Bulletin.objects.get().project is None


@pytest.mark.rule("R114")
def test_a_bulletin_is_changed_until_it_is_shown_and_then_corrected_by_a_version_after_it(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        lin, owner = signed_in(world.lin), Client(headers={"accept-language": "zh-CN"})
        later = typed(world, shown_from_at="2026-11-22T10:00")
        lin.post("/community/bulletins/new/", later)
        first = Bulletin.objects.get()
        edit = f"/community/bulletins/{first.pk}/edit/"
        assert "2026-11-22T10:00" in lin.get(edit).content.decode(), "it begins with what stands there"
        assert signed_in(world.zhou).get(edit).status_code == 404
        assert lin.post(edit, later | {"text_zh_hans": "请陈美玲缴费"}).status_code == 422
        assert lin.post(edit, later | {"title_zh_hans": "周五停水通知"}).status_code == 302
        first.refresh_from_db()
        assert first.texts["zh_hans"]["title"] == "周五停水通知"
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        with pytest.raises(Refused):
            bulletins.change(first, first.texts, first.readers, NOW, NOW + timedelta(days=9), by=world.lin)
        lin = signed_in(world.lin)
        assert lin.post(edit, typed(world, title_zh_hans="周六停水通知", key="c" * 20)).status_code == 302
        assert lin.get(edit).status_code == 404, "it has a version after it"
        second = Bulletin.objects.get(corrects=first)
        assert Bulletin.objects.count() == 2
        home = owner.get("/p/cuihu/").content.decode()
        assert "周六停水通知" in home
        assert "周五停水通知" not in home
        public = owner.get(f"/p/cuihu/bulletins/{first.pk}/", follow=True)
        assert public.redirect_chain == [(f"/p/cuihu/bulletins/{second.pk}/", 302)]
        assert "更正" in public.content.decode()
        assert owner.get(f"/p/yangguang/bulletins/{first.pk}/").status_code == 404
        assert "周五停水通知" in lin.get(f"/community/bulletins/{first.pk}/").content.decode(), "it stays on record"
        with pytest.raises(Refused):
            bulletins.correct(first, first.texts, first.readers, NOW, NOW + timedelta(days=9), by=world.lin)
        lin.post(f"/community/bulletins/{second.pk}/down/")
        over = owner.get(f"/p/cuihu/bulletins/{second.pk}/")
        assert (over.status_code, "已不再公示" in over.content.decode(), "停水" in over.content.decode()) == (
            410, True, False,
        )  # fmt: skip
        assert owner.get(f"/p/yangguang/bulletins/{second.pk}/").status_code == 404


@pytest.mark.rule("R114")
def test_who_read_a_bulletin_reads_its_correction_anew(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        lin, sun = signed_in(world.lin), signed_in(world.sun)
        lin.post("/community/bulletins/new/", typed(world, readers=["guard"]))
        first = Bulletin.objects.get()
        sun.get(f"/community/bulletins/{first.pk}/read/")
        corrected = typed(world, readers=["guard"], title_zh_hans="夜间巡查", key="c" * 20)
        lin.post(f"/community/bulletins/{first.pk}/edit/", corrected)
        assert "夜间巡查" in sun.get("/inbox/").content.decode()
        newer = sun.get(f"/community/bulletins/{first.pk}/read/", follow=True)
        assert "夜间巡查" in newer.content.decode()
        assert Bulletin.objects.get(corrects=first).reads.count() == 1


@pytest.mark.rule("C15")
def test_the_board_is_off_until_the_policy_says_so_and_tells_of_common_places_alone(
    world: World, django_assert_max_num_queries: Any
) -> None:
    with time_machine.travel(NOW, tick=False):
        at_home = world.verify(world.lodge(client_key="home", content="厨房漏水"))
        complaint = world.to_handling(world.lodge(place=world.lift))
        world.make("attach", complaint, by=world.zhou, files=[ContentFile(PNG, name="陈美玲家.png")])
        due = NOW + timedelta(hours=6)
        assert open_repairs(world.project) == []  # nobody was sent to repair it yet
        world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due)
        assert open_repairs(world.project)[0].until_at == MORNING + timedelta(hours=14)  # the day that was agreed
        world.make("new_date", complaint, words="今晚修好", due_at=due, reason="配件已到", consent=True)
        assert Client().get("/p/cuihu/repairs/").status_code == 404
        document = current_policy().model_dump(mode="json")
        document["public"]["board"] = True
        publish(document, by=world.admin, seen=PolicyVersion.objects.latest("number").number)
        photo, lin = Attachment.objects.get(), signed_in(world.lin)
        assert Client().get(f"/p/cuihu/repairs/photos/{photo.pk}/").status_code == 404  # not released
        step = f"/community/board/CH/photos/{photo.pk}/"
        assert signed_in(world.zhou).post(step, {"release": "1"}).status_code == 404
        assert lin.post(step, {"release": "1"}).status_code == 302
        with django_assert_max_num_queries(14):
            shown = Client().get("/p/cuihu/repairs/").content.decode()
        assert "2号电梯" in shown
        assert "19:00" in shown  # when the work is promised
        for personal in (
            "陈美玲",
            "3-1502",
            "1502室",
            "138",
            complaint.title,
            complaint.number,
            at_home.number,
            "老人",
        ):
            assert personal not in shown
        picture = Client().get(f"/p/cuihu/repairs/photos/{photo.pk}/")
        assert picture.status_code == 200
        assert "陈" not in picture.headers["Content-Disposition"]
        assert Client().get(f"/p/yangguang/repairs/photos/{photo.pk}/").status_code == 404
        assert lin.get("/community/board/CH/").status_code == 200
        lin.post(step, {"back": "1"})
        assert Client().get(f"/p/cuihu/repairs/photos/{photo.pk}/").status_code == 404


def test_how_long_repairs_took_is_told_of_what_was_repaired_and_not_of_what_was_settled_by_words(world: World) -> None:
    repaired, talked = (world.lodge(place=world.lift, client_key=key) for key in ("work", "words"))
    world.to_handled(repaired)
    world.verify(talked)
    ended = {"closed_at": MORNING + timedelta(days=4), "handled_at": MORNING + timedelta(days=4)}
    Complaint.objects.update(received_at=MORNING, **ended)
    Complaint.objects.filter(pk=talked.pk).update(handled_at=MORNING)  # explained at once
    document = current_policy().model_dump(mode="json")
    document["public"] |= {"board": True, "board_fewest": 1}
    publish(document, by=world.admin, seen=PolicyVersion.objects.latest("number").number)
    with time_machine.travel(MORNING + timedelta(days=5), tick=False):
        times = Client().get("/p/cuihu/repairs/").context["times"]
    assert [(one.days, one.count) for one, _kind in times] == [(4.0, 1)]


@pytest.mark.rule("R125")
def test_the_hotline_page_tells_the_number_the_hours_and_what_happens_with_the_times_of_the_policy(
    world: World,
) -> None:
    page = Client(headers={"accept-language": "zh-CN"}).get("/p/cuihu/hotline/")
    shown = page.content.decode()
    assert 'href="tel:400-800-1502"' in shown
    assert shown.count("<li><p>") == 6
    assert "119" in shown
    assert not page.cookies
    assert "/p/cuihu/hotline/" in Client().get("/p/cuihu/").content.decode()
