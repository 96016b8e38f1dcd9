"""A colleague asked over from the desk: the dialog, the banner, the matter at hand, and the answer (R46)."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from heed.actions.setup import founding
from heed.notices.messages import values_of
from heed.process.words import Role
from heed.records.models import Account, Call, Duty, Notice, Summons
from tests.rooms.at_the_desk import take, told
from tests.world import PASSWORD, World

WHY = "业主要找他"
TYPED = {"name": "陈美玲", "unit": "3号楼 1502", "content": "电梯又停了", "where": "2号电梯", "wants": "彻底修好"}


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, on the telephone."""
    client.force_login(world.zhou)
    client.post("/desk/ring/")
    client.post(f"/desk/call/{Call.objects.get().pk}/take/")
    return client


@pytest.fixture
def tang(world: World) -> Account:
    """Tang, who follows up."""
    account = founding.add_account("tang", "唐静", PASSWORD, language="zh-hans")
    founding.give_duty(account, Role.FOLLOW_UP, project=world.project)
    return account


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def ask(zhou: Client, to: Account, **more: object) -> Summons:
    answer = zhou.post("/desk/colleague/", TYPED | {"consent": "yes", "reason": WHY, "to": to.pk} | more)
    assert answer.status_code == 302, answer.context["colleague_form"].errors
    return Summons.objects.latest("pk")


@pytest.mark.rule("R46")
def test_the_colleague_finds_owner_matter_place_and_wish_takes_the_call_and_need_not_type_it_again(
    world: World, zhou: Client, tang: Account
) -> None:
    assert "转接给同事" in zhou.get("/desk/").content.decode()
    offered = zhou.get("/desk/colleague/", HTTP_HX_REQUEST="1").content.decode()
    assert "<html" not in offered, "the part of the dialog alone"
    assert f'<option value="{tang.pk}">唐静</option>' in offered
    asked = ask(zhou, tang)
    colleague = signed_in(tang)
    banner = colleague.get("/desk/wanted/").content.decode()
    assert all(words in banner for words in (*TYPED.values(), WHY, "周晓"))
    assert "上级" not in banner
    taken = colleague.post(f"/desk/summons/{asked.pk}/here/", HTTP_HX_REQUEST="1")
    assert taken.headers["HX-Redirect"] == "/desk/"
    page = colleague.get("/desk/")
    form = page.context["form"]
    assert {name: form[name].value() for name in TYPED} == TYPED
    assert not page.context["ring_choices"]
    assert "周晓" not in page.context["coach"].say[0]
    assert "唐静" in page.context["coach"].say[0]
    assert "已接手通话" in zhou.get("/desk/called/").content.decode()


def test_a_page_asks_often_only_while_it_shows_a_call_and_else_when_a_notice_comes(
    world: World, zhou: Client, tang: Account
) -> None:
    quiet = signed_in(tang).get("/inbox/").content.decode()
    assert 'hx-trigger="heed:unread from:body, every 60s"' in quiet
    ask(zhou, tang)
    called = signed_in(tang).get("/inbox/").content.decode()
    assert 'hx-trigger="every 3s"' in called


@pytest.mark.rule("R46")
def test_a_call_not_taken_comes_back_with_that_said_and_with_words_for_the_owner(
    world: World, zhou: Client, tang: Account
) -> None:
    world.zhou.language = "en"
    world.zhou.save()
    asked = ask(zhou, tang)
    assert "I am here until" in zhou.get("/desk/").context["coach"].say[0]
    signed_in(tang).post(f"/desk/summons/{asked.pk}/no/")
    back = zhou.get("/desk/called/").content.decode()
    assert "The owner is with you again" in back
    assert "is not free just now" in zhou.get("/desk/").context["coach"].say[0]
    assert "superior" not in zhou.get("/desk/").context["coach"].say[0]


@pytest.mark.rule("R46", "R34")
def test_a_colleague_asked_after_a_superior_takes_nothing_back_from_that_call(
    world: World, zhou: Client, tang: Account
) -> None:
    called = {"consent": "yes", "reason": "要见领导", "to": world.lin.pk}
    assert zhou.post("/desk/director/", TYPED | called).status_code == 302
    before = zhou.get("/desk/").context["coach"].ticks
    ask(zhou, tang)
    assert zhou.get("/desk/").context["coach"].ticks == before


