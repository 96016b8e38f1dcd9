"""The owner's link is renewed, revoked and ends; what staff enter for an owner says so (R68)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.notices.messages import to_owner
from heed.process.words import Method
from heed.records.models import Complaint, Notice, OwnerCode
from heed.records.owner_keys import code_of
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World

ENGLISH: Any = {"headers": {"accept-language": "en"}}


@pytest.fixture
def complaint(world: World) -> Complaint:
    return world.lodge(language="en")


def closed(world: World, **facts: Any) -> Complaint:
    """Settled in the morning, and closed by that."""
    found = world.lodge(language="en", **facts)
    ACTIONS["withdraw"](found, by=world.zhou, owner_words="不用了", method=Method.PHONE)
    found.refresh_from_db()
    return found


@pytest.mark.rule("R68")
def test_a_renewed_link_goes_to_the_contact_on_record_and_the_old_one_ends(
    client: Client, world: World, complaint: Complaint
) -> None:
    old = complaint.secret
    ACTIONS["renew_link"](complaint, by=world.zhou)
    complaint.refresh_from_db()
    assert client.get(f"/f/{old}/").status_code == 404
    assert client.get(f"/f/{complaint.secret}/").status_code == 200
    letter = to_owner(Notice.objects.get(complaint=complaint, about="renew_link"))
    assert letter.address == world.chen.phone
    assert complaint.secret in letter.text


@pytest.mark.rule("R68")
def test_staff_revoke_a_link_with_a_reason_and_the_owner_is_told(
    client: Client, world: World, complaint: Complaint
) -> None:
    with pytest.raises(Refused):
        ACTIONS["revoke_link"](complaint, by=world.zhou, reason="")
    ACTIONS["revoke_link"](complaint, by=world.zhou, reason="Passed on to a neighbour")
    answer = client.get(f"/f/{complaint.secret}/", **ENGLISH)
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "We have withdrawn it" in page
    assert "电梯" not in page
    assert "neighbour" not in page


def test_a_message_about_a_revoked_link_leads_to_the_code_and_holds_no_secret(
    world: World, complaint: Complaint
) -> None:
    ACTIONS["revoke_link"](complaint, by=world.zhou, reason="Passed on")
    complaint.refresh_from_db()
    letter = to_owner(Notice(complaint=complaint, about="report_progress", key="x", made_at=timezone.now()))
    assert complaint.secret not in letter.text
    assert f"/find/?number={complaint.number}" in letter.text


@pytest.mark.rule("R68")
def test_an_owner_at_a_revoked_link_asks_for_a_new_one_that_goes_to_the_contact_on_record(
    client: Client, world: World, complaint: Complaint
) -> None:
    ACTIONS["revoke_link"](complaint, by=world.zhou, reason="Passed on")
    old = complaint.secret
    answer = client.post(f"/f/{old}/", {"new_link": "1"}, **ENGLISH)
    assert "on its way" in answer.content.decode()
    complaint.refresh_from_db()
    assert complaint.secret not in answer.content.decode()
    assert client.get(f"/f/{complaint.secret}/").status_code == 200
    assert Notice.objects.filter(complaint=complaint, about="renew_link", channel="owner").count() == 1
    assert client.post(f"/f/{old}/", {"new_link": "1"}).status_code == 404, "once, and not again and again"


@pytest.mark.rule("R68")
def test_the_link_ends_some_days_after_the_end_by_the_policy(client: Client, world: World) -> None:
    found = closed(world)
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert client.get(f"/f/{found.secret}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        answer = client.get(f"/f/{found.secret}/", **ENGLISH)
        assert answer.status_code == 410
        assert "ended a while ago" in answer.content.decode()


def test_a_code_opens_the_page_of_an_ended_link_with_a_new_one(
    client: Client, world: World, complaint: Complaint
) -> None:
    ACTIONS["revoke_link"](complaint, by=world.zhou, reason="Passed on")
    old = complaint.secret
    client.post("/p/cuihu/find/", {"number": complaint.number})
    code = code_of(OwnerCode.objects.get().nonce)
    answer = client.post("/p/cuihu/find/", {"number": complaint.number, "code": code})
    complaint.refresh_from_db()
    assert complaint.secret != old
    assert answer.headers["Location"] == f"/f/{complaint.secret}/"
    assert client.get(f"/f/{complaint.secret}/").status_code == 200


@pytest.mark.rule("R6")
def test_the_only_link_of_an_anonymous_owner_is_neither_renewed_nor_revoked(world: World) -> None:
    found = world.lodge(anonymous=True, person=None, place=None)
    moves: dict[str, dict[str, Any]] = {"renew_link": {}, "revoke_link": {"reason": "Passed on"}}
    for move, facts in moves.items():
        with pytest.raises(Refused):
            ACTIONS[move](found, by=world.zhou, **facts)


@pytest.mark.rule("R74")
def test_what_staff_enter_for_an_owner_says_so_on_both_pages(client: Client, world: World) -> None:
    found = world.lodge(language="en")
    world.to_handling(found)
    found.refresh_from_db()
    mine = client.get(f"/f/{found.secret}/", **ENGLISH).content.decode()
    assert f"entered for you by {world.lin.name}" in " ".join(mine.split())
    assert "entered for the owner" in shown(signed_in(client, world.lin), found)


def test_what_the_owner_says_on_the_own_page_was_entered_by_nobody_else(client: Client, world: World) -> None:
    found = world.lodge(language="en")
    client.post(f"/f/{found.secret}/say/", {"words": "What about the lift?", "version": found.version})
    page = client.get(f"/f/{found.secret}/", **ENGLISH).content.decode()
    assert "What about the lift?" in page
    assert "entered for you" not in page
    assert "entered for the owner" not in shown(signed_in(client, world.lin), found)
