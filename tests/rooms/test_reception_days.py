"""Owner reception days on their pages: planned, signed up for, held, and told to the owners afterwards."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from heed.actions.reception_days import signing_up
from heed.process.words import AuditKind, DayNews, Emotion, Nature, PromiseState
from heed.records.models import Account, AuditEvent, Complaint, DayMatter, Notice, Promise, ReceptionDay, SignUp
from tests.actions.reception_days.days import BEGINS, DEADLINE, come, invited, planned
from tests.world import MORNING, World

FORM = {
    "theme": "业主座谈会", "begins_at": "2026-11-28T14:30", "ends_at": "2026-11-28T16:30", "place": "服务处二楼",
    "sign_up_until": "2026-11-27T12:00", "seats": "2", "phone": "400-800-1502", "company": "和声物业发展有限公司",
    "office": "翠湖天地服务处", "client_key": "a-key-of-this-page-1",
}  # fmt: skip
OWNER = {
    "name": "陈美玲",
    "unit": "3-1502",
    "contact": "13800002207",
    "people": "2",
    "client_key": "k1",
}
ROOM = "/community/reception-days/"


def as_(account: Account) -> Client:
    Account.objects.filter(pk=account.pk).update(language="en")
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(account)
    return client


@pytest.mark.rule("R120", "R121", "R122", "R125")
def test_a_director_plans_a_day_and_owners_read_the_invitation(world: World) -> None:
    lin, owner = as_(world.lin), Client(headers={"Accept-Language": "zh-CN"})
    with time_machine.travel(MORNING, tick=False):
        assert as_(world.zhou).get(f"{ROOM}new/").status_code == 404
        assert lin.post(f"{ROOM}new/", FORM | {"ends_at": "2026-11-28T14:00"}).status_code == 409
        for _press in range(2):
            assert lin.post(f"{ROOM}new/", FORM).status_code == 302
        day = ReceptionDay.objects.get()
        assert day.begins_at == BEGINS
        assert owner.get(f"/p/cuihu/days/{day.pk}/").status_code == 404
        lin.post(f"{ROOM}{day.pk}/invite/")
        page = owner.get(f"/p/cuihu/days/{day.pk}/").content.decode()
        for words in (
            "业主座谈会",
            "服务处二楼",
            "14:30",
            "12:00",
            "400-800-1502",
            "和声物业发展有限公司",
            "翠湖天地服务处",
        ):
            assert words in page
        assert f"/p/cuihu/days/{day.pk}/" in owner.get("/p/cuihu/days/").content.decode()
        assert "/p/cuihu/days/" in owner.get("/p/cuihu/").content.decode()
        letter = as_(world.zhou).get(f"{ROOM}{day.pk}/letter.pdf")
        assert letter.content.startswith(b"%PDF-")
        assert f"{ROOM}{day.pk}/letter.pdf?language=zh-hant" in lin.get(f"{ROOM}{day.pk}/").content.decode()
        event = owner.get(f"/p/cuihu/days/{day.pk}/calendar/").content.decode()
        assert "DTSTART:20261128T063000Z" in event
        assert all(len(line.encode()) <= 75 for line in event.split("\r\n"))
        within = owner.get(f"/p/cuihu/days/{day.pk}/calendar/", headers={"User-Agent": "x MicroMessenger/8.0"})
        assert within["Content-Type"].startswith("text/html")
        assert as_(world.wu).get(f"{ROOM}{day.pk}/").status_code == 404  # of another estate


@pytest.mark.rule("R123", "R124")
def test_owners_sign_up_online_at_the_desk_and_by_telephone_until_it_is_full(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day, owner = invited(world, seats=3), Client(headers={"Accept-Language": "en"})
        address = f"/p/cuihu/days/{day.pk}/"
        assert owner.post(address, OWNER | {"contact": "none"}).status_code == 422
        first = owner.post(address, OWNER)
        assert owner.post(address, OWNER)["Location"] == first["Location"]  # a second press
        assert "You are signed up" in owner.get(first["Location"]).content.decode()
        desk = {"name": "李敏", "unit": "3-1601", "contact": "", "people": "2", "channel": "visit"}
        at_desk = as_(world.zhou).post(f"{ROOM}{day.pk}/sign-up/", desk, follow=True)
        assert "Waiting list" in at_desk.content.decode()
        by_phone = desk | {"name": "黄志强", "people": "1", "channel": "phone", "contact": "13900006611"}
        page = as_(world.zhou).post(f"{ROOM}{day.pk}/sign-up/", by_phone, follow=True).content.decode()
        assert "13900006611" not in page
        assert "139••••6611" in page
        assert "All seats are taken" in owner.get(address).content.decode()
        own = first["Location"].partition("?")[0]
        assert owner.post(own, {"people": "6"}).status_code == 409
        owner.post(own, {"off": "1"})
        assert "You are signed off" in owner.get(own).content.decode()
        assert SignUp.objects.get(name="李敏").state == "seated"
        assert Notice.objects.filter(about=DayNews.MOVED_UP).count() == 0  # no contact was given: the page says so
        assert "No message possible: call" in as_(world.zhou).get(f"{ROOM}{day.pk}/").content.decode()
    with time_machine.travel(DEADLINE, tick=False):
        assert owner.post(address, OWNER | {"client_key": "k2"}).status_code == 409
        assert "Sign-up has closed" in owner.get(address).content.decode()


def test_a_number_is_masked_and_each_look_is_on_record(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day = invited(world)
        guest = come(day, unit="3-1502")
        reveal = f"{ROOM}{day.pk}/guests/{guest.pk}/reveal/"
        assert "13800002207" in as_(world.zhou).post(reveal).content.decode()
        assert AuditEvent.objects.filter(kind=AuditKind.REVEAL, by=world.zhou).count() == 1
        assert as_(world.he).post(reveal).status_code == 409
        assert "陈美玲" not in as_(world.he).get(f"{ROOM}{day.pk}/").content.decode()


@pytest.mark.rule("R126")
def test_what_is_raised_becomes_complaints_and_the_published_minutes_name_nobody(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day = invited(world)
        guest = come(day, people=2, unit="3-1502")
        gone = come(day, "李敏")
        signing_up.sign_off(gone)
    with time_machine.travel(BEGINS + timedelta(minutes=20), tick=False):
        zhou, lin, owner = as_(world.zhou), as_(world.lin), Client(headers={"Accept-Language": "en"})
        zhou.post(f"{ROOM}{day.pk}/guests/{guest.pk}/came/", {"came": "yes"})
        raised = {
            "sign_up": guest.pk,
            "content": "二号电梯上周又停了，老人被困",
            "course": "上周修过",
            "about": "二号电梯",
            "client_key": "a-key-of-a-matter",
        }
        for _press in range(2):
            assert zhou.post(f"{ROOM}{day.pk}/raise/", raised).status_code == 302
        complaint = Complaint.objects.get()
        assert (complaint.person, complaint.place, complaint.channel) == (world.chen, world.home, "visit")
        assert "业主座谈会" in zhou.get(reverse("complaint:page", args=[complaint.number])).content.decode()
        world.verify(complaint)
    with time_machine.travel(BEGINS + timedelta(minutes=40), tick=False):
        complaint.refresh_from_db()
        step = re.search(r'href="([^"]+/promise/)\?next=', zhou.get(f"{ROOM}{day.pk}/").content.decode())
        assert step
        promise = {
            "version": complaint.version, "words": "周一答复电梯检修安排", "way": "phone",
            "due_at": "2026-11-29T12:00", "consent": "on", "next": f"{ROOM}{day.pk}/",
        }  # fmt: skip
        done = zhou.post(step[1], promise)
        assert (done.status_code, done["Location"]) == (302, f"{ROOM}{day.pk}/")
        assert Promise.objects.get().state == PromiseState.OPEN
        line = f"matter_{DayMatter.objects.get().pk}"
        written = {"minutes": "陈美玲女士提出电梯问题", line: "电梯检修安排将在周一答复", "publish": "1"}
        assert zhou.post(f"{ROOM}{day.pk}/minutes/", written).status_code == 409
        refused = lin.post(f"{ROOM}{day.pk}/minutes/", written)
        assert refused.status_code == 409
        assert "“陈美玲”" in refused.content.decode()
        for named in ("请联系13800002207", "3-1502住户", "李敏也到场"):
            assert lin.post(f"{ROOM}{day.pk}/minutes/", written | {"minutes": named}).status_code == 409
        lin.post(f"{ROOM}{day.pk}/minutes/", written | {"minutes": "会上谈了电梯。"})
        page = owner.get(f"/p/cuihu/days/{day.pk}/").content.decode()
        assert "电梯检修安排将在周一答复" in page
        assert "Promised until" in page
        assert "Persons who came: 2. Matters raised: 1" in re.sub(r"\s+", " ", page)
        assert "陈美玲" not in page
        assert "老人被困" not in page


def test_a_matter_is_raised_by_one_owner_and_a_contact_given_there_is_kept(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day = invited(world)
        silent = come(day, "李敏", contact="")
    with time_machine.travel(BEGINS + timedelta(minutes=20), tick=False):
        zhou = as_(world.zhou)
        raised = {"sign_up": silent.pk, "content": "楼道灯不亮"}
        mixed = zhou.post(f"{ROOM}{day.pk}/raise/", raised | {"name": "黄志强", "unit": "5-801"})
        assert mixed.status_code == 422
        assert "You typed another name or home" in mixed.content.decode()
        unreached = zhou.post(f"{ROOM}{day.pk}/raise/", raised | {"contact": "12"}).content.decode()
        assert "Enter a telephone number or an e-mail address." in unreached
        zhou.post(f"{ROOM}{day.pk}/raise/", raised | {"contact": "13900006611"})
        assert Complaint.objects.get().contact == "13900006611"


def test_who_left_no_contact_is_asked_for_one_before_a_promise(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day = invited(world)
        silent = come(day, "李敏", contact="")
    with time_machine.travel(BEGINS + timedelta(minutes=20), tick=False):
        zhou = as_(world.zhou)
        zhou.post(f"{ROOM}{day.pk}/raise/", {"sign_up": silent.pk, "content": "楼道灯不亮"})
        complaint = world.make(
            "verify", Complaint.objects.get(), by=world.zhou, minutes=5, category="lift_stopped", level="general",
            restated="楼道灯不亮",
            nature=Nature.HELP, emotion=Emotion.CALM, remit="ours",
        )  # fmt: skip
        assert "/amend/?next=" in zhou.get(f"{ROOM}{day.pk}/").content.decode()
        zhou.post(
            reverse("complaint:move", args=[complaint.number, "amend"]),
            {"version": complaint.version, "contact": "13900006611"},
        )
        assert "/promise/?next=" in zhou.get(f"{ROOM}{day.pk}/").content.decode()


def test_who_calls_an_hour_before_it_begins_is_still_signed_off(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day = invited(world, seats=1)
        first, second = come(day), come(day, "李敏")
    with time_machine.travel(BEGINS - timedelta(hours=1), tick=False):
        zhou = as_(world.zhou)
        sign_off = f"{ROOM}{day.pk}/guests/{first.pk}/sign-off/"
        assert sign_off in zhou.get(f"{ROOM}{day.pk}/").content.decode()
        zhou.post(sign_off)
        second.refresh_from_db()
        assert second.state == "seated"
    with time_machine.travel(BEGINS + timedelta(minutes=1), tick=False):
        assert "/sign-off/" not in zhou.get(f"{ROOM}{day.pk}/").content.decode()


def test_the_next_day_is_planned_with_the_names_and_the_place_of_the_last(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day = planned(world, seats=7)
        page = as_(world.lin).get(f"{ROOM}new/?project={world.project.code}").content.decode()
        for words in (day.company, day.office, day.place, day.phone, "7"):
            assert f'value="{words}"' in page


def test_what_an_owner_left_out_is_said_by_its_name(world: World) -> None:
    with time_machine.travel(MORNING, tick=False):
        day, owner = invited(world), Client(headers={"Accept-Language": "en"})
        page = owner.post(f"/p/cuihu/days/{day.pk}/", {"people": "1"}).content.decode()
    for words in ("Tell us your name.", "Tell us where you live.", "Tell us how to reach you."):
        assert words in page


def test_a_page_costs_the_same_however_many_signed_up(world: World, django_assert_max_num_queries: object) -> None:
    with time_machine.travel(MORNING, tick=False):
        day, zhou = planned(world, seats=50), as_(world.zhou)
        lin = as_(world.lin)
        lin.post(f"{ROOM}{day.pk}/invite/")
        costs = []
        for batch in range(2):
            for turn in range(5):
                come(day, f"业主{batch}{turn}")
            with django_assert_max_num_queries(30) as counted:  # type: ignore[operator]
                zhou.get(f"{ROOM}{day.pk}/")
            costs.append(len(counted))
        assert costs[0] == costs[1]
