"""The list of closed complaints: each filter, pages by key over an index, and nothing of other projects."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.staff.accounts import add_duty
from heed.process.words import Method, Role
from heed.queries.complaints.closed import ClosedFilters, closed_matters
from heed.records.models import Complaint
from tests.plans import far_reads
from tests.world import World


def closed(world: World, **facts: Any) -> Complaint:
    """Handled by Wang's order, and closed by Zhou's visit: the owner is satisfied."""
    days = facts.pop("days", 2)
    complaint = world.to_handled(world.lodge(at=timezone.now() - timedelta(days=days), **facts))
    world.make("visit", complaint, by=world.zhou, outcome="satisfied", method=Method.PHONE, owner_words="修好了",
               completed=True)  # fmt: skip
    complaint.refresh_from_db()
    assert complaint.stage == "closed"
    return complaint


def listed(client: Client, **filters: Any) -> list[str]:
    return [row.number for row in client.get("/oversight/closed/", filters).context["page"]]


@pytest.mark.rule("R92", "R101")
def test_each_filter_narrows_the_list(world: World, client: Client) -> None:
    old, new = closed(world, days=20), closed(world)
    client.force_login(world.lin)
    assert listed(client) == [new.number, old.number]
    today = timezone.localdate()
    week = today - timedelta(days=7)
    both, none = [new.number, old.number], list[str]()
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"project": world.project.pk}, both),
        ({"category": "lift_stopped"}, both),
        ({"category": "lighting"}, none),
        ({"level": "general"}, both),
        ({"level": "emergency"}, none),
        ({"department": "engineering"}, both),
        ({"department": "security"}, none),
        ({"since": week}, [new.number]),
        ({"until": week}, [old.number]),
        ({"since": today + timedelta(days=1)}, none),
        ({"closed_by": world.zhou.pk}, both),
        ({"closed_by": world.lin.pk}, none),
        ({"satisfaction": "satisfied"}, both),
        ({"satisfaction": "not_satisfied"}, none),
        ({"satisfaction": "unknown"}, none),
        ({"reopened": "on"}, none),
    ]
    for filters, expected in cases:
        assert listed(client, **filters) == expected, filters
    for spoilt in ({"closed_by": "²"}, {"project": "9" * 30}):
        assert client.get("/oversight/closed/", spoilt).status_code == 200
    for spoilt in ({"since": "9999-12-31"}, {"until": "0001-01-01"}):
        assert client.get("/oversight/closed/", spoilt).status_code == 404


def test_what_was_taken_up_again_and_closed_again_is_named(world: World, client: Client) -> None:
    complaint = closed(world)
    world.make("reopen", complaint, by=world.lin, reason="又停了")
    complaint.refresh_from_db()
    assert (complaint.closed_by, complaint.closed_at) == (None, None), "what is open was closed by nobody"
    client.force_login(world.lin)
    assert listed(client) == []
    world.make("propose", complaint, findings="门刀又松", responsibility="none", solution="重新固定", method="phone")
    world.make("agree", complaint, owner_words="好")
    world.order_done(complaint)
    world.make("complete", complaint, result="好了", method=Method.PHONE)
    world.make("visit", complaint, by=world.zhou, outcome="satisfied", method=Method.PHONE, owner_words="好了",
               completed=True)  # fmt: skip
    assert listed(client, reopened="on") == [complaint.number]


def test_it_shows_who_closed_it_and_nothing_of_other_projects(world: World, client: Client) -> None:
    complaint = closed(world)
    client.force_login(world.lin)
    text = client.get("/oversight/closed/").content.decode()
    assert complaint.number in text
    assert "周晓" in text
    client.force_login(world.wu)
    assert listed(client) == []
    client.force_login(world.he)
    assert "陈美玲" not in client.get("/oversight/closed/").content.decode(), "the centre reads no names in lists"


def test_pages_follow_each_other_by_key_from_the_index(world: World) -> None:
    numbers = [closed(world, days=days).number for days in (5, 4, 3)]
    first = closed_matters(world.lin, size=2)
    second = closed_matters(world.lin, after=first.after, size=2)
    assert [row.number for row in (*first, *second)] == numbers[::-1]
    with CaptureQueriesContext(connection) as queries:
        closed_matters(world.lin, size=2)
    assert len(queries) == 3
    for account in (world.lin, world.he):
        for only in (ClosedFilters(), ClosedFilters(satisfaction="satisfied", department="engineering")):
            assert not far_reads(lambda account=account, only=only: closed_matters(account, only))  # type: ignore[misc]


def test_the_names_to_choose_from_stand_under_their_roles_each_once(world: World, client: Client) -> None:
    add_duty(by=world.admin, account=world.zhou, role=Role.FOLLOW_UP, project=world.project)
    world.lin.language = "en"
    world.lin.save()
    due_at = timezone.now() + timedelta(hours=3)
    world.make("promise", world.verify(world.lodge(at=timezone.now() - timedelta(hours=1))), by=world.zhou,
               words="我会回电", due_at=due_at, consent=True)  # fmt: skip
    client.force_login(world.lin)
    for address in ("/oversight/closed/", "/promises/", "/promises/record/"):
        page = client.get(address).content.decode()
        receptionists = re.search(r'<optgroup label="Receptionist">(.*?)</optgroup>', page, re.DOTALL)
        assert receptionists is not None, address
        assert world.zhou.name in receptionists[1]
        assert page.count(f">{world.zhou.name}</option>") == 1
