"""The inbox: mine alone, the newest first, read by opening or all at once; and how I wish to be told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heed.actions.notices.robots import save_robot
from heed.actions.reception.meetings import arrive, receive
from heed.actions.reception.superior import call_superior
from heed.clockwork.tick import tick
from heed.process.preferences import NoticeWay, Rhythm, Wishes
from heed.process.robots import RobotKind
from heed.queries.notices.inbox import inbox, newest_id, unread_counts, unread_of
from heed.records.models import Account, Complaint, Duty, Notice
from tests.plans import far_reads
from tests.rooms.at_the_page import signed_in
from tests.world import MORNING, World


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def newest(account: Account) -> Notice:
    return Notice.objects.filter(account=account, channel="inbox").latest("pk")


@pytest.fixture
def lin(world: World, client: Client) -> Client:
    return signed_in(client, world.lin)


def test_i_read_what_i_was_told_the_newest_first_with_what_it_is_about(lin: Client, world: World) -> None:
    first, second = world.lodge(), world.lodge(at=MORNING + timedelta(minutes=1))
    html = text_of(lin, "/inbox/")
    assert html.index(second.number) < html.index(first.number)
    assert f"{second.number}: Record complaint" in html
    assert html.count("data-unread-row") == 2
    assert "翠湖天地" in html


def test_the_inbox_is_nobodys_but_mine(lin: Client, world: World) -> None:
    complaint = world.lodge()
    theirs = Notice.objects.create(
        key="x", complaint=complaint, account=world.zhou, about="verify", facts={"number": "ZHOU-ONLY"},
        channel="inbox", made_at=MORNING, due_at=MORNING, sent_at=MORNING,
    )  # fmt: skip
    assert "ZHOU-ONLY" not in text_of(lin, "/inbox/")
    assert lin.get(f"/inbox/{theirs.pk}/").status_code == 404
    lin.post("/inbox/read/", {"until": theirs.pk})
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_nobody_reads_an_inbox_without_signing_in(client: Client, world: World) -> None:
    world.lodge()
    for address in ("/inbox/", "/inbox/ways/", f"/inbox/{newest(world.lin).pk}/"):
        assert client.get(address).status_code == 302
    assert client.get("/live/inbox").status_code == 204


def test_opening_a_notice_reads_it_and_leads_to_its_complaint(lin: Client, world: World) -> None:
    complaint = world.lodge()
    notice = newest(world.lin)
    answer = lin.get(f"/inbox/{notice.pk}/")
    assert answer["Location"] == f"/complaints/{complaint.number}/"
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "data-unread-row" not in text_of(lin, "/inbox/")


def test_a_browser_that_looks_ahead_has_read_nothing(lin: Client, world: World) -> None:
    world.lodge()
    lin.get(f"/inbox/{newest(world.lin).pk}/", headers={"Sec-Purpose": "prefetch"})
    assert unread_of(world.lin).count() == 1


def test_all_read_means_all_that_were_on_the_page(lin: Client, world: World) -> None:
    world.lodge()
    until = newest(world.lin).pk
    world.lodge()
    assert lin.post("/inbox/read/", {"until": until}).status_code == 302
    assert list(unread_of(world.lin).values_list("pk", flat=True)) == [newest(world.lin).pk]
    assert lin.post("/inbox/read/", {"until": "nonsense"}).status_code == 302
    assert lin.get("/inbox/read/").status_code == 405


def test_a_complaint_that_is_mine_no_longer_is_said_to_be_so(lin: Client, world: World) -> None:
    world.lodge()
    Duty.objects.filter(account=world.lin).update(project=world.elsewhere)
    Notice.objects.filter(account=world.lin).update(about="verify")
    Complaint.objects.update(case_owner=world.zhao)
    assert "you may no longer see it" in text_of(lin, "/inbox/")
    assert lin.get(f"/inbox/{newest(world.lin).pk}/")["Location"] == "/inbox/"


def test_clocks_and_calls_stand_in_it_with_their_instant(lin: Client, world: World) -> None:
    world.lodge()
    tick(MORNING + timedelta(days=1))
    visit = receive(arrive(world.project, by=world.zhou), by=world.zhou)
    call_superior(visit, by=world.zhou, consent=True, reason="五分钟仍未平复", to=world.lin)
    html = text_of(lin, "/inbox/")
    assert "has passed its deadline" in html
    assert "you are called to the counter" in html
    assert "五分钟" not in html.split("<main")[1], "what was said stays where it belongs"
    call = Notice.objects.get(about="summons")
    assert lin.get(f"/inbox/{call.pk}/")["Location"] == f"/desk/summons/{call.facts['summons']}/"


def test_pages_go_by_key_and_cost_the_same_wherever_they_are(lin: Client, world: World) -> None:
    complaint = world.lodge()
    pattern = newest(world.lin)

    def grow(count: int) -> None:
        Notice.objects.bulk_create(
            Notice(key=f"{count}-{n}", complaint=complaint, account=world.lin, about="verify", facts=pattern.facts,
                   channel="inbox", made_at=MORNING, due_at=MORNING, sent_at=MORNING)
            for n in range(count)
        )  # fmt: skip

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(lin, address)
        return len(queries)

    few = cost("/inbox/")
    grow(130)
    assert cost("/inbox/") == few
    first = inbox(world.lin)
    assert len(first) == 50
    assert cost(f"/inbox/?after={first.after}") == few
    second = inbox(world.lin, first.after)
    third = inbox(world.lin, second.after)
    rows = [*first, *second, *third]
    assert [row.pk for row in rows] == sorted((row.pk for row in rows), reverse=True)
    assert (len(rows), third.after) == (131, "")
    assert inbox(world.lin, "' OR 1=1").rows == first.rows
    assert not far_reads(lambda: inbox(world.lin, first.after))


def test_the_unread_are_counted_for_many_at_once_and_no_further_than_a_hundred(world: World) -> None:
    world.lodge()
    pattern = newest(world.lin)
    Notice.objects.bulk_create(
        Notice(key=f"n{n}", complaint=pattern.complaint, account=world.lin, about="verify", facts={}, channel="inbox",
               made_at=MORNING, due_at=MORNING, sent_at=MORNING)
        for n in range(130)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        counts = unread_counts([world.lin.pk, world.sun.pk])
    assert counts == {world.lin.pk: 100, world.sun.pk: 0}
    assert len(queries) == 1
    assert newest_id() == Notice.objects.latest("pk").pk


def test_the_badge_stands_in_the_frame_of_every_page(lin: Client, world: World) -> None:
    world.lodge()
    html = text_of(lin, "/oversight/")
    assert "data-unread>1</span>" in html
    assert 'data-live="/live/inbox"' in html
    lin.post("/inbox/read/", {"until": newest(world.lin).pk})
    assert "data-unread hidden></span>" in text_of(lin, "/oversight/")


# How I wish to be told

TOLD = {"ways": ["mail"], "email": "lin@heed.example", "language": "en", "rhythm": "daily", "daily_at": "08:30",
        "quiet_from": "22:00", "quiet_until": "07:00"}  # fmt: skip


def test_my_wishes_are_kept_and_shown_again(lin: Client, world: World) -> None:
    assert lin.post("/inbox/ways/", TOLD).status_code == 302
    world.lin.refresh_from_db()
    assert world.lin.email == "lin@heed.example"
    assert Wishes.of(world.lin.wishes) == Wishes((NoticeWay.MAIL,), (1320, 420), Rhythm.DAILY, 510)
    html = text_of(lin, "/inbox/ways/")
    assert 'value="22:00"' in html
    assert 'value="lin@heed.example"' in html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": ""}, "Enter the e-mail address for notifications."),
        ({"email": "nonsense"}, "valid email"),
        ({"quiet_until": ""}, "Fill in both, or neither."),
        ({"daily_at": ""}, "Enter the time of day."),
        ({"ways": ["pigeon"]}, "not one of the available choices"),
        ({"language": "tlh"}, "not one of the available choices"),
    ],
)
def test_what_does_not_go_together_is_said_and_what_was_typed_stays(
    lin: Client, world: World, wrong: dict[str, Any], said: str
) -> None:
    answer = lin.post("/inbox/ways/", TOLD | wrong)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert 'value="22:00"' in html
    world.lin.refresh_from_db()
    assert world.lin.wishes == {}


def test_a_way_is_offered_where_a_robot_carries_it_and_asks_for_what_it_needs(lin: Client, world: World) -> None:
    assert "LINE" not in text_of(lin, "/inbox/ways/")
    for kind in (RobotKind.LINE, RobotKind.SMS):
        save_robot(by=world.admin, at=MORNING, kind=kind.value, name="x", project=None, language="en",
                  address="https://x.example/", secret="s", per_minute=9, is_active=True)  # fmt: skip
    assert "LINE user id" in text_of(lin, "/inbox/ways/")
    html = lin.post("/inbox/ways/", TOLD | {"ways": ["line", "sms"]}).content.decode()
    assert "Enter the address for messages on this channel." in html
    assert "has no telephone number" in html
    Account.objects.filter(pk=world.lin.pk).update(phone="13911112222")
    assert lin.post("/inbox/ways/", TOLD | {"ways": ["line", "sms"], "line_address": "U77"}).status_code == 302
    world.lin.refresh_from_db()
    assert dict(Wishes.of(world.lin.wishes).addresses) == {"line": "U77"}
