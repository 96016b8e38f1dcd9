"""Coming back to one's page (R68): by the number and a code that only the contact on record gets."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from heed.actions.notices.robots import save_robot
from heed.clockwork.deliver import deliver_due
from heed.process.robots import RobotKind
from heed.records.models import Complaint, Notice, OwnerCode
from heed.records.owner_keys import code_of
from tests.notices.door import Door
from tests.rooms.test_portal import report
from tests.world import World

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def gateway(world: World) -> Iterator[Door]:
    """A text-message gateway that keeps what it is given."""
    with Door() as door:
        save_robot(by=world.admin, kind=RobotKind.SMS.value, name="SMS", project=None, language="zh-hans", owners=True,
                   address=door.address, secret="SEC", per_minute=60, is_active=True)  # fmt: skip
        yield door


def ask(client: Client, number: str) -> Any:
    return client.post("/p/cuihu/find/", {"number": number}, headers=ENGLISH)


def enter(client: Client, number: str, code: str) -> Any:
    return client.post("/p/cuihu/find/", {"number": number, "code": code}, headers=ENGLISH)


def code_sent(complaint: Complaint) -> str:
    return code_of(complaint.owner_codes.latest("pk").nonce)


@pytest.mark.rule("R68")
def test_the_code_goes_to_the_telephone_on_record_and_opens_the_page_once(
    client: Client, world: World, gateway: Door
) -> None:
    complaint = report(client)
    assert ask(client, f" {complaint.number.lower()} ").status_code == 200
    deliver_due()
    message = gateway.posted[-1].said
    assert message["to"] == "139 0000 8123"
    assert complaint.secret not in message["text"]
    code = re.search(r"\d{4} \d{4}", message["text"])
    assert code is not None
    found = enter(client, complaint.number, code[0])
    assert found["Location"] == f"/f/{complaint.secret}/"
    assert found["Cache-Control"] == "no-store"
    assert enter(client, complaint.number, code[0]).status_code == 422, "a code opens once"


def test_the_last_four_digits_that_staff_see_open_nothing(client: Client, world: World) -> None:
    complaint = report(client)
    ask(client, complaint.number)
    for guess in ("8123", "00008123", "13900008123"):
        assert enter(client, complaint.number, guess).status_code == 422
    answer = client.post("/p/cuihu/find/", {"number": complaint.number, "tail": "8123"}, headers=ENGLISH)
    assert answer.status_code == 200, "only a code is on its way"


def test_a_code_opens_for_a_quarter_of_an_hour_only(client: Client, world: World) -> None:
    complaint = report(client)
    ask(client, complaint.number)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert enter(client, complaint.number, code_sent(complaint)).status_code == 422
        ask(client, complaint.number)
        assert enter(client, complaint.number, code_sent(complaint)).status_code == 302


def test_unknown_and_nameless_numbers_get_the_answer_of_known_ones(client: Client, world: World) -> None:
    known, nameless = report(client), report(client, anonymous="on", client_key="a-key-of-another-p")
    said = set()
    for number in (known.number, nameless.number, "CH-20260101-001"):
        for answer in (ask(client, number), enter(client, number, "12345678")):
            page = answer.content.decode().replace(number, "N")
            said.add((answer.status_code, re.sub(r'data-now="[^"]*"', "", page)))
    assert len(said) == 2
    assert OwnerCode.objects.get().complaint == known
    ask(Client(), known.number)
    assert OwnerCode.objects.count() == 1, "strangers cannot flood a telephone"
    assert client.post("/p/yangguang/find/", {"number": known.number, "code": code_sent(known)}).status_code == 422


def test_guesses_are_counted_for_all_numbers_together_and_by_the_network(client: Client, world: World) -> None:
    numbers = [f"CH-20260101-{n:03d}" for n in range(51)]
    for n, number in enumerate(numbers[:50]):
        stranger = Client(REMOTE_ADDR=f"2001:db8:1:2::{n:x}")
        assert enter(stranger, number, "12345678").status_code == 422
    assert enter(Client(REMOTE_ADDR="2001:db8:1:2:ffff::9"), numbers[50], "12345678").status_code == 429
    assert enter(Client(REMOTE_ADDR="2001:db8:1:3::9"), numbers[50], "12345678").status_code == 422


def test_failures_of_a_stranger_shut_no_owner_out(client: Client, world: World) -> None:
    complaint = report(client)
    ask(client, complaint.number)
    for n in range(60):
        enter(Client(REMOTE_ADDR="10.0.0.1"), complaint.number, f"{n:08d}")
    assert enter(Client(REMOTE_ADDR="10.0.0.1"), complaint.number, code_sent(complaint)).status_code == 429
    assert enter(Client(REMOTE_ADDR="10.0.0.2"), complaint.number, code_sent(complaint)).status_code == 302


def test_the_database_tells_neither_links_nor_codes(client: Client, world: World) -> None:
    complaint = report(client)
    ask(client, complaint.number)
    rows = [*Complaint.objects.values_list(), *OwnerCode.objects.values_list(), *Notice.objects.values_list()]
    assert complaint.secret not in str(rows)
    assert code_sent(complaint) not in str(rows)


@pytest.mark.rule("R68")
def test_no_page_of_the_staff_shows_an_owners_link(client: Client, world: World) -> None:
    complaint = report(client)
    client.force_login(world.zhou)
    for address in (reverse("desk:case", args=[complaint.number]), reverse("complaint:page", args=[complaint.number])):
        page = client.get(address).content.decode()
        assert complaint.number in page
        assert complaint.secret not in page
        assert "/f/" not in page


def test_in_a_demo_the_page_shows_what_the_telephone_would(client: Client, world: World, settings: Any) -> None:
    complaint = report(client)
    assert "telephone would now show" not in ask(client, complaint.number).content.decode()
    settings.HEED_DEMO = True
    page = ask(client, complaint.number).content.decode()
    code = code_sent(complaint)
    assert f"{code[:4]} {code[4:]}" in page
