"""The director called to the desk."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from heed.actions.reception.meetings import arrive, receive
from heed.records.models import Call, Duty, Reception, Summons
from tests.rooms.at_the_desk import take, told
from tests.world import MORNING, World


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


@pytest.mark.rule("R33", "R34", "R35", "C8")
def test_the_director_is_called_with_the_owners_answer_and_says_that_she_comes(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    assert zhou.post("/desk/director/", {"consent": "yes"}).status_code == 422, "a reason is needed"
    zhou.post("/desk/director/", {"consent": "no", "reason": "业主要求赔偿", "to": world.lin.pk})
    summons = Summons.objects.get()
    assert (summons.to, summons.consent) == (world.lin, False)
    lin = Client()
    lin.force_login(world.lin)
    assert "业主要求赔偿" in lin.get("/desk/wanted/").content.decode()
    assert lin.get("/desk/wanted/", {"state": f"{summons.pk}w"}).status_code == 204, "nothing new costs nothing"
    lin.post(f"/desk/summons/{summons.pk}/seen/")
    assert zhou.get("/desk/called/", {"state": f"{summons.pk}w"}).status_code == 200
    assert zhou.get("/desk/called/", {"state": f"{summons.pk}s"}).status_code == 204
    assert f"/desk/summons/{summons.pk}/" not in lin.get("/desk/wanted/").content.decode(), "who was refused is done"
    assert f"/desk/summons/{summons.pk}/here/" not in zhou.get("/desk/").content.decode()
    zhou.post("/desk/director/", {"consent": "yes", "reason": "业主同意了", "to": world.lin.pk})
    agreed = Summons.objects.get(consent=True)
    lin.post(f"/desk/summons/{agreed.pk}/here/")
    agreed.refresh_from_db()
    assert agreed.seen_at
    assert agreed.arrived_at


def test_calling_the_director_does_not_make_the_open_page_stale(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    asked = {"consent": "yes", "reason": "说不清", "to": world.lin.pk, "version": complaint.version}
    answer = zhou.post("/desk/director/", asked, HTTP_HX_REQUEST="1")
    complaint.refresh_from_db()
    assert f'id="id_version" value="{complaint.version}"' in answer.content.decode()
    stale = zhou.post("/desk/director/", asked | {"to": world.zhao.pk}, HTTP_HX_REQUEST="1")
    assert "id_version" not in stale.content.decode(), "what others changed is not hidden"


@pytest.mark.rule("R33")
def test_who_is_called_reads_why_in_their_own_language(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    zhou.post("/desk/director/", {"consent": "yes", "why": "The explanation does not help", "to": world.lin.pk})
    assert Summons.objects.get().reason == "The explanation does not help"
    assert "解释无效" in zhou.get("/desk/called/").content.decode()
    world.lin.language = "en"
    world.lin.save()
    lin = Client()
    lin.force_login(world.lin)
    assert "The explanation does not help" in lin.get("/desk/wanted/").content.decode()


@pytest.mark.rule("C8", "R36", "C18")
def test_the_desk_says_by_the_owners_answer_whether_the_superior_comes(world: World, zhou: Client) -> None:
    world.zhou.language = "en"
    world.zhou.save()
    zhou.post("/desk/arrive/")
    zhou.post("/desk/director/", {"consent": "no", "reason": "x", "to": world.lin.pk})
    page = zhou.get("/desk/").content.decode()
    assert "as you wish" in page
    assert "coming right away" not in page
    assert "Informed" in page
    zhou.post("/desk/director/", {"consent": "yes", "reason": "x", "to": world.lin.pk})
    page = zhou.get("/desk/").content.decode()
    assert "coming right away" in page
    assert "our director, <mark>" in page
    zhou.post("/desk/director/", {"consent": "yes", "reason": "x", "to": world.zhao.pk})
    page = zhou.get("/desk/").content.decode()
    assert "our manager, <mark>" in page
    assert "<span>Call the director</span>" in page, "who is chosen first for the next call"


@pytest.mark.rule("R43", "R46", "C18")
def test_the_button_that_calls_a_superior_says_who_comes_and_on_the_telephone_who_takes_the_call(
    world: World, zhou: Client
) -> None:
    world.zhou.language = "en"
    world.zhou.save()
    zhou.post("/desk/arrive/")
    page = zhou.get("/desk/").content.decode()
    assert "<span>Call the director</span>" in page
    head = page.split('class="head desk-head"')[1].split("</header>")[0]
    assert head.count("btn--danger") == 1, "people in danger stand out, and nothing beside them"
    assert "Resolve and sign" in page
    alone = zhou.get("/desk/director/").content.decode()
    assert "our director to come" in alone, "without a script as well"
    assert "our manager to come" in alone, "and for everybody who can be chosen there"
    Duty.objects.filter(account=world.lin).delete()
    assert "<span>Call the manager</span>" in zhou.get("/desk/").content.decode()
    Reception.objects.update(ended_at=timezone.now())
    zhou.post("/desk/ring/")
    zhou.post(f"/desk/call/{Call.objects.get().pk}/take/")
    page = zhou.get("/desk/").content.decode()
    assert "<span>Put through to the manager</span>" in page
    assert "Then ask the superior to take the call" in page
    assert "Resolve and sign" not in page


@pytest.mark.rule("R38", "R42")
def test_the_visitors_checklist_is_not_shown_while_the_telephone_rings(world: World, zhou: Client) -> None:
    world.zhou.language = "en"
    world.zhou.save()
    assert "Before a visitor comes" in zhou.get("/desk/").content.decode()
    zhou.post("/desk/ring/")
    assert "Before a visitor comes" not in zhou.get("/desk/").content.decode()
    live = zhou.get("/desk/queue/", {"start": "1"}).content.decode()
    assert 'id="before" hx-swap-oob="true"' in live
    assert "Before a visitor comes" not in live


@pytest.mark.rule("R34", "R36")
def test_a_superior_finds_the_owner_and_the_matter_before_a_complaint_is_recorded(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    typed = {"name": "陈美玲", "unit": "3号楼 1502", "content": "电梯又停了，要求赔偿", "where": "2号电梯"}
    zhou.post("/desk/director/", typed | {"consent": "yes", "reason": "说不清", "to": world.lin.pk})
    summons = Summons.objects.get()
    lin = Client()
    lin.force_login(world.lin)
    banner = lin.get("/desk/wanted/").content.decode()
    assert all(words in banner for words in ("陈美玲", "3号楼 1502", "电梯又停了，要求赔偿"))
    came = lin.post(f"/desk/summons/{summons.pk}/here/", HTTP_HX_REQUEST="1")
    matter = lin.get(came.headers["HX-Redirect"])
    assert "2号电梯" in matter.content.decode()
    complaint = Client()  # recorded now, it is there under the same address, and stands nowhere twice
    complaint.force_login(world.zhou)
    answer = complaint.post("/desk/take/", told(world))
    assert answer.status_code == 302
    summons.refresh_from_db()
    assert (summons.name, summons.home, summons.matter) == ("", "", "")
    assert lin.get(came.headers["HX-Redirect"]).headers["Location"].startswith("/complaints/CH-")
    other = Client()
    other.force_login(world.zhao)
    assert other.get(came.headers["HX-Redirect"]).status_code == 404, "who was not called"


@pytest.mark.rule("R36")
def test_the_banner_names_owner_home_and_matter_of_the_complaint(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    zhou.post("/desk/director/", {"consent": "yes", "reason": "说不清", "to": world.lin.pk})
    lin = Client()
    lin.force_login(world.lin)
    banner = lin.get("/desk/wanted/").content.decode()
    known = (complaint.name, complaint.unit, complaint.title[:40], f"/complaints/{complaint.number}/")
    assert all(words in banner for words in known)
    world.make("name_accused", complaint, account=world.lin, by=world.zhao)
    banner = lin.get("/desk/wanted/").content.decode()
    assert not any(words in banner for words in known), "who is complained about reads nothing of it"
    assert "说不清" in banner


@pytest.mark.rule("R46")
def test_who_takes_a_call_over_finds_what_was_typed(world: World, zhou: Client) -> None:
    zhou.post("/desk/ring/")
    call = Call.objects.get()
    zhou.post(f"/desk/call/{call.pk}/take/")
    typed = {"name": "陈美玲", "content": "电梯又停了，要求赔偿"}
    zhou.post("/desk/director/", typed | {"consent": "yes", "reason": "说不清", "to": world.lin.pk})
    lin = Client()
    lin.force_login(world.lin)
    taken = lin.post(f"/desk/summons/{Summons.objects.get().pk}/here/", HTTP_HX_REQUEST="1")
    form = lin.get(taken.headers["HX-Redirect"]).context["form"]
    assert (form["content"].value(), form["name"].value()) == ("电梯又停了，要求赔偿", "陈美玲")


@pytest.mark.rule("R46")
def test_who_takes_a_call_over_has_the_owner_before_them_and_speaks_in_person(world: World, zhou: Client) -> None:
    zhou.post("/desk/ring/")
    zhou.post(f"/desk/call/{Call.objects.get().pk}/take/")
    typed = {"person": world.chen.pk, "name": "陈美玲", "content": "电梯又停了", "where": "2号电梯"}
    zhou.post("/desk/director/", typed | {"consent": "yes", "reason": "说不清", "to": world.lin.pk})
    world.lin.language = "en"
    world.lin.save()
    lin = Client()
    lin.force_login(world.lin)
    lin.post(f"/desk/summons/{Summons.objects.get().pk}/here/")
    page = lin.get("/desk/")
    form = page.context["form"]
    assert (form["person"].value(), form["unit"].value()) == (world.chen.pk, "3号楼 1502")
    said = page.context["coach"].say[0]
    assert "My colleague has passed on what you said" in said
    assert "林秋</mark>, the director" in said
    assert page.context["coach"].known.superior_role == "manager", "who would be called next"


@pytest.mark.rule("R46")
def test_a_superior_who_cannot_take_a_call_says_so_and_another_is_called(world: World, zhou: Client) -> None:
    zhou.post("/desk/ring/")
    call = Call.objects.get()
    zhou.post(f"/desk/call/{call.pk}/take/")
    zhou.post("/desk/director/", {"consent": "yes", "reason": "说不清", "to": world.lin.pk})
    lin = Client()
    lin.force_login(world.lin)
    address = f"/desk/summons/{Summons.objects.get().pk}/no/"
    assert address in lin.get("/desk/wanted/").content.decode()
    assert address not in lin.post(address, HTTP_HX_REQUEST="1").content.decode()
    assert Summons.objects.get().declined_at is not None
    desk = zhou.get("/desk/")
    assert address not in desk.content.decode()
    assert [one.to for one in desk.context["summonses"] if one.declined_at] == [world.lin]
    zhou.post("/desk/director/", {"consent": "yes", "reason": "说不清", "to": world.zhao.pk})
    assert Summons.objects.latest("pk").to == world.zhao


@pytest.mark.rule("R33")
def test_nobody_is_still_agitated_after_five_minutes_before_they_are_over(world: World, zhou: Client) -> None:
    with time_machine.travel(MORNING, tick=False):
        receive(arrive(world.project, by=world.zhou), by=world.zhou)
        sent = {"consent": "yes", "why": "Still agitated after five minutes", "to": world.lin.pk}
        early = zhou.post("/desk/director/", sent)
        assert early.context["superior_form"].errors["why"] == ["这次接待或通话还不到五分钟。"]
    with time_machine.travel(MORNING + timedelta(minutes=5), tick=False):
        assert zhou.post("/desk/director/", sent).status_code == 302
    assert Summons.objects.count() == 1
