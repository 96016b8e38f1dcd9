"""The desk sends the owner the number and the link, once, and says what becomes of it (R68)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from heed.actions.staff.contractors import add_contractor
from heed.clockwork.deliver import deliver_due
from heed.config.environment import NO_MAIL_SERVER
from heed.process.robots import RobotKind
from heed.records.models import Complaint, Hold, Notice
from tests.notices.door import Door, robot_at
from tests.rooms.at_the_page import signed_in
from tests.world import World

pytestmark = pytest.mark.rule("R68")
ABOUT = {"about": "owner_number"}
BUTTON = "send-number/"


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    return signed_in(client, world.zhou)


def handed_over(world: World, **facts: Any) -> Complaint:
    """A complaint with which the desk has done its part."""
    complaint = world.verify(world.lodge(**facts))
    return world.make("investigate", complaint, account=world.lin)


def page_of(zhou: Client, complaint: Complaint) -> str:
    return zhou.get(f"/desk/{complaint.number}/").content.decode()


def press(zhou: Client, complaint: Complaint, key: str = "") -> str:
    """Press the button, or send its form again, and return the page that answers."""
    form = {"key": key or key_on(page_of(zhou, complaint))}
    return zhou.post(f"/desk/{complaint.number}/send-number/", form, follow=True).content.decode()


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([\w-]+)"', page)
    assert found is not None
    return found[1]


def test_the_number_goes_to_the_telephone_on_record_with_the_link(world: World, zhou: Client, door: Door) -> None:
    robot_at(world, door, RobotKind.SMS, owners=True)
    complaint = handed_over(world, language="en")
    assert "Send by SMS" in page_of(zhou, complaint)
    said = press(zhou, complaint)
    assert "The number and the link will go out to 138••••2207 within a minute." in said
    assert complaint.contact not in said
    deliver_due()
    sent = [posted.said for posted in door.posted]
    notice = Notice.objects.get(**ABOUT)
    (text,) = [one["text"] for one in sent if one["id"].startswith(notice.key)]
    assert complaint.number in text
    assert f"/f/{complaint.secret}/" in text
    assert {one["to"] for one in sent} == {complaint.contact}
    assert (notice.sent_at is not None, notice.facts["by"]) == (True, world.zhou.name)
    assert "The latest message to 138••••2207 has gone out." in page_of(zhou, complaint)


def test_the_same_press_sends_nothing_twice_and_a_new_one_later_does(world: World, zhou: Client, door: Door) -> None:
    robot_at(world, door, RobotKind.SMS, owners=True)
    complaint = handed_over(world)
    key = key_on(page_of(zhou, complaint))
    press(zhou, complaint, key)
    assert "is not sent twice" in press(zhou, complaint, key)
    assert "is not sent twice" in press(zhou, complaint), "from a second tab, while the first waits"
    deliver_due()
    assert "is not sent twice" in press(zhou, complaint, key), "a reload, after it went out"
    assert Notice.objects.filter(**ABOUT).count() == 1
    assert "will go out" in press(zhou, complaint), "the owner lost it and asks for it again"
    assert Notice.objects.filter(**ABOUT).count() == 2
    assert zhou.post(f"/desk/{complaint.number}/send-number/").status_code == 400, "no form of ours"


def test_an_owner_with_an_e_mail_address_gets_a_letter(world: World, zhou: Client) -> None:
    complaint = handed_over(world, contact="chen@example.org", language="en")
    assert "Send by e-mail" in page_of(zhou, complaint)
    press(zhou, complaint)
    deliver_due()
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["chen@example.org"], f"Your number: {complaint.number}")
    assert f"/f/{complaint.secret}/" in letter.body


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        ("13800002207", "No text message can be sent to this telephone"),
        ("chen@example.org", "No mail server is set up"),
        ("微信 chen2207", "Nothing can be sent to this kind of contact"),
    ],
)
def test_without_a_transport_a_sentence_stands_in_place_of_the_button(
    world: World, zhou: Client, settings: Any, contact: str, why: str
) -> None:
    settings.EMAIL_BACKEND = NO_MAIL_SERVER
    complaint = handed_over(world, contact=contact)
    page = page_of(zhou, complaint)
    assert why in page
    assert BUTTON not in page
    said = press(zhou, complaint, "k" * 16)
    assert "will go out" not in said
    assert not Notice.objects.filter(**ABOUT).exists()


def test_a_gateway_that_takes_no_messages_to_owners_is_none(world: World, zhou: Client, door: Door) -> None:
    robot_at(world, door, RobotKind.SMS, owners=False)
    assert "No text message can be sent to this telephone" in page_of(zhou, handed_over(world))


@pytest.mark.rule("R6")
def test_an_anonymous_owner_gets_no_message(world: World, zhou: Client, door: Door) -> None:
    robot_at(world, door, RobotKind.SMS, owners=True)
    complaint = world.verify(world.lodge(anonymous=True), confirmed=None)
    complaint = world.make("investigate", complaint, account=world.lin)
    assert BUTTON not in page_of(zhou, complaint)
    assert "Nothing was sent." in press(zhou, complaint, "k" * 16)
    assert not Notice.objects.filter(**ABOUT).exists()


def test_nothing_is_promised_within_a_minute_while_heed_holds(world: World, zhou: Client, door: Door) -> None:
    robot_at(world, door, RobotKind.SMS, owners=True)
    complaint = handed_over(world)
    Hold.objects.create(reason="late", since=timezone.now(), at=timezone.now())
    said = press(zhou, complaint)
    assert "waits until Heed sends messages again" in said
    assert "will go out" not in said


def test_only_those_who_receive_at_the_desk_send_it(world: World, client: Client) -> None:
    complaint = handed_over(world)
    signed_in(client, world.wu)
    assert client.post(f"/desk/{complaint.number}/send-number/", {"key": "k" * 16}).status_code == 404


def test_the_stand_in_gateway_of_the_demo_shows_the_message_and_sends_it_to_nobody(
    world: World, zhou: Client, door: Door, settings: Any
) -> None:
    robot_at(world, door, RobotKind.SMS, owners=True)
    complaint = handed_over(world, language="en")
    settings.HEED_DEMO = True
    assert "will go out" in press(zhou, complaint)
    deliver_due()
    assert (door.posted, mail.outbox) == ([], [])
    admin = signed_in(Client(), world.admin)
    notice = Notice.objects.get(**ABOUT)
    address = f"/setup/notices/log/{notice.pk}/message/"
    assert address in admin.get("/setup/notices/log/").content.decode()
    page = admin.get(address).content.decode()
    assert complaint.number in page
    assert f"/f/{complaint.secret}/" in page
    assert zhou.get(address).status_code == 404
    settings.HEED_DEMO = False
    assert admin.get(address).status_code == 404, "the secret of an owner's page is shown in a demo alone"
    assert address not in admin.get("/setup/notices/log/").content.decode()


@pytest.mark.rule("R65")
def test_in_a_demo_the_link_of_a_contractor_is_read_in_the_delivery_log_and_nowhere_else(
    world: World, door: Door, settings: Any
) -> None:
    ma = add_contractor(by=world.admin, name="Ma Tao", department=world.engineering, phone="13912345678", language="en")
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=2)))
    due_at = timezone.now() + timedelta(hours=2)
    world.make("order", complaint, department=world.engineering, account=ma, work="更换门刀", due_at=due_at)
    settings.HEED_DEMO = True
    deliver_due()
    notice = Notice.objects.get(account=ma, channel="sms")
    assert (notice.sent_at is not None, door.posted, mail.outbox) == (True, [], [])
    admin, address = signed_in(Client(), world.admin), f"/setup/notices/log/{notice.pk}/message/"
    assert address in admin.get("/setup/notices/log/").content.decode()
    link = re.search(r"/o/[\w-]+/", admin.get(address).content.decode())
    assert link is not None
    assert "更换门刀" in Client().get(link[0]).content.decode()
    staff_notice = Notice.objects.exclude(account=ma).exclude(channel="owner").filter(sent_at__isnull=False)[0]
    assert admin.get(f"/setup/notices/log/{staff_notice.pk}/message/").status_code == 404
    settings.HEED_DEMO = False
    assert admin.get(address).status_code == 404
