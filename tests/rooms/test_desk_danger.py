"""Somebody in danger is helped first: the short intake, who is called, the order, and what waits for safety."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.actions.reception.meetings import arrive, ring
from heed.actions.rota.planning import plan_week
from heed.actions.staff.contractors import add_contractor
from heed.actions.staff.leave import enter_leave
from heed.clockwork.tick import tick
from heed.notices.messages import to_staff
from heed.notices.wording import headline
from heed.process.words import ClockKind, Role, Stage
from heed.queries.actor import OWNER
from heed.records.models import Complaint, Notice
from tests.rooms.at_the_desk import take
from tests.world import World

DAY = timedelta(days=1)
EMERGENCY: dict[str, Any] = {"category": "trapped_in_lift", "level": "emergency"}


def asked(world: World, **typed: str) -> dict[str, str]:
    """What the short intake sends: nothing but what, where, who is hurt and a telephone."""
    return {
        "client_key": "d1", "project": str(world.project.pk), "category": "trapped_in_lift", "where": "3号楼 2号电梯",
        "hurt": "一位老人，胸口闷", "contact": "13800002207", "send": "1",
    } | typed  # fmt: skip


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    client.force_login(world.zhou)
    return client


def taken(client: Client, world: World, **typed: str) -> Complaint:
    answer = client.post("/desk/emergency/", asked(world, **typed))
    assert answer.status_code == 302, answer.context["form"].errors
    return Complaint.objects.latest("pk")


@pytest.mark.rule("R20")
@pytest.mark.parametrize("who", ["zhou", "sun"])
def test_the_intake_of_an_emergency_asks_only_where_who_is_hurt_and_a_telephone(
    world: World, client: Client, who: str
) -> None:
    client.force_login(getattr(world, who))
    complaint = taken(client, world, contact="", hurt="")
    assert (complaint.level, complaint.category, complaint.where) == ("emergency", "trapped_in_lift", "3号楼 2号电梯")
    page = client.get(f"/desk/{complaint.number}/danger/").content.decode()
    assert "不要扒门" in page, "what they must not do"
    assert 'href="tel:119"' in page
    assert 'href="tel:120"' in page
    assert 'href="tel:96333"' in page
    assert "wants" not in page
    assert "restated" not in page


def test_the_page_says_once_what_not_to_do_and_for_what_the_time_runs(world: World, zhou: Client) -> None:
    world.zhou.language = "en"
    world.zhou.save()
    page = zhou.get(f"/desk/{taken(zhou, world).number}/danger/").content.decode()
    assert "<b>Tell them:</b> Do not force the doors" in page
    assert '<span class="clock__label">Everybody safe</span>' in page


def test_without_a_place_nothing_is_recorded_and_what_was_typed_stays(world: World, zhou: Client) -> None:
    answer = zhou.post("/desk/emergency/", asked(world, where=""))
    assert answer.status_code == 422
    assert "胸口闷" in answer.content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.rule("R71")
def test_one_press_sends_the_order_that_the_page_has_filled_in(world: World, zhou: Client) -> None:
    complaint = taken(zhou, world)
    form = zhou.get(f"/desk/{complaint.number}/danger/").context["danger"].order_form
    typed = {name: form[name].value() for name in ("version", "work", "department", "due_at")}
    typed["due_at"] = f"{typed['due_at']:%Y-%m-%dT%H:%M}"
    assert zhou.post(f"/desk/{complaint.number}/danger/order/", typed).status_code == 302
    order = complaint.orders.get()
    assert order.department == world.engineering
    assert "一位老人" in order.work
    assert "3号楼 2号电梯" in order.work
    assert set(Notice.objects.filter(about="order").values_list("account", flat=True)) >= {
        world.wang.pk, world.liu.pk, world.qian.pk
    }  # fmt: skip


@pytest.mark.rule("R41")
def test_those_on_the_rota_and_the_department_are_called_and_the_level_comes_first(world: World, zhou: Client) -> None:
    now = datetime.now(UTC)
    week = {world.sun: [(weekday, 0, 1440) for weekday in range(7)]}
    plan_week(world.project, Role.GUARD, week, by=world.admin, since_on=now.date() - DAY, at=now - 2 * DAY)
    complaint = taken(zhou, world)
    called = Notice.objects.filter(about="lodge", channel="inbox")
    names = {notice.account.name for notice in called.select_related("account") if notice.account}
    assert names >= {"孙强", "王建国", "刘洋", "钱工", "林秋"}
    for notice in called:
        assert headline(notice).startswith(("Emergency", "紧急")), headline(notice)
        assert to_staff([notice], "en", "x").short.startswith("Emergency")
    assert complaint.received_at >= now


@pytest.mark.rule("R41", "R65")
def test_the_page_names_everybody_who_was_called_with_a_telephone_and_nobody_on_leave(
    world: World, zhou: Client
) -> None:
    now = datetime.now(UTC)
    week = {world.sun: [(weekday, 0, 1440) for weekday in range(7)]}
    plan_week(world.project, Role.GUARD, week, by=world.admin, since_on=now.date() - DAY, at=now - 2 * DAY)
    firm = add_contractor(by=world.admin, name="石磊", department=world.engineering, phone="13800199022", language="en")
    away: dict[str, Any] = {"starts_at": now - DAY, "ends_at": now + DAY, "reason": "leave", "at": now - 2 * DAY}
    enter_leave(world.liu, by=world.lin, stand_in=world.qian, **away)
    page = zhou.get(f"/desk/{taken(zhou, world).number}/danger/")
    called = page.context["danger"].called
    people = [account for account, _on_duty in called]
    assert called[0] == (world.sun, True), "who is on duty stands first"
    assert firm in people
    assert world.liu not in people
    assert world.qian in people
    assert 'href="tel:13800199022"' in page.content.decode()


@pytest.mark.rule("R50", "R129")
def test_after_safety_what_happened_and_who_was_trapped_are_read_back_and_stay_on_the_page(
    world: World, zhou: Client
) -> None:
    complaint = taken(zhou, world)
    zhou.post(f"/desk/{complaint.number}/danger/all_safe/", {"words": "平安"})
    page = zhou.get(f"/desk/{complaint.number}/")
    draft = page.context["step"].form["restated"].value()
    assert "一位老人，胸口闷" in draft
    assert "3号楼 2号电梯" in draft
    assert "Trapped" in draft or "困人" in draft
    assert "safe now" in page.content.decode() or "平安" in page.content.decode()
    assert "一位老人，胸口闷" in zhou.get(f"/complaints/{complaint.number}/").content.decode()


@pytest.mark.rule("R50")
def test_reading_back_settling_and_merging_wait_until_everybody_is_safe(world: World) -> None:
    complaint, other = world.lodge(**EMERGENCY), world.lodge()
    with pytest.raises(Refused, match="safe"):
        world.verify(complaint)
    with pytest.raises(Refused, match="safe"):
        world.make("merge", complaint, by=world.zhou, other=other, reason="同一台电梯")
    world.make("all_safe", complaint, by=world.sun, words="老人已出来，无恙")
    assert world.verify(complaint, level="emergency").stage == Stage.VERIFIED


@pytest.mark.rule("R71")
def test_a_clock_runs_until_everybody_is_safe_and_the_reading_back_is_timed_from_then(world: World) -> None:
    complaint = world.lodge(**EMERGENCY)
    assert not complaint.clocks.filter(kind=ClockKind.VERIFY).exists()
    safety = complaint.clocks.get(kind=ClockKind.SAFETY)
    tick(complaint.received_at + timedelta(minutes=31))
    safety.refresh_from_db()
    assert safety.breached_at == complaint.received_at + timedelta(minutes=30)
    complaint.refresh_from_db()
    world.make("all_safe", complaint, minutes=40)
    safety.refresh_from_db()
    assert safety.outcome == "late"
    verify = complaint.clocks.get(kind=ClockKind.VERIFY)
    assert verify.started_at == complaint.received_at + timedelta(minutes=40)


def test_a_reassessment_to_an_emergency_puts_help_first_again(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    world.make("reassess", complaint, validity="valid", nature="harm", emotion="calm", reason="又困人", **EMERGENCY)
    with pytest.raises(Refused, match="safe"):
        world.make("complete", complaint, result="完成", method="phone")


def test_typing_that_people_are_trapped_offers_help_at_once_and_takes_along_what_was_typed(
    world: World, zhou: Client
) -> None:
    typed = {"content": "有人被困在电梯里", "where": "2号电梯", "project": str(world.project.pk), "channel": "phone"}
    assert 'formaction="/desk/emergency/"' in zhou.post("/desk/reading/", typed).content.decode()
    page = zhou.post("/desk/emergency/", typed | {"category": "trapped_in_lift", "client_key": "k"})
    assert page.status_code == 200
    assert 'value="2号电梯"' in page.content.decode()
    assert not Complaint.objects.exists()


def test_the_wish_what_it_is_about_and_the_earlier_complaint_stay_with_an_emergency(world: World, zhou: Client) -> None:
    earlier = world.lodge()
    typed = {
        "content": "有人被困在电梯里", "project": str(world.project.pk), "channel": "phone", "client_key": "k",
        "about": "2号电梯", "wants": "换一家维保单位", "organisation": "翠湖小学", "repeat_of": earlier.number,
    }  # fmt: skip
    page = zhou.post("/desk/emergency/", typed | {"category": "trapped_in_lift"})
    form = page.context["form"]
    brought = {field.html_name: field.value() or "" for field in form}
    complaint = taken(zhou, world, **{name: str(value) for name, value in brought.items()} | {"where": "3号楼"})
    assert (complaint.about, complaint.wants, complaint.organisation) == ("2号电梯", "换一家维保单位", "翠湖小学")
    assert complaint.repeat_of == earlier


def test_once_all_are_safe_the_desk_goes_on_with_reading_back(world: World, zhou: Client) -> None:
    complaint = taken(zhou, world)
    page = zhou.get(f"/desk/{complaint.number}/")
    assert page.status_code == 302
    assert page["Location"].endswith("/danger/")
    zhou.post(f"/desk/{complaint.number}/danger/all_safe/", {"words": "平安"})
    complaint.refresh_from_db()
    assert complaint.safe_at is not None
    assert zhou.get(f"/desk/{complaint.number}/danger/")["Location"] == f"/desk/{complaint.number}/"
    assert zhou.get(f"/desk/{complaint.number}/").context["step"].name == "verify"


def test_no_bare_key_says_that_everybody_is_safe_and_the_page_asks_before_it(world: World, zhou: Client) -> None:
    complaint = taken(zhou, world)
    page = zhou.get(f"/desk/{complaint.number}/danger/").content.decode()
    assert 'data-key="x"' not in page, "on the first page of the desk the same key means the opposite"
    form = page.index(f"/desk/{complaint.number}/danger/all_safe/")
    folded = page.rindex("<details", 0, form)
    assert "</details>" not in page[folded:form], "a press opens the question, and only a second one records it"
    assert " open" not in page[folded : page.index(">", folded)]


@pytest.mark.rule("R20", "R22")
@pytest.mark.parametrize(("who", "back"), [("zhou", "/desk/{}/"), ("sun", "/gate/taken/{}/")])
def test_that_all_are_safe_is_taken_back_where_somebody_is_still_in_danger(
    world: World, client: Client, who: str, back: str
) -> None:
    client.force_login(getattr(world, who))
    complaint = taken(client, world)
    client.post(f"/desk/{complaint.number}/danger/all_safe/", {"words": "平安"})
    after = client.get(f"/desk/{complaint.number}/danger/")
    assert after["Location"] == back.format(complaint.number)
    way = f"/complaints/{complaint.number}/danger_again/?next=/desk/{complaint.number}/danger/"
    assert way in client.get(after["Location"]).content.decode()
    told = client.post(way, {"words": "还有一个孩子在里面"})
    assert (told.status_code, told["Location"]) == (302, f"/desk/{complaint.number}/danger/")
    assert client.get(told["Location"]).status_code == 200
    with pytest.raises(Refused, match="safe"):
        world.verify(Complaint.objects.get())


@pytest.mark.rule("R41", "R71")
def test_danger_that_is_not_over_calls_all_who_can_help_once_more_and_its_clock_runs_again(world: World) -> None:
    complaint = world.lodge(**EMERGENCY)
    with pytest.raises(Refused, match="not on record that everybody is safe"):
        world.make("danger_again", complaint)
    complaint = world.make("all_safe", complaint, minutes=10)
    complaint = world.make("danger_again", complaint, minutes=12, words="还有一个孩子在里面")
    running = {clock.kind for clock in complaint.clocks.filter(stopped_at__isnull=True)}
    assert ClockKind.SAFETY in running
    assert ClockKind.VERIFY not in running
    called = Notice.objects.filter(about="danger_again", channel="inbox")
    assert {notice.account for notice in called} >= {world.wang, world.liu, world.qian, world.zhou}
    world.make("all_safe", complaint, minutes=20)
    assert complaint.clocks.filter(kind=ClockKind.VERIFY, stopped_at__isnull=True).exists()


@pytest.mark.rule("R20", "R75")
@pytest.mark.parametrize("kind", ["visit", "call"])
def test_the_head_of_a_call_and_a_visit_leads_to_help_whatever_was_typed(world: World, zhou: Client, kind: str) -> None:
    begun = arrive(world.project, by=world.zhou) if kind == "visit" else ring(world.project, by=world.zhou)
    zhou.post(f"/desk/{kind}/{begun.pk}/take/")
    page = zhou.get("/desk/").content.decode()
    head = page[page.index('class="head desk-head"') : page.index("<main")]
    assert 'formaction="/desk/emergency/"' in head
    assert "People in danger" in head or "有人遇险" in head


@pytest.mark.rule("R20", "R75")
def test_danger_that_comes_up_while_the_complaint_is_at_the_desk_is_linked_to_it(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    page = zhou.get(f"/desk/{complaint.number}/")
    carried = dict(page.context["carried"])
    assert 'action="/desk/emergency/"' in page.content.decode()
    assert "13800002207" not in str(carried), "the telephone of the record is not shown by it"
    form = zhou.post("/desk/emergency/", carried).context["form"]
    brought = {field.html_name: field.value() or "" for field in form}
    danger = taken(zhou, world, **{name: str(value) for name, value in brought.items()} | {"category": "injury"})
    assert (danger.level, danger.channel) == ("emergency", complaint.channel)
    assert (danger.person, danger.unit, danger.where) == (world.chen, complaint.unit, complaint.where)
    assert danger.repeat_of == complaint


def test_where_all_are_said_to_be_safe_the_desk_takes_that_back_and_an_ended_complaint_has_no_such_button(
    world: World, zhou: Client
) -> None:
    complaint = world.make("all_safe", world.lodge(**EMERGENCY))
    page = zhou.get(f"/desk/{complaint.number}/").content.decode()
    head = page[page.index('class="head"') : page.index("<main")]
    assert f"/complaints/{complaint.number}/danger_again/" in head
    assert "/desk/emergency/" not in page
    ended = world.make("withdraw", world.lodge(), by=OWNER, owner_words="自己解决了")
    page = zhou.get(f"/desk/{ended.number}/").content.decode()
    assert "/desk/emergency/" not in page