@pytest.mark.rule("R46")
def test_the_letter_leads_a_colleague_to_the_matter_and_not_to_a_page_that_is_closed_to_them(
    world: World, zhou: Client
) -> None:
    zhou.post("/desk/take/", told(world, channel="phone"))
    asked = ask(zhou, world.liu)
    notice = Notice.objects.get(about="asked_over", account=world.liu)
    assert notice.complaint is not None
    link = values_of("summons", notice)["link"]
    assert link.endswith(f"/desk/summons/{asked.pk}/")
    assert signed_in(world.liu).get(urlsplit(link).path).status_code == 200


@pytest.mark.rule("R46")
def test_a_refused_question_keeps_what_was_typed_and_says_why(world: World, zhou: Client, tang: Account) -> None:
    sent = {"consent": "no", "reason": WHY, "to": tang.pk}
    refused = zhou.post("/desk/colleague/", sent)
    assert refused.status_code == 422
    form = refused.context["colleague_form"]
    assert form.errors["consent"]
    assert (form["reason"].value(), form["to"].value()) == (WHY, str(tang.pk))
    for wrong in (world.lin.pk, world.wu.pk, world.zhou.pk, ""):
        assert zhou.post("/desk/colleague/", sent | {"consent": "yes", "to": wrong}).status_code == 422
    assert not Summons.objects.exists()


@pytest.mark.rule("R46")
def test_a_colleague_of_a_department_reads_the_matter_only_as_long_as_it_is_needed(world: World, zhou: Client) -> None:
    asked = ask(zhou, world.liu)
    liu = signed_in(world.liu)
    here = f"/desk/summons/{asked.pk}/"
    assert signed_in(world.wang).get(here).status_code == 404
    assert "2号电梯" in liu.get(here).content.decode()
    assert liu.post(f"{here}here/").headers["Location"] == here
    zhou.post("/desk/take/", told(world, channel="phone"))
    page = liu.get(here).content.decode()
    assert "3号楼 2号电梯" in page, "from the complaint, which the colleague does not see otherwise"
    complaint = Summons.objects.get().complaint
    assert complaint is not None
    assert liu.get(f"/complaints/{complaint.number}/").status_code == 404
    assert liu.post(f"{here}report/", {"words": " "}).status_code == 409
    assert "下午三点去看" in liu.post(f"{here}report/", {"words": "下午三点去看"}, follow=True).content.decode()
    assert "下午三点去看" in zhou.get("/desk/called/").content.decode()
    zhou.post(f"/desk/call/{Call.objects.get().pk}/end/")
    over = liu.get(here).content.decode()
    assert "2号电梯" not in over
    assert "陈美玲" not in over


@pytest.mark.rule("R46", "C3")
def test_who_is_complained_about_reads_nothing_although_asked_before(world: World, zhou: Client) -> None:
    asked = ask(zhou, world.liu)
    signed_in(world.liu).post(f"/desk/summons/{asked.pk}/here/")
    zhou.post("/desk/take/", told(world, channel="phone"))
    complaint = Summons.objects.get().complaint
    assert complaint is not None
    world.make("name_accused", complaint, account=world.liu, by=world.zhao)
    liu = signed_in(world.liu)
    page, banner = (liu.get(path).content.decode() for path in (f"/desk/summons/{asked.pk}/", "/desk/wanted/"))
    for words in ("陈美玲", "2号电梯", complaint.title):
        assert words not in page
        assert words not in banner
    liu.post(f"/desk/summons/{asked.pk}/report/", {"words": "已经说清楚了"})
    asked.refresh_from_db()
    assert not asked.outcome, "nor is it theirs to say how it went"


def test_asking_a_colleague_does_not_make_the_open_page_stale(world: World, client: Client, tang: Account) -> None:
    client.force_login(world.zhou)
    complaint = take(client, world)
    asked = {"consent": "yes", "reason": WHY, "to": tang.pk, "version": complaint.version}
    answer = client.post("/desk/colleague/", asked, HTTP_HX_REQUEST="1")
    complaint.refresh_from_db()
    assert f'id="id_version" value="{complaint.version}"' in answer.content.decode()
    assert "请同事过来" in client.get("/desk/", follow=True).content.decode()


def test_the_follow_up_person_comes_first_to_the_return_visits(world: World, tang: Account) -> None:
    assert signed_in(tang).get("/home/").headers["Location"] == "/care/"
    assert signed_in(world.zhou).get("/home/").headers["Location"] == "/desk/"
    Duty.objects.create(account=tang, role=Role.RECEPTIONIST, project=world.project)
    assert signed_in(tang).get("/home/").headers["Location"] == "/desk/"
