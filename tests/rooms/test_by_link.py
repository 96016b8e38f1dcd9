"""People of contractors: orders reach them by a link, without an account that signs in (R65, R67, R71)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.actions.setup.policy import publish
from heed.actions.staff.accounts import add_duty
from heed.actions.staff.contractors import add_contractor
from heed.actions.staff.leaving import close_account
from heed.actions.staff.passwords import reset_password
from heed.notices.messages import to_staff
from heed.process.words import OrderState, Role
from heed.queries.policies import current_policy
from heed.records.models import Account, Notice, Order, OrderLink
from heed.records.owner_keys import link_secret_of
from tests.photos import PNG
from tests.world import World, reveals

LIFT_FIRM = {"phone": "13912345678", "language": "en"}


@pytest.fixture
def ma(world: World) -> Account:
    """Ma of the lift firm, in the department of engineering."""
    return add_contractor(by=world.admin, name="Ma Tao", department=world.engineering, **LIFT_FIRM)


def trapped(world: World, **facts: Any) -> Order:
    """People are trapped in lift 2: taken in a minute ago, and the order went to engineering at once."""
    complaint = world.lodge(at=timezone.now() - timedelta(minutes=1), level="emergency", category="trapped_in_lift")
    due_at = timezone.now() + timedelta(minutes=30)
    usual: dict[str, Any] = {"department": world.engineering, "work": "Two people in lift 2", "due_at": due_at}
    ACTIONS["order"](complaint, by=world.zhou, **(usual | facts))
    return complaint.orders.get()


def address(order: Order, account: Account) -> str:
    link = OrderLink.objects.filter(order=order, account=account).latest("pk")
    return f"/o/{link_secret_of(link.nonce)}/"


def page(client: Client, order: Order, account: Account) -> str:
    return client.get(address(order, account)).content.decode()


@pytest.mark.rule("R65", "R67", "R71")
def test_a_contractor_accepts_says_when_arrives_and_is_done_with_photos_by_link(
    client: Client, world: World, ma: Account
) -> None:
    order = trapped(world)
    at = address(order, ma)
    assert "Two people in lift 2" in client.get(at).content.decode()
    coming = timezone.localtime(timezone.now() + timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M")
    for move, facts in (
        ("say_when", {"due_at": coming}),
        ("arrive", {}),
        (
            "finish_order",
            {
                "result": "Both are out",
                "before": SimpleUploadedFile("before.png", PNG, content_type="image/png"),
                "files": SimpleUploadedFile("after.png", PNG, content_type="image/png"),
            },
        ),
    ):
        answer = client.post(f"{at}{move}/", {"order": order.pk, **facts})
        assert answer.status_code == 302, answer.content.decode()
    order.refresh_from_db()
    assert (order.state, order.account, order.result) == (OrderState.DONE, ma, "Both are out")
    assert order.coming_at is not None
    assert order.complaint.attachments.count() == 2
    made = order.complaint.entries.filter(account=ma).select_related("content")
    assert [entry.content.facts["by_link"] for entry in made] == [True, True, True]


def test_the_timeline_names_the_person_and_that_it_was_by_link(client: Client, world: World, ma: Account) -> None:
    order = trapped(world)
    client.post(f"{address(order, ma)}accept_order/", {"order": order.pk})
    world.lin.language = "en"
    world.lin.save()
    client.force_login(world.lin)
    shown = client.get(f"/complaints/{order.complaint.number}/").content.decode()
    entry = shown[shown.index("accepted the work order") - 400 : shown.index("accepted the work order") + 600]
    assert "Ma Tao" in entry
    assert "by link" in entry


@pytest.mark.rule("R67")
def test_a_contractor_refuses_with_a_reason_and_the_link_ends(client: Client, world: World, ma: Account) -> None:
    order = trapped(world, account=ma)
    at = address(order, ma)
    assert client.post(f"{at}refuse_order/", {"order": order.pk, "reason": ""}).status_code == 422
    assert client.post(f"{at}refuse_order/", {"order": order.pk, "reason": "Our car broke down"}).status_code == 302
    ended = client.get(at)
    assert ended.status_code == 410
    assert "has ended" in ended.content.decode()
    assert client.post(f"{at}accept_order/", {"order": order.pk}).status_code == 410


def test_danger_comes_first_and_the_owners_telephone_is_masked(client: Client, world: World, ma: Account) -> None:
    shown = page(client, trapped(world), ma)
    assert shown.index("People may be in danger") < shown.index("Two people in lift 2")
    assert world.chen.phone not in shown
    assert world.chen.name not in shown


def test_the_policy_lets_contractors_call_once_they_have_accepted_and_it_is_on_record(
    client: Client, world: World, ma: Account
) -> None:
    document = current_policy().model_dump(mode="json")
    document["orders"]["contractors_call"] = True
    publish(document, by=world.admin, seen=1)
    order = trapped(world)
    at = address(order, ma)
    assert world.chen.phone not in client.post(f"{at}contact/").content.decode()
    client.post(f"{at}accept_order/", {"order": order.pk})
    assert world.chen.phone not in client.get(at).content.decode()
    assert world.chen.phone in client.post(f"{at}contact/").content.decode()
    assert reveals().get().by == ma


def test_without_that_policy_no_contractor_sees_the_telephone(client: Client, world: World, ma: Account) -> None:
    order = trapped(world)
    client.post(f"{address(order, ma)}accept_order/", {"order": order.pk})
    assert world.chen.phone not in client.post(f"{address(order, ma)}contact/").content.decode()
    assert not reveals().exists()


@pytest.mark.rule("R67")
def test_a_withdrawn_link_opens_nothing_until_a_new_one_is_sent(client: Client, world: World, ma: Account) -> None:
    order = trapped(world)
    old = address(order, ma)
    ACTIONS["withdraw_link"](order.complaint, by=world.lin, order=order, reason="Sent to the wrong firm")
    assert client.get(old).status_code == 410
    assert "withdrawn" in client.get(old).content.decode()
    ACTIONS["resend_link"](order.complaint, by=world.lin, order=order)
    assert client.get(old).status_code == 410
    assert client.get(address(order, ma)).status_code == 200
    moves = [entry.move for entry in order.complaint.entries.order_by("-seq")[:2]]
    assert moves == ["resend_link", "withdraw_link"]


def test_a_link_ends_when_another_person_has_the_order(client: Client, world: World, ma: Account) -> None:
    order = trapped(world)
    client.post(f"{address(order, ma)}accept_order/", {"order": order.pk})
    other = add_contractor(by=world.admin, name="Yu", department=world.engineering, **LIFT_FIRM)
    ACTIONS["pass_order"](order.complaint, by=world.lin, order=order, account=other, reason="Nearer")
    assert client.get(address(order, ma)).status_code == 410
    assert client.get(address(order, other)).status_code == 200


def test_an_order_to_staff_alone_has_no_link_to_withdraw(world: World) -> None:
    order = trapped(world, account=world.wang)
    with pytest.raises(Refused):
        ACTIONS["withdraw_link"](order.complaint, by=world.lin, order=order, reason="Wrong")


@pytest.mark.rule("R71", "R75")
def test_a_contractor_on_the_spot_says_that_everybody_is_safe(client: Client, world: World, ma: Account) -> None:
    order = trapped(world)
    at = address(order, ma)
    assert "Everybody is safe" in client.get(at).content.decode()
    assert client.post(f"{at}all_safe/", {"note": "All out and well"}).status_code == 302
    order.complaint.refresh_from_db()
    assert order.complaint.safe_at is not None
    assert order.complaint.entries.latest("seq").account == ma
    assert "People may be in danger" not in client.get(at).content.decode()


def test_an_unknown_link_is_not_there(client: Client, world: World) -> None:
    for secret in ("x" * 32, "%00", "²"):
        assert client.get(f"/o/{secret}/").status_code == 404


def test_no_part_of_the_link_is_in_the_database(world: World, ma: Account) -> None:
    link = OrderLink.objects.get(order=trapped(world))
    secret = link_secret_of(link.nonce)
    assert secret not in (link.nonce, link.link_hash)


@pytest.mark.rule("R65")
def test_the_message_brings_the_link_with_the_level_in_its_first_words(world: World, ma: Account) -> None:
    order = trapped(world)
    notice = Notice.objects.filter(account=ma, about="order").get()
    letter = to_staff([notice], "en", ma.phone)
    assert letter.short.startswith("Emergency")
    assert f"{address(order, ma)}" in letter.short
    assert world.project.hotline in letter.short
    assert "Two people" not in letter.short


@pytest.mark.rule("R65")
def test_an_emergency_calls_the_contractors_of_the_department_before_any_order(world: World, ma: Account) -> None:
    world.lodge(level="emergency", category="trapped_in_lift")
    notice = Notice.objects.get(account=ma)
    assert (notice.about, notice.channel) == ("lodge", "sms")
    letter = to_staff([notice], "en", ma.phone)
    assert letter.short.startswith("Emergency")
    assert "/complaints/" not in letter.short


def test_a_contractor_never_signs_in_and_has_no_other_duty(client: Client, world: World, ma: Account) -> None:
    assert not ma.has_usable_password()
    with pytest.raises(Refused):
        reset_password(ma, by=world.admin)
    with pytest.raises(Refused):
        add_duty(ma, Role.RECEPTIONIST, by=world.admin, project=world.project)
    with pytest.raises(Refused):
        ACTIONS["reassign"](world.lodge(), by=world.lin, account=ma, reason="Lift")


def test_a_contractor_who_has_left_is_shut_out(client: Client, world: World, ma: Account) -> None:
    order = trapped(world)
    at = address(order, ma)
    close_account(ma, by=world.admin)
    assert client.get(at).status_code == 410


def test_staff_add_a_contractors_person_in_setup(client: Client, world: World) -> None:
    client.force_login(world.admin)
    form = {"name": "Ma Tao", "department": world.engineering.pk, "phone": "", "email": "", "language": "en"}
    assert client.post("/setup/staff/contractor/", form).status_code == 409
    assert client.post("/setup/staff/contractor/", form | {"phone": "13912345678"}).status_code == 302
    made = Account.objects.get(name="Ma Tao")
    assert made.by_link
    assert made.duties.get().department == world.engineering
    changed = {"name": "Ma Tao", "phone": "", "email": "ma@lift.example", "language": "en"}
    assert client.post(f"/setup/staff/{made.pk}/edit/", changed).status_code == 302
    made.refresh_from_db()
    assert made.wishes["ways"] == ["mail"]
    assert "Reset the password" not in client.get(f"/setup/staff/{made.pk}/").content.decode()


@pytest.mark.rule("R65")
def test_at_night_the_link_goes_out_at_once(world: World, ma: Account) -> None:
    at_three = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)  # in Shanghai
    complaint = world.lodge(at=at_three, by=world.sun, level="emergency", category="trapped_in_lift")
    due_at = at_three + timedelta(minutes=30)
    world.make("order", complaint, by=world.lin, department=world.engineering, work="Lift 2", due_at=due_at)
    notices = Notice.objects.filter(account=ma)
    assert {(notice.about, notice.channel) for notice in notices} == {("lodge", "sms"), ("order", "sms")}
    assert all(notice.due_at == notice.made_at for notice in notices)


@pytest.mark.rule("R65")
def test_an_order_to_one_person_of_a_contractor_is_no_order_for_another(world: World, ma: Account) -> None:
    other = add_contractor(by=world.admin, name="Shi Lei", department=world.engineering, phone="13912345679")
    order = trapped(world, account=ma)
    assert Notice.objects.filter(account=ma, about="order").exists()
    assert not Notice.objects.filter(account=other, about="order").exists()
    assert Notice.objects.filter(complaint=order.complaint, account=world.qian, about="order").exists()
