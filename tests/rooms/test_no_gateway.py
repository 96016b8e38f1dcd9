"""An owner's telephone to which nothing can be sent: said at intake, at the desk and on the owner's page."""

import pytest
from django.conf import settings
from django.test import Client

from heed.process.words import Channel
from heed.queries.actor import OWNER
from heed.queries.notices.reach import lacks_gateway
from heed.ui.qr import square
from tests.rooms.at_the_desk import add_gateway, take, told
from tests.world import World

STAFF, OWNERS = "No text message can be sent", "We cannot send text messages to your telephone"


def recorded(client: Client, world: World, contact: str) -> str:
    """The page after Zhou has recorded a complaint of an owner with this contact."""
    world.zhou.language = "en"
    world.zhou.save()
    client.force_login(world.zhou)
    client.post("/desk/arrive/")
    typed = told(world, person="", place="", name="李雷", unit="3-1502", contact=contact)
    answer = client.post("/desk/take/", typed, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


@pytest.mark.rule("R68")
@pytest.mark.parametrize(("contact", "said"), [("13800001111", True), ("li@example.com", False)])
def test_staff_are_told_at_intake_that_nothing_can_be_sent_to_a_telephone(
    client: Client, world: World, contact: str, said: bool
) -> None:
    assert (STAFF in recorded(client, world, contact)) == said


def test_with_a_gateway_nothing_is_said(client: Client, world: World) -> None:
    add_gateway()
    assert STAFF not in recorded(client, world, "13800001111")


def test_the_owner_is_told_after_the_own_report(client: Client, world: World) -> None:
    complaint = world.lodge(by=OWNER, channel=Channel.WEB, language="en", case_owner=world.lin)
    assert lacks_gateway(complaint)
    assert OWNERS in client.get(f"/f/{complaint.secret}/sent/").content.decode()
    add_gateway()
    assert OWNERS not in client.get(f"/f/{complaint.secret}/sent/").content.decode()


@pytest.mark.rule("R68")
def test_beside_the_number_stands_a_code_that_leads_the_owner_back_and_holds_no_secret(
    client: Client, world: World
) -> None:
    add_gateway()
    client.force_login(world.zhou)
    complaint = take(client, world)
    world.verify(complaint)
    world.make("investigate", complaint, account=world.lin)
    page = client.get(f"/desk/{complaint.number}/").content.decode()
    assert str(square(f"{settings.HEED_URL}/p/cuihu/find/?number={complaint.number}")) in page
    found = Client().get("/p/cuihu/find/", {"number": complaint.number}).content.decode()
    assert f'value="{complaint.number}"' in found
