"""Setup of notices: robots whose secrets nobody sees again, wording with known fields only, and the delivery log."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heed.actions.notices.robots import block, save_robot
from heed.clockwork.deliver import Delivered, deliver_due
from heed.notices import messages
from heed.process.robots import RobotKind
from heed.records.models import Notice, Phrase, Robot
from tests.notices.door import CUT, Door
from tests.rooms.at_the_page import signed_in
from tests.world import MORNING, World

EDIT = "/setup/notices/wording/owner/letter/zh-hans/"


@pytest.fixture
def admin(world: World, client: Client) -> Client:
    return signed_in(client, world.admin)


def typed(world: World, door: Door | None = None, **facts: object) -> dict[str, Any]:
    told = {"name": "客服群", "project": world.project.pk, "department": "", "language": "zh-hans", "per_minute": 20,
            "address": door.address if door else "https://robot.example/hook/key-1234", "secret": "SECquiet",
            "is_active": "on"}  # fmt: skip
    return told | facts


@pytest.mark.rule("R150")
def test_only_the_administrator_sets_up_robots_and_the_centre_reads(world: World, client: Client) -> None:
    robot = save_robot(by=world.admin, kind="wecom", name="群", project=None, language="en",
                      address="https://x.example/", per_minute=9)  # fmt: skip
    pages = ("", "wording/", "log/")
    for account, reads in ((world.admin, 200), (world.he, 200), (world.lin, 404), (world.zhou, 404)):
        signed_in(client, account)
        assert [client.get(f"/setup/notices/{page}").status_code for page in pages] == [reads] * 3
        may = 200 if account == world.admin else 404
        for page in (f"robots/{robot.pk}/", "robots/new/feishu/", "wording/owner/letter/en/"):
            assert client.get(f"/setup/notices/{page}").status_code == may
    assert client.post(f"/setup/notices/robots/{robot.pk}/test/").status_code == 404
    assert client.get("/setup/notices/robots/new/pigeon/").status_code == 404


def test_a_robot_is_added_and_its_secret_is_never_shown_again(admin: Client, world: World) -> None:
    answer = admin.post("/setup/notices/robots/new/dingtalk/", typed(world))
    robot = Robot.objects.get()
    assert answer["Location"] == f"/setup/notices/robots/{robot.pk}/"
    world.project.refresh_from_db()
    assert world.project.has_robots
    for page in ("", f"robots/{robot.pk}/"):
        html = admin.get(f"/setup/notices/{page}").content.decode()
        assert "SECquiet" not in html
        assert "key-1234" not in html
        assert "robot.example…1234" in html
    admin.post(f"/setup/notices/robots/{robot.pk}/", typed(world, address="", secret="", name="另一个名字"))
    robot.refresh_from_db()
    assert (robot.name, robot.secret) == ("另一个名字", "SECquiet")
    assert robot.address.endswith("key-1234")


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"per_minute": 21}, 422, "less than or equal to 20"),
        ({"address": "robot.example"}, 422, "Enter the full address"),
        ({"address": ""}, 422, "Please fill this in"),
        ({"secret": ""}, 409, "Without the secret"),
        ({"elsewhere": True}, 409, "another project"),
    ],
)
def test_a_robot_that_cannot_be_is_refused_in_words(
    admin: Client, world: World, wrong: dict[str, Any], status: int, said: str
) -> None:
    if wrong.pop("elsewhere", False):
        wrong = {"department": str(world.elsewhere.departments.all()[0].pk)}
    answer = admin.post("/setup/notices/robots/new/dingtalk/", typed(world, **wrong))
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Robot.objects.exists()


def test_a_test_message_shows_what_the_other_side_answers(admin: Client, world: World, door: Door) -> None:
    admin.post("/setup/notices/robots/new/wecom/", typed(world, door))
    url = f"/setup/notices/robots/{Robot.objects.get().pk}/test/"
    html = admin.post(url).content.decode()
    assert "The test message was accepted." in html
    assert "200, code 0" in html
    assert "errmsg" not in html, "what another machine answers is shown to nobody"
    door.answers = [(200, '{"errcode":93000,"errmsg":"invalid webhook url"}', {}), CUT]
    html = admin.post(url).content.decode()
    assert "could not be sent" in html
    assert "200, code 93000" in html
    assert "invalid webhook url" not in html
    assert "could not be sent" in admin.post(url).content.decode()
    assert "kept-secret" not in html
    block(Robot.objects.get(), 600)
    assert "more can be sent at" in admin.post(url).content.decode()
    assert len(door.posted) == 3


def test_a_test_message_to_people_asks_to_whom(admin: Client, world: World, door: Door) -> None:
    admin.post("/setup/notices/robots/new/sms/", typed(world, door))
    url = f"/setup/notices/robots/{Robot.objects.get().pk}/test/"
    assert "Enter the recipient" in admin.post(url).content.decode()
    assert "was accepted" in admin.post(url, {"to": "13800001111"}).content.decode()
    assert door.posted[0].said["to"] == "13800001111"


def test_the_demo_tries_nothing_out(admin: Client, world: World, door: Door, settings: object) -> None:
    settings.HEED_DEMO = True  # type: ignore[attr-defined]
    admin.post("/setup/notices/robots/new/wecom/", typed(world, door))
    html = admin.post(f"/setup/notices/robots/{Robot.objects.get().pk}/test/").content.decode()
    assert "The demo sends no messages." in html
    assert door.posted == []


# Wording


def test_words_of_ones_own_are_kept_as_versions_with_who_and_when(admin: Client, world: World) -> None:
    complaint = world.lodge(contact="chen@example.org", language="zh-hans")
    for text in ("一：{number}", "二：{number}"):
        assert admin.post(EDIT, {"subject": "{move}", "text": text, "keep": "1"}).status_code == 302
    letter = messages.to_owner(complaint.notices.get(channel="owner"))
    assert letter.text == f"二：{complaint.number}"
    first, second = Phrase.objects.order_by("pk")
    assert (first.made_by, second.made_by) == (world.admin, world.admin)
    assert "一：{number}" in admin.get(f"{EDIT}?version={first.pk}").content.decode()
    assert "Custom" in admin.get("/setup/notices/wording/").content.decode()
    admin.post(EDIT, {"own": "1"})
    assert "您好" in messages.to_owner(complaint.notices.get(channel="owner")).text
    assert Phrase.objects.count() == 3, "nothing is forgotten"


@pytest.mark.parametrize("field", ["name", "contact", "clock", "number.real"])
def test_an_unknown_field_is_refused_by_name_and_nothing_is_kept(admin: Client, world: World, field: str) -> None:
    answer = admin.post(EDIT, {"subject": "{move}", "text": f"您好 {{{field}}} {{number}}", "keep": "1"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert f"This type of notification has no field {{{field}}}." in html
    assert "您好" in html
    assert not Phrase.objects.exists()


def test_it_is_read_with_a_real_complaint_before_it_is_kept(admin: Client, world: World) -> None:
    first, second = world.lodge(language="zh-hans"), world.lodge()
    told = {"subject": "{move}", "text": "{number} {project} {link}", "number": first.number}
    html = admin.post(f"{EDIT}read/", told).content.decode()
    assert f"{first.number} 翠湖天地" in html
    assert first.secret not in html
    assert "…" in html
    assert second.number in admin.post(f"{EDIT}read/", told | {"number": ""}).content.decode()
    assert "no complaint NONE" in admin.post(f"{EDIT}read/", told | {"number": "NONE"}).content.decode()
    bad = admin.post(f"{EDIT}read/", told | {"text": "{name}"}).content.decode()
    assert "This type of notification has no field {name}" in bad
    assert not Phrase.objects.exists()


def test_every_kind_form_and_language_can_be_opened_and_says_nothing_personal(admin: Client, world: World) -> None:
    world.verify(world.lodge())
    for kind in ("owner", "move", "warned", "breached", "escalated", "summons", "collected"):
        for form in ("letter", "short"):
            for language in ("zh-hans", "zh-hant", "en"):
                html = admin.get(f"/setup/notices/wording/{kind}/{form}/{language}/").content.decode()
                assert "setup-reads" in html
                assert not [word for word in ("陈美玲", "1502号", "13800002207", "老人被困") if word in html]
    assert admin.get("/setup/notices/wording/owner/song/en/").status_code == 404


# The delivery log


def test_the_log_tells_of_each_what_became_of_it_and_tries_again_what_was_set_aside(
    admin: Client, world: World, door: Door
) -> None:
    save_robot(by=world.admin, kind=RobotKind.WECOM.value, name="客服群", project=world.project, language="zh-hans",
              address=door.address, per_minute=20)  # fmt: skip
    world.project.refresh_from_db()
    door.answers = [
        (200, '{"errcode":40058,"errmsg":"invalid Request Parameter"}', {}), (500, "database is down", {}),
    ]  # fmt: skip
    for n in range(4):
        world.lodge(contact="", unreachable=True, at=MORNING + timedelta(minutes=n))
    assert deliver_due(MORNING + timedelta(minutes=2)) == Delivered(sent=1, delayed=1, set_aside=1)
    aside = Notice.objects.get(failed_at__isnull=False)

    def shown(state: str) -> str:
        return admin.get(f"/setup/notices/log/?state={state}").content.decode()

    everything = shown("")
    assert everything.count('class="list__row"') == 4
    assert "200, code 40058" in shown("aside")
    assert "500" in shown("delayed")
    assert "invalid Request Parameter" not in shown("aside"), "what another machine answers is shown to nobody"
    assert "database is down" not in shown("delayed")
    assert [shown(state).count('class="list__row"') for state in ("aside", "delayed", "waiting", "sent")] == [
        1,
        1,
        1,
        1,
    ]
    assert shown("nonsense").count('class="list__row"') == 4
    answer = admin.post(f"/setup/notices/log/{aside.pk}/again/")
    assert answer.status_code == 302
    aside.refresh_from_db()
    assert (aside.failed_at, aside.attempts) == (None, 0)
    assert deliver_due().sent == 3
    assert "Sent again manually." in shown("sent")
    assert world.admin.name in shown("sent")


def test_a_message_lost_twice_waits_for_a_person_to_decide(admin: Client, world: World, door: Door) -> None:
    save_robot(by=world.admin, kind=RobotKind.WECOM.value, name="客服群", project=world.project, language="zh-hans",
              address=door.address, per_minute=20)  # fmt: skip
    world.project.refresh_from_db()
    assert "may or may not have arrived" not in admin.get("/setup/").content.decode()
    door.answers = [CUT, CUT, CUT, CUT]
    lost = []
    for n in range(2):
        world.lodge(contact="", unreachable=True, at=MORNING + timedelta(minutes=n))
    for minutes in (1, 3):
        deliver_due(MORNING + timedelta(minutes=minutes))
    lost = list(Notice.objects.filter(failed_at__isnull=False).order_by("pk"))
    assert len(lost) == 2
    assert "may or may not have arrived" in admin.get("/setup/").content.decode()
    waiting = admin.get("/setup/notices/log/?state=unknown").content.decode()
    assert waiting.count("It has arrived") == waiting.count("Send it again") == 2
    admin.post(f"/setup/notices/log/{lost[0].pk}/arrived/")
    admin.post(f"/setup/notices/log/{lost[1].pk}/again/")
    assert "may or may not have arrived" not in admin.get("/setup/").content.decode()
    arrived, again = Notice.objects.filter(pk__in=[one.pk for one in lost]).order_by("pk")
    assert arrived.sent_at is not None
    assert arrived.tries[-1][1:] == ["Marked as arrived.", world.admin.name]
    assert (again.sent_at, again.failed_at, again.lost) == (None, None, 0)
    assert admin.post(f"/setup/notices/log/{again.pk}/arrived/").status_code == 404, "it was not lost twice"


def test_an_address_never_stands_in_the_log(admin: Client, world: World, door: Door) -> None:
    world.lodge(contact="chen.meiling@example.org")
    html = admin.get("/setup/notices/log/").content.decode()
    assert "To the owner" in html
    assert "chen" not in html.replace(world.chen.name, "")
    assert "陈" not in html


def test_the_log_costs_the_same_however_much_stands_in_it(admin: Client, world: World) -> None:
    complaint = world.lodge(contact="chen@example.org")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin.get("/setup/notices/log/?state=waiting").status_code == 200
        return len(queries)

    few = cost()
    Notice.objects.bulk_create(
        Notice(key=f"m{n}", complaint=complaint, account=world.lin, about="verify", facts={"number": "CH-1"},
               channel="mail", made_at=MORNING, due_at=MORNING)
        for n in range(70)
    )  # fmt: skip
    assert cost() == few
