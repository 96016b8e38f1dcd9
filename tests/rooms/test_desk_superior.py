"""The director called to the desk."""

import pytest
from django.test import Client

from heed.records.models import Summons
from tests.rooms.at_the_desk import take
from tests.world import World


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
    assert "our manager, <mark>" in zhou.get("/desk/").content.decode()


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
