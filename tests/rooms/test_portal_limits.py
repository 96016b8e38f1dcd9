"""Limits on reports: a flood waits, nothing is lost, and all processes count together."""

from datetime import timedelta
from typing import Any

import time_machine
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from heed.records.models import Complaint
from tests.rooms.test_portal import _nobody_tried_before, report, told
from tests.world import World

__all__ = ["_nobody_tried_before"]


def test_a_flood_waits_and_loses_nothing(client: Client, world: World, settings: Any) -> None:
    settings.HEED_REPORTS_HOURLY = 2
    for n in range(2):
        report(client, client_key=f"a-key-of-this-page-{n}x")
    answer = client.post("/p/cuihu/", told(client_key="another-key-of-page"), headers={"Accept-Language": "en"})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "wait 60 min and press Send again, or call 400-800-1502" in page
    assert "地库车道的灯坏了三盏" in page
    report(Client(REMOTE_ADDR="10.0.0.9"), client_key="a-key-of-elsewhere")
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        report(client, client_key="another-key-of-page")


def test_what_is_on_record_is_answered_with_it_also_when_the_limit_is_reached(
    client: Client, world: World, settings: Any
) -> None:
    settings.HEED_REPORTS_HOURLY = 1
    first = client.post("/p/cuihu/", told())
    again = client.post("/p/cuihu/", told())
    assert again.status_code == 302
    assert again["Location"] == first["Location"]
    assert Complaint.objects.count() == 1


def test_the_limit_counts_once_for_all_processes(client: Client, world: World, settings: Any) -> None:
    settings.HEED_REPORTS_HOURLY = 1
    report(client, client_key="a-key-of-one-page-x")
    caches["process"].clear()  # as if another process answered
    answer = client.post("/p/cuihu/", told(client_key="a-key-of-another-p"))
    assert answer.status_code == 429
