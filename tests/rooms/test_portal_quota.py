"""How much owners may send a day: by one link, from one address, all together. The words are never lost to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.process.words import Channel
from heed.queries.actor import OWNER
from heed.records.models import Attachment, Complaint
from heed.ui.limits import network_of
from tests.rooms.test_portal import told
from tests.world import World

KILOBYTE = 1024


@pytest.fixture
def complaint(world: World) -> Complaint:
    return world.lodge(by=OWNER, channel=Channel.WEB)


def files(kilobytes: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile("protocol.pdf", b"%PDF-" + b"0" * (kilobytes * KILOBYTE - 5))]


def say(client: Client, complaint: Complaint, words: str, kilobytes: int, address: str = "203.0.113.7") -> Any:
    """A message of the owner with a file of this size."""
    given = {"words": words, "version": complaint.version, "files": files(kilobytes) if kilobytes else []}
    answer = client.post(f"/f/{complaint.secret}/say/", given, REMOTE_ADDR=address, headers={"Accept-Language": "en"})
    complaint.refresh_from_db()
    return answer


def refused(answer: Any, words: str) -> bool:
    """Whether it was refused with a sentence, and with what was typed."""
    page = answer.content.decode()
    return bool(answer.status_code == 429 and words in page and "files" in page)


def test_a_link_takes_so_much_a_day_and_words_always(
    client: Client, complaint: Complaint, settings: LazySettings
) -> None:
    settings.HEED_LINK_MB_DAILY = 1
    assert say(client, complaint, "第一张", 700).status_code == 302
    assert refused(say(client, complaint, "第二张", 700, address="198.51.100.1"), "第二张")
    assert say(client, complaint, "没有照片", 0).status_code == 302
    assert say(client, complaint, "小的", 300).status_code == 302
    assert Attachment.objects.count() == 2


def test_an_address_takes_so_much_a_day_whatever_the_link(
    client: Client, world: World, complaint: Complaint, settings: LazySettings
) -> None:
    settings.HEED_ADDRESS_MB_DAILY = 1
    other = world.lodge(by=OWNER, channel=Channel.WEB)
    assert say(client, complaint, "第一张", 700).status_code == 302
    assert refused(say(client, other, "第二张", 700), "第二张")
    report = told(content="灯坏了", files=files(700))
    assert refused(client.post("/p/cuihu/", report, REMOTE_ADDR="203.0.113.7"), "灯坏了")
    assert say(client, other, "从别处", 700, address="198.51.100.1").status_code == 302


def test_all_owners_together_send_so_much_a_day(
    client: Client, world: World, complaint: Complaint, settings: LazySettings
) -> None:
    settings.HEED_OWNERS_MB_DAILY = 1
    other = world.lodge(by=OWNER, channel=Channel.WEB)
    assert say(client, complaint, "第一张", 700).status_code == 302
    assert refused(say(client, other, "第二张", 700, address="198.51.100.1"), "第二张")


def test_none_of_it_is_a_limit_where_the_settings_say_so(
    client: Client, complaint: Complaint, settings: LazySettings
) -> None:
    settings.HEED_LINK_MB_DAILY = settings.HEED_ADDRESS_MB_DAILY = settings.HEED_OWNERS_MB_DAILY = 0
    for words in ("一", "二", "三"):
        assert say(client, complaint, words, 700).status_code == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9%eth0", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unix", "unix"),
    ],
)
def test_one_connection_is_one_network_however_many_addresses_it_has(address: str, network: str) -> None:
    assert network_of(address) == network


def test_what_is_refused_for_another_reason_is_not_counted(
    client: Client, world: World, complaint: Complaint, settings: LazySettings
) -> None:
    settings.HEED_LINK_MB_DAILY = 1
    given = {"words": "照片", "version": complaint.version, "files": files(700)}
    world.verify(complaint)  # the page that the owner saw is out of date
    complaint.refresh_from_db()
    assert client.post(f"/f/{complaint.secret}/say/", given).status_code == 409
    assert say(client, complaint, "照片", 700).status_code == 302
